"""Style sheets that people write, as browsers and engines parse them: what reaches outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Source, error
from kamroles.theme.lengths import SIDES, leave_a_page, length_in_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kamroles.diagnostics import Diagnostic
    from kamroles.theme.theme_files import ThemeFile

_TAKE_ADDRESSES = frozenset({"url", "src", "image", "image-set", "-webkit-image-set"})
"""Functions whose texts are addresses."""
_FILLED_IN = re.compile("--.*|var|attr|env|if|inherit|first-valid|random-item|toggle")
"""Functions in whose place something stands that is only known once a page is shown."""
_OF_KINDS = "type"
"""A function whose text is the kind of a picture."""
_INSIDE = "data:", "#"
_PICTURE = re.compile(r"\s*data:image/", re.IGNORECASE)
_SAVE = "save the picture again as PNG, or as plain SVG with all that it shows inside"
_SPACE = " \t\n\f\r"
"""What addresses may be surrounded by; other white space begins a name of a file."""
_END = "@end-of-file"
_OPEN = "the style sheet ends inside of what opens here", "close it: a block by `}`"
_CARRY = "carry it inside, as url(data:image/png;base64,…), or take it out"
_HINTS = {
    "@import": "copy what it names into this file",
    "local": "name a typeface in `font.body` of theme.yaml, or carry it inside as url(data:…)",
}
_BROKEN = {
    "bad-string": ("this text in quotes is not closed on its line", "close the quotes"),
    "eof-in-string": ("this text in quotes is not closed", "close the quotes"),
    "bad-url": ("this is no address", "write it in quotes: url('…')"),
    "eof-in-url": ("this address is not closed", "close it by `)`"),
    "}": ("`}` closes nothing", "take it out, or see which block ends too early"),
    "]": ("`]` closes nothing", "take it out"),
    ")": ("`)` closes nothing", "take it out"),
}
LONG_NUMBER = re.compile(r"[0-9]{1000,}")
"""Python reads none of over 4,300 digits, and nobody means one."""


def style_faults(
    file: ThemeFile, fault_of_carried: Callable[[str], tuple[str, str] | None]
) -> Iterator[Diagnostic]:
    """Yield a finding for all of a style sheet that refers to something outside, or is broken.

    Of a picture that it carries, ``fault_of_carried`` gives a code and what is wrong with it.
    """
    from tinycss2 import parse_component_value_list

    source, starts = Source(file.name, file.text), _starts(file.text)

    def told(code: str, node: Any, message: str, hint: str) -> Diagnostic:
        at = starts[node.source_line - 1] + node.source_column - 1
        return error(code, message, source.span(at, at + 1), hint)

    if long := LONG_NUMBER.search(file.text):
        yield error(
            "KR764", "no number has so many digits", source.span(*long.span()), "take it out"
        )
        return
    nodes = parse_component_value_list(f"{file.text}\n{_END}")
    for node, shown in references(nodes):
        message = f"`{shown[:80]}` refers to something outside of the theme"
        yield told("KR760", node, message, _HINTS.get(shown.partition("(")[0], _CARRY))
    for node, address in _addresses(nodes):
        if _PICTURE.match(address) and (fault := fault_of_carried(address)):
            yield told(fault[0], node, f"`{address[:30]}…` {fault[1]}", _SAVE)
    for node in _walked(nodes):
        if node.type == "error":
            yield told("KR764", node, *_BROKEN.get(node.kind, (node.message, "mend it")))
            return
    last = nodes[-1]
    if last.type != "at-keyword" or f"@{last.value}" != _END:
        yield told("KR764", last, *_OPEN)
        return
    for node in _impossible_margins(file.text):
        message = "no page can be set with these margins"
        yield told("KR765", node, message, "write margins that leave a page, such as 17mm 20mm")


def ends_of_rules(css: str) -> list[int]:
    """Return the offset at which each rule at the top of a style sheet ends."""
    from tinycss2 import parse_stylesheet

    starts = _starts(css)
    rules = parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    firsts = [starts[each.source_line - 1] + each.source_column - 1 for each in rules]
    return [*firsts, len(css)][1:]


def _impossible_margins(css: str) -> Iterator[Any]:
    """Yield the margins of pages that leave no room on a sheet, where it has its usual size."""
    from tinycss2 import parse_blocks_contents, parse_stylesheet

    pages = [
        said
        for rule in parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        if rule.type == "at-rule" and rule.lower_at_keyword == "page" and rule.content
        for said in parse_blocks_contents(rule.content)
        if said.type == "declaration"
    ]
    if any(said.lower_name == "size" for said in pages):
        return
    for said in pages:
        name, _, side = said.lower_name.partition("-")
        found = (length_in_points(each.serialize().lower()) for each in said.value)
        lengths = [each for each in found if each is not None]
        if side in SIDES and lengths:
            lengths = [lengths[0] if each == side else 0.0 for each in SIDES]
        if name == "margin" and lengths and not leave_a_page(lengths):
            yield said


def _starts(css: str) -> list[int]:
    """Return the offset of each line, as the parser counts them."""
    return [0, *(at + 1 for at, each in enumerate(css) if each in "\n\f")]


def references(nodes: Sequence[Any]) -> Iterator[tuple[Any, str]]:
    """Yield what refers to something outside, each with how it is shown to people."""
    named = False
    for node in nodes:
        if node.type == "at-keyword":
            named = node.lower_value == "namespace"  # a name that looks like an address
        elif node.type == "{} block" or (node.type == "literal" and node.value == ";"):
            named = False
        if not named:
            yield from _reaching(node)


def _reaching(whole: Any) -> Iterator[tuple[Any, str]]:
    for node in _walked([whole]):
        if node.type == "at-keyword" and node.lower_value == "import":
            yield node, "@import"
        elif node.type == "url" and not is_inside(node.value):
            yield node, f"url({node.value})"
        elif node.type == "function" and node.lower_name == "local":
            yield node, "local(…)"
        elif node.type == "function" and node.lower_name in _TAKE_ADDRESSES:
            for given in _walked(node.arguments, without=_OF_KINDS):
                if given.type == "string" and not is_inside(given.value):
                    yield node, f"{node.lower_name}({given.value})"
                    break
                if given.type == "function" and _FILLED_IN.fullmatch(given.lower_name):
                    yield node, f"{node.lower_name}({given.lower_name}(…))"
                    break


def _addresses(nodes: Sequence[Any]) -> Iterator[tuple[Any, str]]:
    for node in _walked(nodes):
        if node.type == "url":
            yield node, node.value
        elif node.type == "function" and node.lower_name in _TAKE_ADDRESSES:
            yield from ((node, each.value) for each in node.arguments if each.type == "string")


def is_inside(address: str) -> bool:
    """Tell whether an address holds what it names, or names a part of the same file."""
    return address.strip(_SPACE).lower().startswith(_INSIDE)


def _walked(nodes: Sequence[Any], without: str = "") -> Iterator[Any]:
    """Yield all parts of a style sheet in their order, those in blocks and functions too.

    Functions of one name may be left out.
    """
    left = [iter(nodes)]
    while left:
        node = next(left[-1], None)
        if node is None:
            left.pop()
            continue
        if without and node.type == "function" and node.lower_name == without:
            continue
        yield node
        inside: Any = getattr(node, "content", None) or getattr(node, "arguments", None)
        left.append(iter(inside or ()))
