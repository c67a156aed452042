"""Abbreviations that a reader of a posting may not know."""

import re
from collections.abc import Iterator

from kamroles.diagnostics import Span
from kamroles.document import Document, Run, plain_text, walk_runs
from kamroles.model.job import Job
from kamroles.rules import Findings, Found, Severity, rule
from kamroles.rules.texts import within

_TOKEN = re.compile(r"(?<![\w&/.-])[A-Z][A-Z&]{0,3}[A-Z](?:s\b)?(?![\w&-])")
_AMOUNTS = re.compile(r"posting\.(?:.+\.)?pay(?:\.(?:variable|ote))?")
"""Where amounts of money come from, whose signs are the document's own."""
_KNOWN = frozenset(
    {
        *("US", "USA", "UK", "EU", "UN", "HR", "IT", "AI", "TV", "PC", "ID", "OK", "AM", "PM"),
        *("CEO", "CFO", "CV", "PDF", "HTML", "URL", "FAQ", "GPS", "II", "III", "IV", "VI", "VII"),
        *("USD", "EUR", "GBP", "CAD", "CHF", "AUD", "LLC", "INC", "GMBH", "AG", "SE", "PLC"),
    }
)
"""What everybody knows, numerals, and what stands in names of companies and of money."""


@rule(
    "R006",
    "unexplained-abbreviation",
    Severity.WARNING,
    meaning="A posting uses an abbreviation that it does not explain.",
    basis="Milkround: half of those asked had not applied because they did not understand an ad",
    scope="document",
    audience="candidates",
)
def unexplained_abbreviation(document: Document, job: Job) -> Findings:
    """Spell an abbreviation out where it first stands in a posting.

    Why: Somebody from another trade could do the job, and stops at a word that only insiders know.

    Bad: Hold QBRs with each account.

    Good: Hold quarterly business reviews (QBRs) with each account.
    """
    told = {*_KNOWN, *_explained(job)}
    text = plain_text(document)
    tools = " ".join(tool.text for tool in job.role.tools)
    for run in walk_runs(document):
        for hit in _TOKEN.finditer(run.text) if _is_ours(run) else ():
            token = hit[0].removesuffix("s")
            place = within(job.place(run.path or ""), hit[0])
            if token in told or not _is_written(hit[0], place) or _is_issuer(run, hit.start()):
                continue
            told.add(token)
            if not _spelled_out(token, text) and not _names_tool(token, tools):
                hint = f"write it out the first time, with {token} in brackets after it"
                yield Found(f"`{token}` is not explained before it is used", place, hint)


_NAMES_OF_PLACES = ("posting.places", "posting.remote_from", "posting.closes_at")
"""Fields whose abbreviations are names of states and time zones, which nobody writes out."""


def _is_ours(run: Run) -> bool:
    """Tell whether role or posting say it, and not the template or an address."""
    path = run.path or ""
    told = path.startswith(("role.", "posting.")) and not path.startswith(_NAMES_OF_PLACES)
    return told and not run.href and not _AMOUNTS.fullmatch(path)


def _is_written(token: str, place: Span | None) -> bool:
    """Tell whether the author wrote it; kamroles prints `MX$` where pay is in Mexican pesos."""
    line = place.source.line(place.line) if place else ""
    return re.search(rf"(?<!\w){re.escape(token)}(?!\w)", line) is not None


def _is_issuer(run: Run, at: int) -> bool:
    """Tell whether it names who issues a credential, as in `Earned Value Professional, AACE`."""
    return (run.path or "").startswith("role.credentials.") and "," in run.text[:at]


def _explained(job: Job) -> Iterator[str]:
    """Yield what needs no explanation here: names of employer and job, and the pay's currency."""
    pay = job.posting.pay if job.posting else None
    if pay and pay.currency:
        yield pay.currency
    employer = job.employer.name.split() if job.employer else []
    for name in (job.role.title, *employer, (job.posting and job.posting.title) or ""):
        yield from _TOKEN.findall(name)


def _spelled_out(token: str, text: str) -> bool:
    """Tell whether its first use stands beside its words: `words (ABC)`, or `ABC (words)`."""
    first = re.search(rf"(?<![\w&]){re.escape(token)}s?(?![\w&])", text)
    if first is None:
        return False
    before, after = text[: first.start()], text[first.end() :]
    inside = re.search(r"\w\s+\($", before) and after.startswith(")")
    return bool(inside or re.match(r"\s+\([a-z]+\s\w", after))


def _names_tool(token: str, tools: str) -> bool:
    """Tell whether the token is the name of a tool, as in `such as SAP or Salesforce`."""
    listed = re.search(r"such as (.*)", tools)
    return bool(listed and re.search(rf"(?<!\w){re.escape(token)}(?!\w)", listed[1]))
