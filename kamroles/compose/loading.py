"""Find, check and compile templates by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError

from kamroles.characters import REFUSED
from kamroles.compose.faults import Fault
from kamroles.compose.generator import unusable
from kamroles.compose.origins import placed
from kamroles.compose.syntax import explained, inner_comments

if TYPE_CHECKING:
    from types import CodeType

    from jinja2 import Template

    from kamroles.diagnostics import Source

MAX_TEMPLATE = 100_000
_KEPT = 128
_LONG = 1_000
_NAME = re.compile(r"[A-Za-z0-9][\w-]*(/[A-Za-z0-9][\w-]*)*\.md\Z", re.ASCII)
_TAG = re.compile(r"\{%.*?%\}|<!--.*?-->")
_codes: dict[tuple[str, str], CodeType] = {}


class Loader(BaseLoader):
    """Templates by name, compiled once per text."""

    def load(self, environment: Any, name: str, globals: Any = None) -> Template:
        """Return the template called ``name``.

        Raises:
            Fault: its name or text cannot be used.
            TemplateNotFound: there is none.

        """
        found = _source(environment.lookup, name)
        environment.budget.work(1)
        environment.report.sources[name] = found
        if character := REFUSED.search(found.text):
            number = f"U+{ord(character[0]):04X}"
            message = f"this template holds a character that no document can show ({number})"
            hint = "delete it; it may have come with pasted text"
            place = found.span(*character.span())
            environment.report.raised(Fault("KR315", message, hint).at(name, place.line))
        code = _compiled(environment, name, found.text)
        made: Template = environment.template_class.from_code(environment, code, globals or {})
        made.root_render_func = placed(made.root_render_func)
        return made


def _source(lookup: Any, name: str) -> Source:
    bare = name.removeprefix("shipped/")
    if not _NAME.match(bare):
        hint = 'write it from the templates folder, such as "parts/wording.md"'
        raise Fault("KR301", f"`{name}` cannot be the name of a template", hint, bare)
    found: Source | None = lookup(name)
    if found is None:
        raise TemplateNotFound(name)
    if len(found.text) > MAX_TEMPLATE:
        raise Fault("KR316", f"{found.name} is larger than {MAX_TEMPLATE // 1000} kB")
    return found


def _compiled(environment: Any, name: str, text: str) -> CodeType:
    if (name, text) not in _codes:
        code = _compile(environment, name, "\n".join(map(_with_line_end, text.split("\n"))))
        if len(_codes) >= _KEPT:
            _codes.clear()
        _codes[name, text] = code
    return _codes[name, text]


def _compile(environment: Any, name: str, text: str) -> CodeType:
    try:
        tree = environment.parse(text, name)
        faults = [*inner_comments(environment, name, text), *unusable(tree, name, environment)]
        for fault in faults[:-1]:
            environment.report.raised(fault)
        if faults:
            raise faults[-1]
        code: CodeType = environment.compile(tree, name, name)
    except TemplateSyntaxError as failure:
        raise explained(failure, environment, name, text) from None
    except (RecursionError, SyntaxError, MemoryError):
        hint = "take some {% if %}, {% for %} or brackets apart"
        raise Fault("KR302", "this template is nested too deep", hint).at(name, 1) from None
    except ValueError:
        before = re.split(r"\d{1000}", text, maxsplit=1)[0]
        fault = Fault("KR302", "this template has a number that is too long")
        raise fault.at(name, before.count("\n") + 1) from None
    return code


def _with_line_end(line: str) -> str:
    """Mark a tag that ends a line of text, so that only a tag on a line of its own takes the line.

    Jinja drops the line end after every tag, also after a closing tag within a sentence.
    """
    kept = line.rstrip()
    if not kept.endswith("%}") or kept[-3:-2] in {"-", "+"}:
        return line
    has_text = len(kept) > _LONG or _TAG.sub("", kept).strip()
    return f"{kept[:-2]}+%}}" if has_text else line
