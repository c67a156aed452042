"""Find, check and compile templates by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, TemplateNotFound

from kamroles.compose.faults import Fault
from kamroles.compose.functions import unknown
from kamroles.compose.operators import kind_of
from kamroles.compose.rewriting import prepared
from kamroles.compose.tokens import refused

if TYPE_CHECKING:
    from types import CodeType

    from jinja2 import Template

    from kamroles.diagnostics import Source

MAX_TEMPLATE = 100_000
_KEPT = 128
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
        environment.report.sources[name] = found
        if character := refused(found.text):
            number = f"U+{ord(character):04X}"
            message = f"this template holds a character that no document can show ({number})"
            hint = "delete it; it may have come with pasted text"
            environment.report.near(Fault("KR315", message, hint, character))
        code = _compiled(environment, name, found.text)
        made: Template = environment.template_class.from_code(environment, code, globals or {})
        return made


def _source(lookup: Any, name: Any) -> Source:
    bare = name.removeprefix("shipped/") if isinstance(name, str) else ""
    if not _NAME.match(bare):
        shown = f"`{name}`" if isinstance(name, str) else kind_of(name)
        hint = 'write it from the templates folder, such as "parts/wording.md"'
        raise Fault("KR301", f"{shown} cannot be the name of a template", hint, bare)
    found: Source | None = lookup(name)
    if found is None:
        raise TemplateNotFound(bare)
    if len(found.text) > MAX_TEMPLATE:
        raise Fault("KR316", f"{found.name} is larger than {MAX_TEMPLATE // 1000} kB")
    return found


def _compiled(environment: Any, name: str, text: str) -> CodeType:
    code = _codes.get((name, text))
    if code is None:
        tree = prepared(environment.parse(_with_line_ends(text), name), name, unknown)
        code = environment.compile(tree, name, name)
        if len(_codes) >= _KEPT:
            _codes.clear()
        _codes[name, text] = code
    return code


def _with_line_ends(text: str) -> str:
    """Mark tags that end a line of text, so that only a tag on a line of its own takes the line.

    Jinja drops the line end after every tag, also after a closing tag within a sentence.
    """
    return "\n".join(
        f"{line[:-2]}+%}}"
        if line.endswith("%}") and line[-3:-2] not in {"-", "+"} and _TAG.sub("", line).strip()
        else line
        for line in (
            line.rstrip() if line.rstrip().endswith("%}") else line for line in text.split("\n")
        )
    )
