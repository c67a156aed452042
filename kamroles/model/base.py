"""What every model shares: frozen fields, documented, typed from the text as written.

YAML hands over text only; the types here decide what it means, so that ``NO`` can be Norway and
``65.000`` is refused instead of being read as 65.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from kamroles.model import places, reading
from kamroles.model.levels import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_EMAIL = r"""[^@\s<>()"',;]+@[^@\s<>()"',;]+\.[^@\s.<>()"',;]{2,}"""
_URL = r'https?://[^\s<>"{}|\\^`]+'
_COLOR = r"#[0-9a-fA-F]{6}"
_PLACEHOLDER = re.compile(r"(?:…|\.{2,})+|(?:tb[acd]|todo|x{3,})\.?", re.IGNORECASE)


class Model(BaseModel):
    """A frozen group of fields; unknown ones are refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=False
    )


@dataclass(frozen=True, slots=True)
class Merge:
    """How a list merges between layers: ``keyed`` by id (new items need ``text``) or as a ``set``.

    ``shares`` names the field whose whole numbers are parts of 100.
    """

    how: str
    text: str = "text"
    shares: str | None = None
    required: tuple[str, ...] = ("text",)


@dataclass(frozen=True, slots=True)
class Inherited:
    """Mark a mapping of fields of another model that are layered elsewhere (``overrides``)."""

    model: str


