"""What every model shares: frozen fields, documented, typed from the text as written.

YAML hands over text only; the types here decide what it means, so that ``NO`` can be Norway and
``65.000`` is refused instead of being read as 65.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from kamroles.model import places

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_OTHER_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\Z")
_NUMBER = re.compile(r"-?\d+(?:\.\d{1,2})?\Z")
_GROUPED = re.compile(r"\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?\Z")
_THOUSANDS = re.compile(r"(\d+(?:\.\d+)?)\s*[kK]\Z")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_EMAIL = re.compile(r"[^@\s<>()\"',;]+@[^@\s<>()\"',;]+\.[^@\s.<>()\"',;]{2,}\Z")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}\Z")


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
    text = " ".join(_text_of(value).split())
    if not text:
        raise fault("empty", "nothing is written here", "write a value or remove the line")
    return text


def _rich(value: Any) -> str:
    text = "\n".join(line.rstrip() for line in _text_of(value).splitlines()).strip()
    if not text:
        raise fault("empty", "nothing is written here", "write a value or remove the line")
    return text


def _date(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    text = _text_of(value)
    found = _ISO_DATE.match(text)
    if not found:
        raise fault("date", f"`{text}` is not a date as kamroles reads them", _date_hint(text))
    try:
        return datetime.date(*map(int, found.groups()))
    except ValueError:
        raise fault("date", f"{text} is not a day of the calendar", "check month and day") from None


def _date_hint(text: str) -> str:
    found = _OTHER_DATE.match(text)
    if not found:
        return "write year-month-day, such as 2026-12-18"
    first, second, year = map(int, found.groups())
    readings = []
    for month, day in ((first, second), (second, first)):
        try:
            readings.append(datetime.date(year, month, day).isoformat())
        except ValueError:
            continue
    unique = list(dict.fromkeys(readings))
    return "write " + " or ".join(unique) if unique else "write year-month-day, such as 2026-12-18"


def _amount(value: Any) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = _text_of(value)
    if _NUMBER.match(text):
        number = float(text)
        if number < 0:
            raise fault("amount", f"`{text}` is below zero")
        return int(number) if number.is_integer() else number
    raise fault("amount", f"`{text}` is not a plain number", _amount_hint(text))


def _amount_hint(text: str) -> str:
    bare = text.strip().lstrip("$€£").removesuffix("€").strip()
    if _GROUPED.match(bare):
        digits = re.sub(r"[.,]\d{1,2}\Z", "", bare)
        return f"write {re.sub(r'[^0-9]', '', digits)}, without separators"
    found = _THOUSANDS.match(bare)
    if found:
        return f"write {int(float(found[1]) * 1000)}"
    if re.fullmatch(r"\d+\+?", bare):
        return f"write {bare.rstrip('+')}; an open range needs an upper end (`max`)"
    return "write digits only, such as 65000; the currency goes into `currency`"


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = _text_of(value)
    if not re.fullmatch(r"\d{1,9}", text):
        hint = (
            f"write {text[:-1].strip()}" if re.fullmatch(r"\d+\s*%", text) else "write digits only"
        )
        raise fault("number", f"`{text}` is not a whole number", hint)
    return int(text)


def _percent(value: int) -> int:
    if not 0 <= value <= 100:
        raise fault("percent", f"{value} is not between 0 and 100")
    return value


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
    if not _SLUG.match(text):
        better = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        hint = f"write {better}" if better else "use small letters, digits and hyphens"
        raise fault("slug", f"`{text}` cannot be an id", hint)
    return text


def _matches(kind: str, pattern: re.Pattern[str], what: str, hint: str) -> Any:
    def check(value: Any) -> str:
        text = _text_of(value)
        if not pattern.match(text):
            raise fault(kind, f"`{text}` is not {what}", hint)
        return text

    return BeforeValidator(check)


def _country(value: Any) -> str:
    text = _text_of(value)
    if text not in places.countries():
        code = places.country_code(text)
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


Line = Annotated[str, BeforeValidator(_line)]
"""One line of text; runs of white space count as one space."""
Rich = Annotated[str, BeforeValidator(_rich)]
"""Text with paragraphs, lists, bold, italic and links, written in Markdown."""
Date = Annotated[datetime.date, BeforeValidator(_date)]
Amount = Annotated[int | float, BeforeValidator(_amount)]
Whole = Annotated[int, BeforeValidator(_whole)]
Percent = Annotated[int, BeforeValidator(_whole), AfterValidator(_percent)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Slug = Annotated[str, BeforeValidator(_slug)]
Email = Annotated[
    str, _matches("email", _EMAIL, "an e-mail address", "write it like jobs@example.com")
]
Url = Annotated[
    str, _matches("url", _URL, "a web address", "write it whole, such as https://example.com/jobs")
]
Color = Annotated[
    str, _matches("color", _COLOR, "a color", 'write six hex digits in quotes, such as "#0b5c5a"')
]
Country = Annotated[str, BeforeValidator(_country)]
Currency = Annotated[str, BeforeValidator(_currency)]


def described(text: str, *, example: Any = None, unit: str | None = None, **more: Any) -> Any:
    """Return a field with its meaning, an example and its unit, for docs and JSON Schema."""
    extra: Any = {"unit": unit} if unit else None
    examples = [example] if example is not None else None
    return Field(description=text, examples=examples, json_schema_extra=extra, **more)
