"""What Google refuses of a JobPosting object, whoever wrote it."""

from __future__ import annotations

import datetime
import html
import re
from typing import TYPE_CHECKING, Any

from kamroles.channels.job_posting_fields import FIELDS, NAME, TAGS
from kamroles.channels.refusals import lacks
from kamroles.diagnostics import Severity
from kamroles.field_tables import Refusal
from kamroles.model.places import countries, currencies

if TYPE_CHECKING:
    from collections.abc import Iterator

    At = tuple[str | int, ...]

_HARMLESS = {*TAGS, "br", "ol", "strong", "em", "b", "i", "h1", "h2", "h3", "h4", "h5", "h6"}
_ELSEWHERE = {
    "estimatedSalary": "take it out; `baseSalary` is what the employer pays",
    "benefits": "write `jobBenefits`",
    "incentives": "write `incentiveCompensation`",
    "securityClearance": "write `securityClearanceRequirement`",
    "salary": "write `baseSalary`",
    "location": "write `jobLocation`",
    "company": "write `hiringOrganization`",
    "jobType": "write `employmentType`",
    "datePublished": "write `datePosted`",
    "expires": "write `validThrough`",
}
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?|24:00(?::00)?"
_MOMENT = re.compile(rf"\d{{4}}-\d\d-\d\d(?:[T ](?:{_TIME})(?:Z|[+-]\d\d:?\d\d)?)?")
_LETTERS = re.compile(r"\(?\b[mfwdxh]\s*[/|]\s*[mfwdxh](?:\s*[/|]\s*[mfwdxh])?\b\)?", re.IGNORECASE)
_AMOUNT = re.compile(
    r"[$€£]\s?\d[\d.,]*k?|\d[\d.,]*\s?[$€£]|\b\d{2,3}[.,]\d{3}\b|\b\d+k\b", re.IGNORECASE
)
_CALL = re.compile(
    r"!|\b(?:apply now|(?:now|are|'re) hiring|hiring now|urgent(?:ly)?|join us|wanted)\b",
    re.IGNORECASE,
)
_NOWHERE = re.compile(r"(?:world ?wide|anywhere|global|eu|europe|emea|remote)", re.IGNORECASE)
_BY_NAME = {field.name: field for field in FIELDS}
_BY_LETTERS = {name.partition(".")[0].lower(): name.partition(".")[0] for name in _BY_NAME}


def refusals_of_job(job: dict[str, Any], as_of: datetime.date) -> Iterator[Refusal]:
    """Yield what is wrong in a JobPosting object, and what Google recommends and it lacks."""
    for field in FIELDS:
        if "jobLocation" not in field.name and not _said(job, field.name):
            for each in lacks(field, NAME):
                yield each._replace(at=tuple(field.name.split(".")))
        for at, value in values(job, field.name) if field.words else ():
            if value not in field.words and value != "":
                message = f"`{field.name}` is `{value}`; Google knows {', '.join(field.words)}"
                yield Refusal("KR623", at, message, "write one of them, letter by letter")
    for check in (_names, _places, _remote, _pay, _title, _description):
        yield from check(job)
    yield from _dates(job, as_of)


def values(job: Any, name: str) -> Iterator[tuple[At, Any]]:
    """Yield each value that a dotted name leads to, through lists too, and where it stands."""
    step, _, rest = name.partition(".")
    for at, value in _flat((step,), job.get(step) if isinstance(job, dict) else None):
        if rest:
            yield from (((*at, *below), found) for below, found in values(value, rest))
        elif value is not None:
            yield at, value