def fault(kind: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error a field type raises; ``message`` and ``hint`` are shown as they are."""
    return PydanticCustomError(f"kr_{kind}", "{message}", {"message": message, "hint": hint})


def _text_of(value: Any) -> str:
    if not isinstance(value, str):
        raise fault("text", "this is a list or a mapping, but one value is wanted here")
    return value.strip()


def _line(value: Any) -> str:
    return _said(" ".join(_text_of(value).split()))


def _said(text: str) -> str:
    """Return a text that says something."""
    if not text:
        raise fault("empty", "nothing is written here", "write a value or remove the line")
    if _PLACEHOLDER.fullmatch(text):
        hint = "write the value, or leave the line out: the gap is then marked in the document"
        raise fault("placeholder", f"`{text}` only holds the place of a value", hint)
    return text


def _rich(value: Any) -> str:
    text = "\n".join(line.rstrip() for line in _text_of(value).splitlines()).strip()
    return _said(text)


def _date(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    text = _text_of(value)
    found = reading.ISO_DATE.fullmatch(text)
    if not found:
        hint = reading.date_hint(text)
        if reading.ISO_DATE.fullmatch(reading.straight(text)):
            message = f"`{text}` has the long dashes or curly quotes of a word processor"
            raise fault("date", message, f"{hint}, with plain hyphens and no quotes")
        raise fault("date", f"`{text}` is not a date as kamroles reads them", hint)
    try:
        return datetime.date(*map(int, found.groups()))
    except ValueError:
        raise fault("date", f"{text} is not a day of the calendar", "check month and day") from None


def _start(value: Any) -> str:
    text = _line(value)
    return _date(text).isoformat() if reading.is_meant_as_date(text) else text


def _amount(value: Any) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = _text_of(value)
    if reading.AMOUNT.fullmatch(text):
        number = float(text)
        return int(number) if number.is_integer() else number
    if text.startswith("-") and reading.AMOUNT.fullmatch(text[1:]):
        raise fault("amount", f"`{text}` is below zero", f"write {text[1:]}")
    raise fault("amount", f"`{text}` is not a plain number", reading.amount_hint(text))


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = _text_of(value)
    if not reading.WHOLE.fullmatch(text):
        found = re.fullmatch(r"([0-9]{1,9})\s*(?:%|[a-z ]+)", text)
        hint = f"write {found[1]}" if found else "write digits only"
        raise fault("number", f"`{text}` is not a whole number", hint)
    return int(text)


def _percent(value: int) -> int:
    if not 0 <= value <= 100:
        raise fault("percent", f"{value} is not between 0 and 100")
    return value


def _level(value: Any) -> str:
    text = _text_of(value)
    if text not in LEVELS:
        level = next((number for number, name in LEVELS.items() if name == text.lower()), None)
        hint = f"write {level}" if level else f"write {_in_words(LEVELS)}"
        raise fault("number", f"`{text}` is not a level from 1 to 5", hint)
    return text


def _in_words(levels: Mapping[str, str]) -> str:
    return ", ".join(f"{number} ({name})" for number, name in levels.items())


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _text_of(value).lower()
    if text in {"yes", "true", "on"}:
        return True
    if text in {"no", "false", "off"}:
        return False
    raise fault("bool", f"`{text}` is neither yes nor no", "write yes or no")


def _slug(value: Any) -> str:
    text = _text_of(value)
    if not re.fullmatch(_SLUG, text):
        better = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        hint = f"write {better}" if better else "use small letters, digits and hyphens"
        raise fault("slug", f"`{text}` cannot be an id", hint)
    return text


def _matches(kind: str, pattern: str, what: str, hint: str) -> Any:
    def check(value: Any) -> str:
        text = _text_of(value)
        if not re.fullmatch(pattern, text):
            raise fault(kind, f"`{text}` is not {what}", hint)
        return text

    return BeforeValidator(check)


def _country(value: Any) -> str:
    text = _text_of(value)
    if text not in places.countries():
        code = places.country_code(text) or places.country_like(text)
        hint = f"write {code}" if code else "write the two-letter ISO code, such as US or DE"
        raise fault("country", f"`{text}` is not a country code", hint)
    return text


def _currency(value: Any) -> str:
    text = _text_of(value)
    if text not in places.currencies():
        code = places.currency_code(text)
        hint = f"write {code}" if code else "write the three-letter ISO code, such as USD or EUR"
        raise fault("currency", f"`{text}` is not a currency code", hint)
    return text


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """How a value of a type is written in YAML: in words, and as JSON Schema.

    ``named`` is the name under which a long schema is kept once.
    """

    words: str
    schema: Mapping[str, Any]
    named: str | None = None


_TEXT: Any = {"type": ["string", "number"]}  # unquoted digits are text here, a number to an editor

Line = Annotated[str, BeforeValidator(_line), Written("one line of text", _TEXT)]
"""One line of text; runs of white space count as one space."""
Rich = Annotated[
    str,
    BeforeValidator(_rich),
    Written("text with paragraphs, lists, bold, italic and links, in Markdown", _TEXT),
]
"""Text with paragraphs, lists, bold, italic and links, written in Markdown."""
Date = Annotated[
    datetime.date,
    BeforeValidator(_date),
    Written(
        "a date, year-month-day",
        {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    ),
]
Start = Annotated[str, BeforeValidator(_start), Written("one line of text", _TEXT)]
"""A day in words, or a date; digits in another order than year-month-day are refused."""
Amount = Annotated[
    int | float,
    BeforeValidator(_amount),
    Written("a number without separators", {"type": "number", "minimum": 0}),
]
Whole = Annotated[
    int, BeforeValidator(_whole), Written("a whole number", {"type": "integer", "minimum": 0})
]
Percent = Annotated[
    int,
    BeforeValidator(_whole),
    AfterValidator(_percent),
    Written("a whole number from 0 to 100", {"type": "integer", "minimum": 0, "maximum": 100}),
]
Level = Annotated[
    str,
    BeforeValidator(_level),
    Written("a whole number from 1 to 5", {"type": "integer", "minimum": 1, "maximum": 5}),
]
YesNo = Annotated[
    bool, BeforeValidator(_yes_no), Written("yes or no", {"enum": ["yes", "no", True, False]})
]
Slug = Annotated[
    str,
    BeforeValidator(_slug),
    Written(
        "an id: small letters, digits and hyphens",
        {"type": ["string", "integer"], "pattern": f"^{_SLUG}$", "minimum": 0},
    ),
]
Email = Annotated[
    str,
    _matches("email", _EMAIL, "an e-mail address", "write it like jobs@example.com"),
    Written("an e-mail address", {"type": "string", "pattern": f"^{_EMAIL}$"}),
]
Url = Annotated[
    str,
    _matches("url", _URL, "a web address", "write it whole, such as https://example.com/jobs"),
    Written("a web address with https://", {"type": "string", "pattern": f"^{_URL}$"}),
]
Color = Annotated[
    str,
    _matches("color", _COLOR, "a color", 'write six hex digits in quotes, such as "#0b5c5a"'),
    Written("a color of six hex digits, in quotes", {"type": "string", "pattern": f"^{_COLOR}$"}),
]
Country = Annotated[
    str,
    BeforeValidator(_country),
    Written("a two-letter country code (ISO 3166)", {"type": "string"}, "country"),
]
Currency = Annotated[
    str,
    BeforeValidator(_currency),
    Written("a three-letter currency code (ISO 4217)", {"type": "string"}, "currency"),
]


def described(text: str, *, example: Any = None, unit: str | None = None, **more: Any) -> Any:
    """Return a field with its meaning, an example and its unit, for docs and JSON Schema."""
    extra: Any = {"unit": unit} if unit else None
    examples = [example] if example is not None else None
    return Field(description=text, examples=examples, json_schema_extra=extra, **more)
