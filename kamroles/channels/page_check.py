"""What is wrong with the JobPosting markup of an HTML page, whoever wrote the page."""

from __future__ import annotations

import codecs
import html
import re
from contextlib import suppress
from html.parser import HTMLParser
from json.decoder import JSONDecodeError
from typing import TYPE_CHECKING, Any, NamedTuple

from kamroles.channels.job_posting_rules import is_remote, plain_html, refusals_of_job, values
from kamroles.channels.located_json import LocatedJson
from kamroles.diagnostics import Diagnostic, Severity, Source, error, warning
from kamroles.field_tables import Refusal
from kamroles.ordinary import read_ordinary

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from pathlib import Path

    from kamroles.diagnostics import Span

    At = tuple[str | int, ...]

_BASIS = "Google, JobPosting structured data"
_HYBRID = re.compile(
    r"\b(?:workplace|location|work|job type)\W+hybrid\b"
    r"|\bhybrid\W+(?:work|role|job|position|schedule|model|remote|\w+ days?)\b"
    r"|\bdays? (?:a|per|each) week (?:in|at) (?:the|our) (?:\w+ )?office\b"
    r"|\b(?:partly|partially|occasionally) remote\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?P<whole>\d{1,3}(?:[.,' ]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}|\d+)"
    r"(?:[.,](?P<part>\d{1,2}))?(?P<thousands> ?k\b)?(?!\d)"
)
"""An amount as people write it; here all spaces are one, and all marks above the line ``'``."""
_ALIKE = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"}
)
_ELSEWISE = re.compile(r"\b(?:itemtype|typeof)\s*=\s*[\"']?[^\"'>]*\bJobPosting\b", re.IGNORECASE)
"""A JobPosting as Microdata or RDFa."""
_NO_JSON = (
    (r".?(?:/[/*]|<!)", "JSON has no comments; take them out"),
    (r".?&\w+;", "write the characters themselves; a script has no entities"),
    (r",[}\]]", "take out the comma before it"),
    (r".?'", "write double quotes"),
)
"""What stands where markup is no JSON and just before, and how to mend it."""
_UNSEEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MOST = 32 * 1024 * 1024
"""Bytes of a page; no browser shows larger ones well."""
_ENOUGH = 20
"""A paragraph of so many characters is looked for on the page."""


class _Job(NamedTuple):
    """A JobPosting object, where it stands, and the ``@context`` around it."""

    written: LocatedJson
    at: At
    value: dict[str, Any]
    context: Any


def read_page(path: Path) -> Source:
    """Return a page as a source, in the encoding of its mark, of UTF-8, or that it names."""
    raw = read_ordinary(path, str(path), most=_MOST)
    said = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", raw[:2048])
    marked = [codec for mark, codec in _MARKS if raw.startswith(mark)]
    for codec in (*marked, "utf-8", *([said[1].decode()] if said else [])):
        with suppress(UnicodeDecodeError, LookupError):
            return Source(str(path), raw.decode(codec))
    return Source(str(path), raw.decode("windows-1252", "replace"))  # as browsers do


def check_page(source: Source, as_of: datetime.date) -> Iterator[Diagnostic]:
    """Yield what is wrong with the JobPosting objects of a page, and with having them there."""
    page = _Page(source)
    jobs: list[_Job] = []
    broken = False
    for start, end in page.scripts:
        try:
            written = LocatedJson(source, start, end)
        except JSONDecodeError as fault:
            broken = True
            yield _broken(source, fault, end)
            continue
        jobs += _jobs(written, (), written.value, None)
    if not jobs:
        if not broken:
            yield _without(source)
        return
    yield from _whole_page(page, jobs)
    for written, at, job, context in jobs:
        found = [*refusals_of_job(job, as_of), *_seen(job, page.words), *_contradictions(job, page)]
        if "schema.org" not in str(context):
            found.append(Refusal("KR646", (), "`@context` is not https://schema.org"))
        for each in found:
            lacking = each.code in {"KR620", "KR621"}
            hint = f"write `{each.at[-1]}` there" if lacking else each.hint
            yield Diagnostic(
                each.code,
                each.severity,
                each.message,
                written.span((*at, *each.at)),
                hint or None,
                basis=_BASIS,
            )


def _without(source: Source) -> Diagnostic:
    hint = 'write one as JSON-LD, in <script type="application/ld+json">'
    if found := _ELSEWISE.search(source.text):
        message = "the JobPosting of this page is Microdata or RDFa, which is not looked at here"
        return warning("KR655", message, source.span(*found.span()), hint)
    message = "the page has no JobPosting that can be read"
    return error("KR641", message, source.span(0, 1), hint)


def _broken(source: Source, fault: JSONDecodeError, end: int) -> Diagnostic:
    at = min(fault.pos, end - 1)
    if fault.msg.startswith("Unterminated string") and source.text[end:].startswith("</"):
        message = "`</script>` inside a text ends the markup"
        return error("KR647", message, source.span(end, end + 9), "write it as `<\\/script>`")
    what = fault.msg[:1].lower() + fault.msg[1:].removesuffix(" at")
    around = source.text[:at].rstrip()[-1:] + source.text[at : at + 20]
    hints = (hint for start, hint in _NO_JSON if re.match(start, around))
    hint = next(hints, "mend it; until then no search engine reads any of it")
    return error("KR640", f"the markup is not JSON: {what}", source.span(at, at + 1), hint)


