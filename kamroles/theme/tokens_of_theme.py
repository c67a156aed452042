"""The values of a theme, checked: what is missing, and what no page can be set with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error, nearest
from kamroles.theme.lengths import out_of_bounds
from kamroles.theme.theme_files import said_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kamroles.diagnostics import Diagnostic
    from kamroles.source.nodes import Scalar
    from kamroles.theme.theme_files import ThemeFiles

COLOR = re.compile(r"#[0-9a-fA-F]{6}")
COLOR_HINT = "write # and six hexadecimal digits in quotes, such as '#0b5c5a'"
_NAME = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*")
_VALUE = re.compile(r"[\w #%.,+/'-]{1,120}")
_GROUPS = {
    "color": "accent text muted paper surface line mark mark-text",
    "dark": "text muted paper surface line mark mark-text",
    "font": "body",
    "size": "body small title heading screen logo logo-width",
    "space": "line paragraph item section part panel cell",
    "page": "margin columns",
}
_EXTEND = "or begin theme.yaml with `extends: plain`, which brings all of them"


def checked_tokens(files: ThemeFiles) -> Mapping[str, Scalar]:
    """Return the values of a theme by dotted name.

    Raises:
        Problems: one is missing, or cannot be used.

    """
    found: list[Diagnostic] = []
    tokens: dict[str, Scalar] = {}
    for tree in files.trees:
        tokens |= said_by(tree, found)
    found += _lacking(files, tokens)
    for name, value in tokens.items():
        if not _NAME.fullmatch(name):
            hint = "use small letters, digits and dashes"
            message = f"`{name}` is not a name that a theme can use"
            found.append(error("KR406", message, value.span, hint))
        elif told := _fault(name, value.text):
            found.append(error(told[0], told[1], value.span, told[2]))
    if found:
        raise Problems(found)
    return tokens


def _lacking(files: ThemeFiles, tokens: Mapping[str, Scalar]) -> Iterator[Diagnostic]:
    """Yield each group's missing values, at one of another name that may be meant, or the group."""
    tree = files.trees[-1]
    for group, members in _GROUPS.items():
        own = {each.rpartition(".")[2] for each in tokens if each.startswith(f"{group}.")}
        lacking = [each for each in members.split() if each not in own]
        if not lacking:
            continue
        entry = tree.entry(group)
        span = entry.key.span if entry else tree.span
        hint = f"write {', '.join(f'`{each}: …`' for each in lacking)} below `{group}`, {_EXTEND}"
        if near := nearest(lacking[0], sorted(own - {*members.split()}), 1):
            span = tokens[f"{group}.{near[0]}"].span
            hint = f"write `{lacking[0]}` where it says `{near[0]}`"
        message = f"the theme lacks {', '.join(f'`{group}.{each}`' for each in lacking)}"
        yield error("KR406", message, span, hint)


def _fault(name: str, written: str) -> tuple[str, str, str] | None:
    """Return a code, what is wrong with a value, and what to do."""
    if not _VALUE.fullmatch(written):
        hint = "write a short value, such as 10.5pt"
        return "KR406", f"`{written[:40]}` cannot be the value of `{name}`", hint
    if name.startswith(("color.", "dark.")):
        good = COLOR.fullmatch(written)
        return None if good else ("KR406", f"`{written}` is not a color", COLOR_HINT)
    group, _, own = name.partition(".")
    if bounds := out_of_bounds(name, written, ours=own in _GROUPS.get(group, "").split()):
        return "KR757", f"no page can be set with `{name}: {written}`", f"write {bounds}"
    return None