def _flat(at: At, value: Any) -> Iterator[tuple[At, Any]]:
    """Yield the members of a list, and of lists in it, which JSON-LD takes for one list."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _flat((*at, number), each)
    else:
        yield at, value


def _said(job: dict[str, Any], name: str) -> bool:
    return any(value not in ("", [], {}) for _, value in values(job, name))


def _names(job: dict[str, Any]) -> Iterator[Refusal]:
    for name in job:
        hint = _ELSEWHERE.get(name, "")
        if (right := _BY_LETTERS.get(name.lower(), name)) != name:
            hint = f"write `{right}`"
        if hint:
            message = f"Google reads no `{name}`"
            yield Refusal("KR645", (name,), message, hint, Severity.WARNING)
    if not isinstance(job.get("directApply", True), bool):
        yield Refusal("KR646", ("directApply",), "`directApply` is true or false, without quotes")
    for name in ("educationRequirements", "experienceRequirements"):
        for at, value in values(job, name):
            if isinstance(value, str) and value != "no requirements":
                message = f"`{name}` is a text; Google takes an object, or `no requirements`"
                hint = "say it in the description, and leave this out"
                yield Refusal("KR623", at, message, hint)
        if job.get("experienceInPlaceOfEducation") is True and not _said(job, name):
            message = f"with `experienceInPlaceOfEducation`, Google requires `{name}` too"
            yield Refusal("KR620", (name,), message, "write both, or leave it out")


def _places(job: dict[str, Any]) -> Iterator[Refusal]:
    found = list(values(job, "jobLocation"))
    if not found and not is_remote(job):
        yield from lacks(_BY_NAME["jobLocation"], NAME)
    for at, place in found:
        inside = [*values(place, "address")] or [(("address",), place)]
        for below, address in inside:
            if isinstance(address, dict) and address is not place:
                yield from _address((*at, *below), address)
                continue
            message = "the address is one text; Google takes its parts"
            if address is place and not isinstance(place, str):
                message = "the place has no `address`"
            hint = "write a PostalAddress with addressLocality, addressRegion, addressCountry"
            yield Refusal("KR628", (*at, *below), message, hint)


def _address(at: At, address: dict[str, Any]) -> Iterator[Refusal]:
    for field in FIELDS:
        part = field.name.removeprefix("jobLocation.address.")
        if part != field.name and not address.get(part):
            for each in lacks(field, NAME):
                yield each._replace(at=(*at, part))
    for below, country in values(address, "addressCountry"):
        name = str(country.get("name", "") if isinstance(country, dict) else country)
        if name and name not in countries():
            sure = name in countries().values()
            message = f"`addressCountry` is `{name}`, and not a code of two letters"
            hint = "write the ISO code, such as US"
            severity = Severity.WARNING if sure else Severity.ERROR
            yield Refusal("KR628", (*at, *below), message, hint, severity)


def is_remote(job: dict[str, Any]) -> bool:
    """Tell whether the markup says that the job is remote alone."""
    return any(value == "TELECOMMUTE" for _, value in values(job, "jobLocationType"))


def _remote(job: dict[str, Any]) -> Iterator[Refusal]:
    name, path = "applicantLocationRequirements", "posting.remote_from"
    if is_remote(job) and not _said(job, name):
        message = f"a remote job needs `{name}`: countries or states it can be done from"
        yield Refusal("KR627", ("jobLocationType",), message, "name the countries", path=path)
    for at, area in values(job, name) if is_remote(job) else ():
        said = str(area.get("name", "") if isinstance(area, dict) else area)
        if _NOWHERE.fullmatch(said.strip()) or not said.strip():
            message = f"`{said}` is no country or state"
            yield Refusal("KR627", at, message, "name each country")


def _pay(job: dict[str, Any]) -> Iterator[Refusal]:
    for at, pay in values(job, "baseSalary"):
        value = pay.get("value") if isinstance(pay, dict) else None
        if not isinstance(pay, dict) or not isinstance(value, dict | int | float):
            message = "`baseSalary` is no MonetaryAmount with amounts"
            hint = "write its currency, and a value with value or minValue, maxValue and unitText"
            yield Refusal("KR646", at, message, hint)
            continue
        currency = str(pay.get("currency", ""))
        if currency not in currencies():
            message = f"the currency of pay, `{currency}`, is no code such as USD"
            yield Refusal("KR623", (*at, "currency"), message, "write the ISO 4217 code")
        if not isinstance(value, dict):
            value, inside = {"value": value}, at
        else:
            inside = (*at, "value")
        if not value.get("unitText"):
            message = "pay does not say what it is for"
            yield Refusal("KR620", (*inside, "unitText"), message, "write `unitText`, such as YEAR")
        yield from _amounts(value, inside)


def _amounts(value: dict[str, Any], at: At) -> Iterator[Refusal]:
    amounts = {n: value[n] for n in ("value", "minValue", "maxValue") if n in value}
    for name, amount in amounts.items():
        if isinstance(amount, bool) or not isinstance(amount, int | float):
            message = f"`{name}` is `{amount}`, and not a plain number"
            several = len(re.findall(r"\d[\d.,]*", str(amount))) > 1
            hint = "`minValue` and `maxValue`, each in digits alone" if several else "digits alone"
            yield Refusal("KR646", (*at, name), message, f"write {hint}, without quotes")
            return
        if amount <= 0:
            hint = "leave pay out where there is none to tell"
            yield Refusal("KR626", (*at, name), f"`{name}` is {amount}", hint)
            return
    if not amounts or ("maxValue" in amounts and len(amounts) == 1):
        yield Refusal("KR626", at, "pay has no amount, or an upper end alone", "write both ends")
    elif "minValue" in amounts and "maxValue" not in amounts:
        message = "pay has a lower end alone"
        yield Refusal("KR626", (*at, "minValue"), message, "write `maxValue` too", Severity.WARNING)
    elif amounts.get("minValue", 0) > amounts.get("maxValue", float("inf")):
        message = f"pay from {amounts['minValue']} to {amounts['maxValue']} is upside down"
        yield Refusal("KR626", (*at, "minValue"), message, "swap the two")


def _dates(job: dict[str, Any], as_of: datetime.date) -> Iterator[Refusal]:
    days = {}
    for name in ("datePosted", "validThrough"):
        for at, value in values(job, name):
            if value == "":
                continue
            if (day := _day(value)) is None:
                message = f"`{name}` is `{value}`, and not a day such as {as_of}"
                yield Refusal("KR624", at, message, "write year, month and day (ISO 8601)")
            else:
                days[name] = day
    posted, closes = days.get("datePosted"), days.get("validThrough")
    if posted and posted > as_of:
        message = f"`datePosted` is {posted}, which is to come"
        yield Refusal("KR625", ("datePosted",), message, "write the day it was first published")
    if closes and posted and closes < posted:
        message = f"`validThrough` {closes} is before `datePosted` {posted}"
        yield Refusal("KR625", ("validThrough",), message, "mend one of them")
    elif closes and closes < as_of:
        hint = "take the page or its markup away, or write a later day"
        yield Refusal("KR625", ("validThrough",), f"`validThrough` {closes} is over", hint)


def _day(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value[:10]) if _MOMENT.fullmatch(value) else None
    except (TypeError, ValueError):
        return None


def _title(job: dict[str, Any]) -> Iterator[Refusal]:
    title = str(job.get("title", ""))
    companies = [str(value) for _, value in values(job, "hiringOrganization.name")]
    cities = [str(value) for _, value in values(job, "jobLocation.address.addressLocality")]
    noise = {"pay": _AMOUNT, "letters such as (m/f/d)": _LETTERS, "a call to apply": _CALL}
    found = {what: hit[0] for what, pattern in noise.items() if (hit := pattern.search(title))}
    for what, names in (("the employer", companies), ("the place", cities)):
        found.update((what, each) for each in names if each and _within(each, title))
    for what, words in found.items():
        message = f"the title has {what}: `{words}`"
        hint = "write the title alone; fields of their own say the rest"
        yield Refusal("KR629", ("title",), message, hint, Severity.WARNING)


def _within(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def plain_html(description: Any) -> str:
    """Return a description as HTML, also one whose tags were written as entities."""
    text = str(description)
    return text if "<" in text else html.unescape(text)


def _description(job: dict[str, Any]) -> Iterator[Refusal]:
    text, at = plain_html(job.get("description", "")), ("description",)
    if not text:
        return
    tags = {tag.lower() for tag in re.findall(r"<([a-zA-Z][a-zA-Z0-9]*)", text)}
    words = re.sub(r"<[^>]*>", " ", text).split()
    if words == str(job.get("title", "")).split():
        yield Refusal("KR630", at, "the description is the title again", "say what the job is")
    elif not tags & {"p", "br", "li"} and "\n" not in text and len(words) > 40:
        message = "the description is one block without paragraphs"
        yield Refusal("KR630", at, message, "part it with <p> or <br>", Severity.WARNING)
    if others := sorted(tags - _HARMLESS):
        message = f"the description has <{others[0]}>, which is not read"
        hint = f"use {', '.join(f'<{tag}>' for tag in (*TAGS, 'br'))}"
        yield Refusal("KR630", at, message, hint, Severity.WARNING)
