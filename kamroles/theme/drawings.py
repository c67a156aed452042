"""Drawings in SVG: whether one is whole, holds all that it shows, and is drawn in no time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from kamroles.theme.carried import carried
from kamroles.theme.images import PIXELS, fault_of_pixels
from kamroles.theme.style_check import LONG_NUMBER, is_inside, references

if TYPE_CHECKING:
    from collections.abc import Iterator

_DRAWING = "image/svg+xml"
_SVG = "{http://www.w3.org/2000/svg}"
_WEB_PAGE = "http://www.w3.org/1999/xhtml}"
_DEFINITION = re.compile(r"https?://www\.w3\.org/")
"""What many programs name at the head of a drawing, and nothing fetches."""
_ENCODING = re.compile(rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"'>]*)")
_UTF8 = frozenset({"utf-8", "utf8"})
_WIDER = frozenset({"us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252", "iso-8859-15"})
"""Encodings in which each character of ASCII is the same byte."""
_ADDRESSES = frozenset({"href", "src", "base", "ping"})
_LINK = re.compile(r"https?://|mailto:|tel:|#|$", re.IGNORECASE)
"""What a link may lead to."""
_LOCAL = re.compile(r".*[:}]", re.DOTALL)
_PLAIN = re.compile(
    "svg|g|path|rect|circle|ellipse|line|polyline|polygon|title|desc|defs|linearGradient"
    "|radialGradient|stop|clipPath|use|symbol|text|tspan|style"
)
"""Elements that take about as long as they are large."""
_SLOW = re.compile(r"filter|mask|marker|dash|pattern|animat|spread|blend|@|\\", re.IGNORECASE)
"""What is not among them, wherever it is asked for."""
_LARGE = re.compile(r"(?<![\w.#])[0-9]{6,}|[0-9][eE]\+?[0-9]")
"""A size for which an engine may want more memory than there is."""
_FAR = re.compile(r"(?<![.0-9])[0-9]{6,}|[0-9][eE]\+?[0-9]")
"""The same in the data of a path, where letters stand before numbers."""
_PATH = "d"
_NO_EFFECT = frozenset({"id", "class", _PATH})
_PART = re.compile(r"url\(\s*[\"']?#([^\"')]+)|^#(.+)", re.IGNORECASE)
_MOST = 200_000
"""Characters of a drawing with all its repetitions written out; a logo has a few thousand."""
_OF_LETTER = 100
"""Characters that a letter of a text counts as: each is looked up, measured and drawn."""
_LAYER = re.compile(r"(?<!-)opacity|clip-path|isolation", re.IGNORECASE)
_OF_LAYER = 2_000
"""Characters that a layer of its own counts as, which is drawn apart and then put onto the rest."""
_IN_CLASSES = re.compile(rf"url|{_LAYER.pattern}", re.IGNORECASE)
"""What no count holds where a rule gives it to elements."""
_SELECTOR = r"\s*[\w.#*-]++\s*+"
_RULES = re.compile(rf"(?:{_SELECTOR}(?:,{_SELECTOR})*+\{{[^{{}}]*+\}})*+\s*")
"""Rules for elements by what they are called alone, not by where they stand among others."""
_TRIED = re.compile("[{,;]")
"""Of what a style sheet has so many, each is tried for each element, repeated ones too."""
_DEEPEST = 40
_DEEPEST_CARRIED = 1


def fault_of_picture(media_type: str, content: bytes) -> str | None:
    """Return why a picture cannot be shown, as the end of a sentence; None if it can."""
    if media_type == _DRAWING:
        return fault_of_drawing(content)
    return fault_of_pixels(media_type, content) if media_type in PIXELS else None


@lru_cache(maxsize=32)
def fault_of_drawing(content: bytes) -> str | None:
    """Return why a drawing cannot be shown, as the end of a sentence; None if it can."""
    if not _is_utf8(content):
        return "is not in UTF-8, the only encoding that all programs read"
    try:
        root = ET.fromstring(content)  # noqa: S314 - expat limits entities and fetches nothing
    except ET.ParseError as fault:
        return f"is not readable as SVG (line {fault.position[0]})"
    return None if root.tag in {"svg", f"{_SVG}svg"} else "is XML, but not SVG"


def _is_utf8(content: bytes) -> bool:
    """Tell whether a drawing is in UTF-8; one that says otherwise may be, if all is ASCII."""
    if b"\0" in content:
        return False
    said = _ENCODING.match(content)
    name = said[1].decode("ascii", "replace").lower() if said else "utf-8"
    if name in _WIDER and content.isascii():
        return True
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return name in _UTF8


@dataclass(frozen=True, slots=True)
class Unfit:
    """Something in a drawing that no document may show: a code, what it is, line and column."""

    code: str
    says: str
    line: int
    column: int


@lru_cache(maxsize=32)
def unfit_part(content: bytes, depth: int = 0) -> Unfit | None:
    """Return the first thing in a drawing, which is readable, that is not its own; or None.

    ``depth`` is in how many others it is carried.
    """
    found: list[Unfit] = []
    begun: list[tuple[int, int]] = []
    texts: list[list[str]] = [[]]  # of each element that is open, as it has it itself
    parser = expat.ParserCreate(namespace_separator="}")

    def here() -> tuple[int, int]:
        return parser.CurrentLineNumber, parser.CurrentColumnNumber + 1

    def tell(told: tuple[str, str] | None, at: tuple[int, int] | None = None) -> None:
        if told and not found:
            found.append(Unfit(*told, *(at or here())))

    def begin(tag: str, attributes: dict[str, str]) -> None:
        begun.append(here())
        texts.append([])
        tell(_fault_of_element(tag, attributes, depth))

    def end(tag: str) -> None:
        at, text = begun.pop(), "".join(texts.pop())
        if _local(tag) == "style":
            tell(_reaching(next(_named(text), None)), at)

    def say(text: str) -> None:
        texts[-1].append(text)

    def instruct(target: str, said: str) -> None:
        tell(_reaching(f"<?{target} {said}?>" if target == "xml-stylesheet" else None))

    def declare(name: str, address: str | None, *_: object) -> None:
        tell(_reaching(None if _DEFINITION.match(address or "") else address))

    def define(name: str, *said: Any) -> None:
        tell(_reaching(said[3]))  # its address, if it has one

    parser.StartDoctypeDeclHandler, parser.EntityDeclHandler = declare, define
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler, parser.ProcessingInstructionHandler = say, instruct
    parser.Parse(content, True)
    return found[0] if found else None


def _fault_of_element(tag: str, attributes: dict[str, str], depth: int) -> tuple[str, str] | None:
    """Return a code, and what is wrong with an element as the end of a sentence."""
    own = _local(tag)
    if tag.startswith(_WEB_PAGE):
        return "KR408", f"holds a part of a web page, which only browsers show: `<{own}>`"
    if own == "script":
        return "KR408", "holds a program: `<script>`"
    for whole, given in attributes.items():
        name, value = _local(whole), given
        if name == "attributeName":  # of an element that sets it later
            name, value = _LOCAL.sub("", given).strip(), f"attributeName={given}"
        if name.startswith("on"):
            return "KR408", f"holds a program: `{name}`"
        link = own == "a" and name == "href"
        if link and not _LINK.match(value.strip()):
            where = " ".join(value.split())[:80]
            return "KR408", f"has a link that does not lead to a web page: `{where}`"
        if name in _ADDRESSES and not link and value.strip():
            fault = fault_of_carried(value, depth + 1) if is_inside(value) else _reaching(value)
            if fault:
                return fault
        if "(" in value and (shown := next(_named(value), None)):
            return _reaching(shown)
    return None


def fault_of_carried(address: str, depth: int = 0) -> tuple[str, str] | None:
    """Return a code, and what is wrong with the picture that an address carries; None if nothing.

    ``depth`` is in how many drawings it stands.
    """
    try:
        found = carried(address)
    except ValueError:
        return "KR408", "carries a picture that is damaged"
    if found is None:
        return None
    kind, content = found
    if kind not in {_DRAWING, *PIXELS}:
        return "KR408", f"carries what is no picture that all programs show: `{kind[:80]}`"
    if fault := fault_of_picture(kind, content):
        return "KR408", f"carries a picture that {fault}"
    if kind != _DRAWING:
        return None
    if depth > _DEEPEST_CARRIED:
        return "KR408", "carries another drawing"
    unfit = unfit_part(content, depth)
    return (unfit.code, f"carries a drawing that {unfit.says}") if unfit else None


def _reaching(shown: str | None) -> tuple[str, str] | None:
    return ("KR760", f"refers to something outside of its file: `{shown[:80]}`") if shown else None


@lru_cache(maxsize=32)
def letters_in(content: bytes) -> str:
    """Return all letters that a drawing writes; none if it cannot be read."""
    try:
        root = ET.fromstring(content)  # noqa: S314 - as above
    except ET.ParseError:
        return ""
    return "".join(_text(each) for each in root.iter() if _local(each.tag) == "text")


@lru_cache(maxsize=32)
def soon_drawn(content: bytes) -> bool:
    """Tell whether any engine draws it in no time: by counting, with all that it repeats."""
    if len(content) > _MOST:
        return False
    root = ET.fromstring(content)  # noqa: S314 - as above
    parts = {each.get("id"): each for each in root.iter()}
    known: dict[ET.Element, int] = {}
    styles = (each for each in root.iter() if _local(each.tag) == "style")
    tried = sum(len(_TRIED.findall(_text(each))) for each in styles)

    def size(element: ET.Element, depth: int = 0) -> int:
        """Return how many characters it has, with what it refers to; too many for circles."""
        if element in known:
            return known[element]
        if depth > _DEEPEST or not _is_plain(element):
            return _MOST + 1
        known[element] = _MOST + 1
        inside = [*element, *(each for n in _parts(element) if (each := parts.get(n)) is not None)]
        letters = "".join(_own_texts(element)).split()
        own = 20 + tried + sum(map(len, letters)) * _OF_LETTER
        own += sum(map(len, [element.text or "", *element.attrib.values()]))
        own += _OF_LAYER if any(_LAYER.search(f"{n} {said}") for n, said in element.items()) else 0
        known[element] = min(_MOST + 1, own + sum(size(each, depth + 1) for each in inside))
        return known[element]

    return size(root) <= _MOST


def _is_plain(element: ET.Element) -> bool:
    if not isinstance(element.tag, str) or not _PLAIN.fullmatch(_local(element.tag)):
        return False
    if _FAR.search(element.get(_PATH, "")):
        return False
    said = [each for pair in element.items() for each in pair if pair[0] not in _NO_EFFECT]
    if _local(element.tag) == "style":
        if not _RULES.fullmatch(_text(element)):
            return False
        said.append(_IN_CLASSES.sub("@", _text(element)))
    unsure = (each for each in said if _SLOW.search(each) or _LARGE.search(each))
    return element.tag.startswith(_SVG) and not any(unsure)


def _own_texts(element: ET.Element) -> Iterator[str]:
    """Yield the words an element has itself, before, between and behind those inside."""
    if _local(element.tag) != "style":
        yield element.text or ""
    yield from (each.tail or "" for each in element)


def _text(element: ET.Element) -> str:
    return "".join(element.itertext())


def _parts(element: ET.Element) -> Iterator[str]:
    """Yield the ids of what an element refers to."""
    for value in element.attrib.values():
        yield from (one or other for one, other in _PART.findall(value.strip()))


def _named(css: str) -> Iterator[str]:
    from tinycss2 import parse_component_value_list

    nodes = parse_component_value_list(LONG_NUMBER.sub("9", css))
    return (shown for _, shown in references(nodes))


def _local(name: Any) -> str:
    return _LOCAL.sub("", str(name))