def _jobs(written: LocatedJson, at: At, value: Any, context: Any) -> Iterator[_Job]:
    """Yield every JobPosting, however deep it stands: in an array, a graph, a list."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _jobs(written, (*at, number), each, context)
    elif isinstance(value, dict):
        context = value.get("@context", context)
        types = value.get("@type", "")
        names = map(str, types if isinstance(types, list) else [types])
        if "JobPosting" in (name.rpartition("/")[2] for name in names):
            yield _Job(written, at, value, context)
        else:
            for name, each in value.items():
                yield from _jobs(written, (*at, name), each, context)


def _whole_page(page: _Page, jobs: list[_Job]) -> Iterator[Diagnostic]:
    titles = {(str(job.get("title")), str(job.get("hiringOrganization"))) for _, _, job, _ in jobs}
    if len(titles) > 1 or any("itemListElement" in each.at for each in jobs):
        message = f"the page lists {len(jobs)} jobs; markup belongs on the page of a single one"
        hint = "give each job a page of its own, and leave the markup off the list"
        yield error("KR642", message, jobs[-1].written.span(jobs[-1].at), hint)
    if page.noindex:
        message = "the page keeps search engines away, and has markup for them"
        yield error("KR643", message, page.noindex, "take one of the two away")


def _seen(job: dict[str, Any], words: str) -> Iterator[Refusal]:
    """Yield values of the markup that nobody sees on the page."""
    for name in ("title", "hiringOrganization.name", "jobLocation.address.addressLocality"):
        for at, value in values(job, name):
            if value and _plain(str(value)) not in words:
                message = f"`{value}` stands in the markup, and not on the page"
                yield Refusal("KR644", at, message, "say on the page what the markup says")
    amounts = {*map(_amount, _NUMBER.finditer(words))}
    for name in ("value", "minValue", "maxValue"):
        for at, value in values(job, f"baseSalary.value.{name}"):
            known = not isinstance(value, int | float) or value <= 0  # told by another rule
            if not known and value not in amounts:
                message = f"pay of {value} stands in the markup, and not on the page"
                yield Refusal("KR644", at, message, "say on the page what the markup says")
    parts = re.split(
        r"</?(?:p|li|ul|ol|h\d|br|div)\b[^>]*>|\n", plain_html(job.get("description", ""))
    )
    parts = [part for part in map(_plain, parts) if len(part) >= _ENOUGH]
    hidden = [part for part in parts if part not in words]
    if hidden:
        message = f"the description says what the page does not: “{hidden[0][:60]}…”"
        severity = Severity.ERROR if len(hidden) * 2 > len(parts) else Severity.WARNING
        hint = "show the whole description"
        yield Refusal("KR644", ("description",), message, hint, severity)


def _contradictions(job: dict[str, Any], page: _Page) -> Iterator[Refusal]:
    found = _HYBRID.search(page.words) if is_remote(job) else None
    if found:
        message = f"TELECOMMUTE is for remote alone, and the page says `{found[0]}`"
        hint = "leave `jobLocationType` out of a job that is partly in an office"
        yield Refusal("KR627", ("jobLocationType",), message, hint)


def _amount(written: re.Match[str]) -> float:
    whole = re.sub(r"\D", "", written["whole"])
    return float(f"{whole}.{written['part'] or 0}") * (1000 if written["thousands"] else 1)


def _plain(text: str) -> str:
    """Return the words of HTML, in small letters and with the marks of a typewriter."""
    return _alike(html.unescape(re.sub(r"<[^>]*>", "", text)))


def _alike(words: str) -> str:
    return " ".join(words.split()).translate(_ALIKE).casefold()


class _Page(HTMLParser):
    """A page: where its JSON-LD stands, whether engines may keep it, and what people see."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        # the parser counts line feeds alone
        self._starts = [0, *(found.end() for found in re.finditer("\n", source.text))]
        self._begun: list[int] = []
        self.scripts: list[tuple[int, int]] = []
        self.noindex: Span | None = None
        # a comment to browsers, and to this parser a mistake that it cannot get over
        self.feed(source.text.replace("<![", "<!_"))
        self.close()
        self.words = _visible(source.text)

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a script or a word to search engines."""
        said = {name: (value or "").strip().lower() for name, value in attrs}
        start = self._here()
        if tag == "meta" and said.get("name") in {"robots", "googlebot"}:
            if re.search("noindex|none", said.get("content", "")):
                self.noindex = self._source.span(start, start + len(self.get_starttag_text() or ""))
        elif tag == "script" and said.get("type", "").startswith("application/ld+json"):
            self._begun.append(start + len(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        """Note where a script ends."""
        if tag == "script" and self._begun:
            self.scripts.append((self._begun.pop(), self._here()))


def _visible(text: str) -> str:
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    try:
        root = document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8"))
    except ParserError:  # there is nothing in it
        return ""
    for each in root.iter():  # the parser takes in what may not be put together again
        each.text, each.tail = (_UNSEEN.sub("", said or "") for said in (each.text, each.tail))
    for hidden in root.xpath(
        "//script|//style|//template|//noscript|//head|//*[@hidden]"
        "|//*[contains(translate(@style, ' ', ''), 'display:none')]"
    ):
        if hidden.getparent() is None:
            return ""
        hidden.drop_tree()
    # words of neighboring blocks do not run together
    for each in root.iter("p", "li", "dd", "dt", "td", "th", "br", "div", "h1", "h2", "h3", "h4"):
        each.tail = f" {each.tail or ''}"
        each.text = f" {each.text or ''}" if each.tag != "br" else each.text
    return _alike(root.text_content())
