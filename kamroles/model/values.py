"""Types of single values, each read from the text as it was written.

YAML hands over text only; the types here decide what it means, so that ``NO`` can be Norway and
``65.000`` is refused instead of being read as 65.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Annotated, Any

from kamroles.characters import searchable, straight
from kamroles.model import places
from kamroles.model.fields import ValueType
from kamroles.source.nodes import Scalar

if TYPE_CHECKING:
    from kamroles.source.nodes import Node

LEVELS = {"1": "aware", "2": "working", "3": "proficient", "4": "advanced", "5": "expert"}
"""What a competency's proficiency from 1 to 5 is called."""
_NAME = r"[a-z][a-z0-9_]*"
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_EMAIL = r"""[^@\s<>()"',;]+@[^@\s<>()"',;]+\.[^@\s.<>()"',;]{2,}"""
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_SIGN = r"[./\s-]+"
_LIKE_A_MONTH = re.compile(rf"[0-9]{{4}}{_SIGN}[0-9]{{1,2}}|[0-9]{{1,2}}{_SIGN}[0-9]{{4}}")
_LIKE_A_DATE = re.compile(
    rf"[0-9]{{4}}(?:{_SIGN}[0-9]{{1,2}}){{2}}|(?:[0-9]{{1,2}}{_SIGN}){{2}}(?:[0-9]{{2}}|[0-9]{{4}})"
)
_AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")
_WHOLE = re.compile(r"[0-9]{1,9}")
_PLACEHOLDER = re.compile(r"(?:…|\.{2,})+|(?:tb[acd]|todo|x{3,})\.?", re.IGNORECASE)


