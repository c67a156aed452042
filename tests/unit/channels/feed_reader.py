"""Read a job feed as its board would, from what the board's specification says.

Written before the writer, from the specifications alone: it shares no code, table or library with
``kamroles.channels``. No board publishes a schema, so this is the judge there is.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from xml.parsers import expat


@dataclass
class Board:
    """What a specification says: names, and a pattern for values that have a form."""

    root: str
    required: str
    optional: str = ""
    either: tuple[str, ...] = ("",)
    identity: str = "referencenumber"
    forms: dict[str, str] = field(default_factory=dict)
    tags: str = ""
    literal: bool = False
    every: bool = False
    shortest: int = 0
    head: str = ""


DAY, MOMENT = r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
ISO = rf"{DAY}(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?"
WEB = r"https?://\S+"
BOARDS = {
    "indeed": Board(
        root="source",
        head="publisher publisherurl lastBuildDate",
        required="title date referencenumber requisitionid url company city state country email "
        "description",
        optional="sourcename postalcode streetaddress salary education jobtype experience "
        "expirationdate category remotetype lastactivitydate",
        forms={
            "date": ISO,
            "expirationdate": rf"({DAY})?",
            "url": rf"{WEB}[?&]source=Indeed",
            "country": "[A-Z]{2}",
            "email": r"\S+@\S+",
            "salary": r"(\D{1,4}[\d.]+( - \D{1,4}[\d.]+)? per (hour|day|week|month|year))?",
            "jobtype": "(fulltime|parttime|contract|internship|temporary|, )*",
            "remotetype": "(Fully remote|Hybrid remote)?",
        },
        tags="b strong em h1 h2 h3 h4 h5 h6 br p ul li table thead tbody tr th td",
        literal=True,
        every=True,
    ),
    "linkedin": Board(
        root="source",
        head="lastBuildDate publisher publisherURL expectedJobCount",
        identity="partnerJobId",
        required="partnerJobId company title description applyUrl posterEmail",
        either=("location", "city state country"),
        optional="city state country location postalCode workplaceTypes experienceLevel jobtype "
        "listDate expirationDate salaries/salary/highEnd/amount "
        "salaries/salary/highEnd/currencyCode salaries/salary/lowEnd/amount "
        "salaries/salary/lowEnd/currencyCode salaries/salary/period salaries/salary/type",
        forms={
            "partnerJobId": ".{1,40}",
            "applyUrl": r"https://\S+",
            "country": "[A-Z]{2}",
            "workplaceTypes": "On-site|Hybrid|Remote",
            "jobtype": "FULL_TIME|PART_TIME|CONTRACT|INTERNSHIP|VOLUNTEER",
            "salaries/salary/period": "YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|ONCE",
            "salaries/salary/type": "BASE_SALARY|TOTAL_ADDITIONAL",
        },
        tags="b strong u i br p ul li",
        shortest=100,
    ),
    "adzuna": Board(
        root="jobs",
        identity="id",
        required="title id description url location country",
        optional="company category postcode salary_min salary_max salary_currency "
        "salary_frequency contract_type contract_time date",
        forms={
            "url": WEB,
            "salary_min": r"\d+(\.\d+)?",
            "salary_max": r"\d+(\.\d+)?",
            "salary_frequency": "hour|day|month|year",
            "contract_type": "permanent|contract",
            "contract_time": "full_time|part_time",
        },
        tags="p br ul ol li b strong i em h1 h2 h3 h4 h5 h6",
        shortest=100,
    ),
    "jooble": Board(
        root="jobs",
        identity="@id",
        required="@id link name region description pubdate",
        optional="updated expire salary company jobtype company_logo",
        forms={
            "link": WEB,
            "pubdate": r"\d\d\.\d\d\.\d{4}",
            "updated": r"\d\d\.\d\d\.\d{4}",
            "expire": r"\d\d\.\d\d\.\d{4}",
        },
        tags="p br ul ol li b strong i em h1 h2 h3 h4 h5 h6",
    ),
    "talent": Board(
        root="source",
        head="publisher publisherurl lastbuilddate",
        required="referencenumber title company city country dateposted url description",
        optional="state expirationdate jobtype isremote salary/salary_min salary/salary_max "
        "salary/salary_currency",
        forms={
            "dateposted": MOMENT,
            "expirationdate": MOMENT,
            "url": WEB,
            "isremote": "yes|no",
            "salary/salary_min": r"\d+(\.\d+)?",
            "salary/salary_max": r"\d+(\.\d+)?",
        },
        tags="p br ul ol li b strong i em h1 h2 h3 h4 h5 h6",
        shortest=50,
    ),
    "ziprecruiter": Board(
        root="source",
        head="lastBuildDate publisherurl publisher",
        required="title referencenumber company country description url",
        either=("postalcode", "city state"),
        optional="date city state postalcode category",
        forms={"date": ISO, "country": "[A-Z]{2}", "url": WEB},
        tags="p br ul ol li b strong i em h1 h2 h3 h4 h5 h6",
    ),
}


@dataclass
class Reading:
    """What a board got: its jobs by name of element, and what it would complain about."""

    head: dict[str, str] = field(default_factory=dict)
    jobs: list[dict[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    plain: set[str] = field(default_factory=set)


def read(board: str, content: bytes) -> Reading:
    """Read a feed; what is not XML raises ``expat.ExpatError``."""
    rules = BOARDS[board]
    reading = _parsed(rules, content)
    if not content.lower().startswith(b'<?xml version="1.0" encoding="utf-8"?>'):
        reading.faults.append("no UTF-8 declaration")
    if unknown := set(reading.head) - set(rules.head.split()):
        reading.faults.append(f"head: unknown {sorted(unknown)}")
    seen = set()
    for number, job in enumerate(reading.jobs, 1):
        reading.faults += [f"job {number}: {each}" for each in _faults(rules, job)]
        if job.get(rules.identity) in seen:
            reading.faults.append(f"job {number}: only the first of this {rules.identity} is shown")
        seen.add(job.get(rules.identity))
    reading.faults += [f"{each} is not in CDATA" for each in sorted(reading.plain)]
    return reading


def _parsed(rules: Board, content: bytes) -> Reading:
    reading, path, job, inside = Reading(), [], {}, []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(name)
        if len(path) == 1 and name != rules.root:
            reading.faults.append(f"the root is {name}")
        if path == [rules.root, "job"]:
            job.clear()
            job.update({f"@{key}": value for key, value in attributes.items()})
        elif len(path) > 1:
            job["/".join(path[2:])] = "" if path[1] == "job" else job.get(name, "")

    def text(words: str) -> None:
        if len(path) > 2 and path[1] == "job":
            name = "/".join(path[2:])
            job[name] += words
            if not inside and words.strip():
                reading.plain.add(name)
        elif len(path) == 2:
            reading.head[path[1]] = reading.head.get(path[1], "") + words

    def end(_: str) -> None:
        if path == [rules.root, "job"]:
            reading.head.pop("job", None)
            names = {key for key in job if any(k.startswith(f"{key}/") for k in job)}
            reading.jobs.append({k: v.strip() for k, v in job.items() if k and k not in names})
        path.pop()

    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.EndElementHandler = end
    parser.StartCdataSectionHandler = lambda: inside.append(True)
    parser.EndCdataSectionHandler = inside.pop
    parser.Parse(content, True)
    return reading


def _faults(rules: Board, job: dict[str, str]) -> list[str]:
    required, optional = rules.required.split(), rules.optional.split()
    found = [f"{name} is missing" for name in required if not job.get(name)]
    if not any(all(job.get(name) for name in way.split()) for way in rules.either):
        found.append(f"none of {rules.either}")
    found += [f"{name} is unknown" for name in job if name not in [*required, *optional]]
    if rules.every:
        found += [f"no element {n}" for n in [*required, *optional] if n not in job]
    for name, form in rules.forms.items():
        if (value := job.get(name)) is not None and not re.fullmatch(form, value, re.DOTALL):
            found.append(f"{name}: {value!r}")
    words = job.get("description", "")
    used = {tag.lower() for tag in re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", words)}
    found += [f"description: <{tag}>" for tag in sorted(used - set(rules.tags.split()))]
    if len(words) < rules.shortest:
        found.append(f"description: {len(words)} characters")
    if rules.literal:
        found += [
            f"{name}: entity {hit[0]}"
            for name, value in job.items()
            for hit in re.finditer(r"&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w*);", value)
        ]
    for name in ("date", "dateposted", "expirationdate"):
        if re.fullmatch(ISO, job.get(name, "")):
            datetime.date.fromisoformat(job[name][:10])
    return found
