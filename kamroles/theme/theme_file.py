"""The values that a ``theme.yaml`` gives, and what is wrong with them at which line."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error, nearest
from kamroles.ordinary import at_start
from kamroles.source.nodes import Mapping, Scalar
from kamroles.source.yaml import parse
from kamroles.theme.lengths import out_of_bounds

if TYPE_CHECKING:
    import collections.abc
    from collections.abc import Iterator

    from kamroles.diagnostics import Diagnostic, Span

COLOR = re.compile(r"#[0-9a-fA-F]{6}")
COLOR_HINT = "write # and six hexadecimal digits in quotes, such as '#0b5c5a'"
_NAME = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*")
_VALUE = re.compile(r"[\w #%.,+/'-]{1,120}")
_GROUPS = {
    "color": "accent text muted paper surface line mark mark-text",
    "dark": "text muted paper surface line mark mark-text",
    "font": "body",
    "size": "body small title heading screen",
    "space": "line paragraph item section part panel cell",
    "page": "margin",
}


@lru_cache(maxsize=32)
def tokens_of(text: str, name: str) -> collections.abc.Mapping[str, str]:
    """Return the values of a theme file by dotted name; ``name`` is what people call the file.

    Raises:
        Problems: one is missing, or cannot be used.

    """
    tree = parse(text, name)
    found: list[Diagnostic] = []
    tokens = dict(_tokens(tree, found))
    found += _lacking(tree, tokens, name)
    for token, value in tokens.items():
        if not _NAME.fullmatch(token):
            message = f"`{token}` is not a name that a theme can use"
            found.append(
                error("KR406", message, value.span, "use small letters, digits and dashes")
            )
        elif told := _fault(token, value.text):
            found.append(error("KR406", told[0], value.span, told[1]))
    if found:
        raise Problems(found)
    return MappingProxyType({token: value.text for token, value in tokens.items()})


def _tokens(tree: Mapping, found: list[Diagnostic]) -> Iterator[tuple[str, Scalar]]:
    for group in tree.entries:
        if not isinstance(group.value, Mapping):
            message = f"`{group.key.text}` is not a group of values"
            hint = "write them indented below it, each as `name: value`"
            found.append(error("KR406", message, group.key.span, hint))
            continue
        for entry in group.value.entries:
            if isinstance(entry.value, Scalar):
                yield f"{group.key.text}.{entry.key.text}", entry.value
            else:
                message = f"`{group.key.text}.{entry.key.text}` is not a single value"
                hint = "write it on one line, such as `body: 10.5pt`"
                found.append(error("KR406", message, entry.key.span, hint))


def _lacking(
    tree: Mapping, tokens: collections.abc.Mapping[str, Scalar], name: str
) -> Iterator[Diagnostic]:
    """Yield each group's missing values, at one of another name that may be meant, or the group."""
    for group, members in _GROUPS.items():
        own = {each.rpartition(".")[2] for each in tokens if each.startswith(f"{group}.")}
        lacking = [each for each in members.split() if each not in own]
        if not lacking:
            continue
        entry = tree.entry(group)
        span: Span = entry.key.span if entry else at_start(name)
        hint = f"write {', '.join(f'`{each}: …`' for each in lacking)} below `{group}`"
        if near := nearest(lacking[0], sorted(own - {*members.split()}), 1):
            span = tokens[f"{group}.{near[0]}"].span
            hint = f"write `{lacking[0]}` where it says `{near[0]}`"
        message = f"the theme lacks {', '.join(f'`{group}.{each}`' for each in lacking)}"
        yield error("KR406", message, span, hint)


def _fault(name: str, written: str) -> tuple[str, str] | None:
    """Return what is wrong with a value, and what to do."""
    if not _VALUE.fullmatch(written):
        hint = "write a short value, such as 10.5pt"
        return f"`{written[:40]}` cannot be the value of `{name}`", hint
    if name.startswith(("color.", "dark.")):
        return None if COLOR.fullmatch(written) else (f"`{written}` is not a color", COLOR_HINT)
    bounds = out_of_bounds(name, written)
    return (f"no page can be set with `{name}: {written}`", f"write {bounds}") if bounds else None