class Refused(Exception):  # noqa: N818 - it carries a finding and is not itself a fault of the code
    """A value cannot be read: the finding's code, what is wrong, and what to write instead."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def text_of(node: Node) -> str:
    """Return the text of a single value without the white space around it.

    Raises:
        Refused: it is a list or a mapping.

    """
    if isinstance(node, Scalar):
        return node.text.strip()
    raise Refused("KR202", "this is a list or a mapping, but one value is wanted here")


def _line(node: Node) -> str:
    return _said(" ".join(searchable(text_of(node)).split()))


def _said(text: str) -> str:
    """Return a text that says something."""
    if not text:
        raise Refused("KR204", "nothing is written here", "write a value or remove the line")
    if _PLACEHOLDER.fullmatch(text):
        hint = "write the value, or leave the line out: the gap is then marked in the document"
        raise Refused("KR231", f"`{text}` only holds the place of a value", hint)
    return text


def _rich(node: Node) -> str:
    text = searchable(text_of(node))
    return _said("\n".join(line.rstrip() for line in text.splitlines()).strip())


def _date(node: Node) -> datetime.date:
    text = text_of(node)
    found = _ISO_DATE.fullmatch(text)
    if not found:
        from kamroles.mistakes.dates import date_hint

        hint = date_hint(text)
        if _ISO_DATE.fullmatch(straight(text)):
            message = f"`{text}` has the long dashes or curly quotes of a word processor"
            raise Refused("KR205", message, f"{hint}, with plain hyphens and no quotes")
        raise Refused("KR205", f"`{text}` is not a date as kamroles reads them", hint)
    try:
        return datetime.date(*map(int, found.groups()))
    except ValueError:
        message = f"{text} is not a day of the calendar"
        raise Refused("KR205", message, "check month and day") from None


def _start(node: Node) -> str:
    text = _line(node)
    if _LIKE_A_DATE.fullmatch(straight(text)):
        return _date(Scalar(text, node.span)).isoformat()
    if _LIKE_A_MONTH.fullmatch(straight(text)) and not month_of(text):
        from kamroles.mistakes.dates import month_hint

        message = f"`{text}` is not a month as kamroles reads them"
        raise Refused("KR205", message, month_hint(text))
    return text


def month_of(text: str) -> datetime.date | None:
    """Return the first day of a month that is written as year-month, None for another text."""
    found = _ISO_MONTH.fullmatch(text)
    try:
        return datetime.date(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None


def _amount(node: Node) -> int | float:
    text = text_of(node)
    if _AMOUNT.fullmatch(text):
        number = float(text)
        return int(number) if number.is_integer() else number
    if text.startswith("-") and _AMOUNT.fullmatch(text[1:]):
        raise Refused("KR206", f"`{text}` is below zero", f"write {text[1:]}")
    from kamroles.mistakes.amounts import amount_hint

    raise Refused("KR206", f"`{text}` is not a plain number", amount_hint(text))


def _whole(node: Node) -> int:
    text = text_of(node)
    if not _WHOLE.fullmatch(text):
        if re.fullmatch(r"-[0-9]+", text):
            raise Refused("KR207", f"`{text}` is below zero", f"write {text[1:]}")
        if text.isdecimal() and text.isascii():
            raise Refused("KR207", f"`{text}` has too many digits", "count the digits")
        found = re.fullmatch(r"([0-9]{1,9})\s*(?:%|[a-z ]+)", text)
        hint = f"write {found[1]}" if found else "write digits only"
        raise Refused("KR207", f"`{text}` is not a whole number", hint)
    return int(text)


def _percent(node: Node) -> int:
    value = _whole(node)
    if value > 100:
        raise Refused("KR207", f"{value} is not between 0 and 100", "write 100 or less")
    return value


def _split(node: Node) -> str:
    text = text_of(node)
    found = re.fullmatch(r"([0-9]{1,3})\s*%?\s*[/:\u2013-]\s*([0-9]{1,3})\s*%?", text)
    if not found:
        hint = "write base and variable part in percent, such as 70/30"
        raise Refused("KR239", f"`{text}` is not a split of pay", hint)
    base, variable = int(found[1]), int(found[2])
    if base + variable != 100:
        message = f"the parts of `{text}` come to {base + variable}, not 100"
        hint = (
            f"write {base}/{100 - base}" if base <= 100 else "write two parts of 100, such as 70/30"
        )
        raise Refused("KR239", message, hint)
    return f"{base}/{variable}"


def _level(node: Node) -> str:
    text = text_of(node)
    if text not in LEVELS:
        level = next((number for number, name in LEVELS.items() if name == text.lower()), None)
        listed = ", ".join(f"{number} ({name})" for number, name in LEVELS.items())
        raise Refused("KR207", f"`{text}` is not a level from 1 to 5", f"write {level or listed}")
    return text


def _yes_no(node: Node) -> bool:
    text = text_of(node).lower()
    if text in {"yes", "true", "on"}:
        return True
    if text in {"no", "false", "off"}:
        return False
    raise Refused("KR208", f"`{text}` is neither yes nor no", "write yes or no")


def _slug(node: Node) -> str:
    text = text_of(node)
    if not re.fullmatch(_SLUG, text):
        better = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        hint = f"write {better}" if better else "use small letters, digits and hyphens"
        raise Refused("KR209", f"`{text}` cannot be an id", hint)
    return text


def _name(node: Node) -> str:
    text = text_of(node)
    if not re.fullmatch(_NAME, text):
        better = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
        hint = f"write {better}" if better[:1].isalpha() else "begin with a small letter"
        raise Refused("KR209", f"`{text}` cannot be a name", hint)
    return text


def number_written(text: str) -> int | float | None:
    """Return a text as the number that is written in just these characters; else None."""
    if not _AMOUNT.fullmatch(text):
        return None
    number = float(text) if "." in text else int(text)
    return number if str(number) == text else None


_FOLDER_URL = r'https?://([^\s<>"{}|\\^`/?#@]+)(/[^\s<>"{}|\\^`?#]*)?(?<!\.html)(?<!\.htm)'
"""A web address that others can be added to: no user, no query, no part of a page."""


_SEARCHED = 1_000
"""Characters in which an address is looked for; none is longer."""


def _pattern(
    words: str, pattern: str, code: str, what: str, hint: str, inside: str = "", shown: str = "{}"
) -> ValueType:
    """Return the type of a text that is of a pattern.

    What ``inside`` finds once in another text is offered in place of the ``hint``, as it is to be
    ``shown``.
    """

    def read(node: Node) -> str:
        text = text_of(node)
        if not re.fullmatch(pattern, text):
            found = re.findall(inside, text[:_SEARCHED]) if inside else []
            better = f"write {shown.format(found[0])}" if len(found) == 1 else hint
            raise Refused(code, f"`{text}` is not {what}", better)
        return text

    return ValueType(words, {"type": "string", "pattern": f"^{pattern}$"}, read)


def _site_url(node: Node) -> str:
    """Return the address of a folder, whose host has a name that is valid in ASCII too."""
    text = text_of(node)
    found = re.fullmatch(_FOLDER_URL, text)
    try:
        (found[1] if found else "").encode("idna")
    except UnicodeError:
        found = None
    if found is None:
        hint = "write it from https:// to its last folder, such as https://example.com/jobs"
        raise Refused("KR212", f"`{text}` is not the address of a folder of the web", hint)
    return text


def _country(node: Node) -> str:
    text = text_of(node)
    if text not in places.countries():
        code = places.country_code(text, alike=True)
        hint = f"write {code}" if code else "write the two-letter ISO code, such as US or DE"
        raise Refused("KR210", f"`{text}` is not a country code", hint)
    return text


def _currency(node: Node) -> str:
    text = text_of(node)
    if text not in places.currencies():
        code = places.currency_code(text)
        hint = f"write {code}" if code else "write its ISO code, such as USD, CAD or EUR"
        raise Refused("KR211", f"`{text}` is not a currency code", hint)
    return text


_TEXT: Any = {"type": ["string", "number"]}  # unquoted digits are text here, a number to an editor

LINE = ValueType("one line of text", _TEXT, _line)
Line = Annotated[str, LINE]
"""One line of text; runs of white space count as one space."""
RICH = ValueType("text with paragraphs, lists, bold, italic and links, in Markdown", _TEXT, _rich)
Rich = Annotated[str, RICH]
"""Text with paragraphs, lists, bold, italic and links, written in Markdown."""
Date = Annotated[
    datetime.date,
    ValueType(
        "a date, year-month-day",
        {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        _date,
    ),
]
START = ValueType("one line of text, a date or a month, year-month", _TEXT, _start)
Start = Annotated[str, START]
"""A day in words, a date or a month; digits in another order than year-month-day are refused."""
TEXTS = (LINE, START, RICH)
"""What takes any words."""
Amount = Annotated[
    int | float,
    ValueType("a number without separators", {"type": "number", "minimum": 0}, _amount),
]
Whole = Annotated[int, ValueType("a whole number", {"type": "integer", "minimum": 0}, _whole)]
Percent = Annotated[
    int,
    ValueType(
        "a whole number from 0 to 100", {"type": "integer", "minimum": 0, "maximum": 100}, _percent
    ),
]
Split = Annotated[
    str,
    ValueType(
        "two parts of 100, such as 70/30",
        {"type": "string", "pattern": r"^[0-9]{1,3}\s*%?\s*[/:\u2013-]\s*[0-9]{1,3}\s*%?$"},
        _split,
    ),
]
"""The base and the variable part of pay, in percent."""
Level = Annotated[
    str,
    ValueType(
        "a whole number from 1 to 5", {"type": "integer", "minimum": 1, "maximum": 5}, _level
    ),
]
YesNo = Annotated[bool, ValueType("yes or no", {"enum": ["yes", "no", True, False]}, _yes_no)]
SLUG = ValueType(
    "an id: small letters, digits and hyphens",
    {"type": ["string", "integer"], "pattern": f"^{_SLUG}$", "minimum": 0},
    _slug,
)
Slug = Annotated[str, SLUG]
NAME = ValueType(
    "a name: small letters, digits and underscores, with a letter first",
    {"type": "string", "pattern": f"^{_NAME}$"},
    _name,
)
Name = Annotated[str, NAME]
"""A name that templates can write after a dot."""
Email = Annotated[
    str,
    _pattern(
        "an e-mail address",
        _EMAIL,
        "KR212",
        "an e-mail address",
        "write it like jobs@example.com",
        inside=_EMAIL,
    ),
]
Url = Annotated[
    str,
    _pattern(
        "a web address with https://",
        r'https?://[^\s<>"{}|\\^`/?#][^\s<>"{}|\\^`]*',
        "KR212",
        "a web address",
        "write it whole, such as https://example.com/jobs",
    ),
]
SiteUrl = Annotated[
    str,
    ValueType(
        "the web address of a folder, with https://",
        {"type": "string", "pattern": f"^{_FOLDER_URL}$"},
        _site_url,
    ),
]
Color = Annotated[
    str,
    _pattern(
        "a color of six hex digits, in quotes",
        r"#[0-9a-fA-F]{6}",
        "KR213",
        "a color",
        'write six hex digits in quotes, such as "#0b5c5a"',
        inside=r"\b[0-9a-fA-F]{6}\b",
        shown='"#{}"',
    ),
]
Country = Annotated[
    str, ValueType("a two-letter country code (ISO 3166)", {"type": "string"}, _country, "country")
]
Currency = Annotated[
    str,
    ValueType("a three-letter currency code (ISO 4217)", {"type": "string"}, _currency, "currency"),
]


def _format(node: Node) -> int:
    text = text_of(node)
    if text != "1":
        message = f"this workspace is of format {text}, and this kamroles reads format 1"
        newer = re.fullmatch("0*[1-9][0-9]*", text) and text.lstrip("0") != "1"
        hint = "install a kamroles that reads it" if newer else "write format: 1"
        raise Refused("KR524", message, hint)
    return 1


Format = Annotated[int, ValueType("the number 1", {"const": 1}, _format)]
"""The form of a workspace's files."""
