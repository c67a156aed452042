"""What people answer about a place: country, state, city with what stands behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.model import places, regions
from kamroles.model.infer import title_of
from kamroles.pipeline.answers import AnswerError, line, typed
from kamroles.source.edit import in_brackets
from kamroles.source.ids import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_POSTAL_CODE = re.compile(
    r"\b(?:[A-Z]{1,2}-)?[0-9]{4,5}(?:-[0-9]{3,4})?(?: [A-Z]{2}\b)?"
    r"|\b[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]\b|\b[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}\b"
)


def country(answer: str) -> str:
    """Check a country; its English name will do."""
    return str(typed("Country", places.country_code(answer.strip()) or answer.strip()))


def country_name(code: str) -> str:
    """Return the English name of a country."""
    return places.countries().get(code, code)


def region(country_code: str | None) -> Callable[[str], str]:
    """Return the check of a state or province; where it has a code, its name will do."""

    def check(answer: str) -> str:
        text = line(answer)
        code = regions.code_in(country_code, text)
        if country_code == "US" and not code:
            raise AnswerError(f"`{text}` is not a US state; write it like OR or Oregon")
        return code or text

    return check


def city(country_code: str) -> Callable[[str], dict[str, str]]:
    """Return the check of a city, behind which its state, postal code and country may stand.

    Its parts are those of a location; the country is left out where it is that of the employer.
    """

    def check(answer: str) -> dict[str, str]:
        parts = [part.strip() for part in line(answer).split(",") if part.strip()]
        found: dict[str, str] = {}
        if len(parts) > 1 and not regions.code_in(country_code, parts[-1]):
            other = places.country_code(parts[-1])
            if other and not (len(parts[-1]) == 2 and parts[-1].islower()):
                found |= {"country": other} if other != country_code else {}
                del parts[-1]
        for number, part in enumerate(parts):
            if code := _POSTAL_CODE.search(part):
                found["postal_code"] = code[0]
                parts[number] = part.replace(code[0], "").strip(" -")
        parts = [part for part in parts if part]
        there = found.get("country", country_code)
        name, behind = regions.apart(", ".join(parts), there)
        if behind is None and len(parts) > 1:
            name, behind = parts[0], region(there)(parts[-1])
        if not name:
            raise AnswerError("write the city, such as Portland; the postal code may stand with it")
        return {"city": name, **({"region": behind} if behind else {}), **found}

    return check


def entry(answer: str, country_code: str) -> str:
    """Return the entry of `locations` that a place may be, on one line."""
    try:
        found = city(country_code)(answer)
    except AnswerError:
        found = {"city": answer}
    id_ = slug(found["city"])
    named = {"city": title_of(id_)} if found["city"] == id_ else {}
    return in_brackets({"id": id_, "country": country_code} | found | named)


def shown(office: Mapping[str, str]) -> str:
    """Return a city as it was taken, on one line."""
    words = ("postal_code", "city", "region", "country")
    return ", ".join(office[word] for word in words if word in office)
