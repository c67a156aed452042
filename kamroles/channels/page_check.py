"""What is wrong with the JobPosting markup of an HTML page, whoever wrote the page."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from json.decoder import JSONDecodeError
from typing import TYPE_CHECKING, Any

from kamroles.channels.job_posting_rules import refusals_of_job, values
from kamroles.channels.located_json import LocatedJson
from kamroles.diagnostics import Diagnostic, Severity, error
from kamroles.field_tables import Refusal

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from kamroles.diagnostics import Source, Span

    At = tuple[str | int, ...]

_BASIS = "Google, JobPosting structured data"
_HYBRID = re.compile(
    r"\b(?:workplace|location|work|job type)\W+hybrid\b"
    r"|\bhybrid\W+(?:work|role|job|position|schedule|model|remote|\w+ days?)\b"
    r"|\bdays? (?:a|per|each) week (?:in|at) (?:the|our) (?:\w+ )?office\b"
    r"|\b(?:partly|partially|occasionally) remote\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d(?:[\d.,'\u2019\u00a0\u202f ]*\d)?")
_ENOUGH = 20
"""A paragraph of so many characters is looked for on the page."""


def check_page(source: Source, as_of: datetime.date) -> Iterator[Diagnostic]:
    """Yield what is wrong with the JobPosting objects of a page, and with having them there."""
    page = _Page(source)
    jobs: list[tuple[LocatedJson, At, dict[str, Any]]] = []
    broken = False
    for start, end in page.scripts:
        try:
            written = LocatedJson(source, start, end)
        except JSONDecodeError as fault:
            broken = True
            yield _broken(source, fault, end)
            continue
        jobs += [(written, at, job) for at, job in _jobs((), written.value)]
    if not jobs:
        if not broken:
            message = "the page has no JobPosting that can be read"
            hint = 'write one as JSON-LD, in <script type="application/ld+json">'
            yield error("KR641", message, source.span(0, 1), hint)
        return
    yield from _whole_page(page, jobs)
    for written, at, job in jobs:
        found = [*refusals_of_job(job, as_of), *_seen(job, page.words), *_contradictions(job, page)]
        if not isinstance(written.context, str) or "schema.org" not in written.context:
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


def _broken(source: Source, fault: JSONDecodeError, end: int) -> Diagnostic:
    span = source.span(min(fault.pos, end - 1), min(fault.pos, end - 1) + 1)
    if fault.msg.startswith("Unterminated string") and source.text[end:].startswith("</"):
        message = "`</script>` inside a text ends the markup"
        return error("KR647", message, source.span(end, end + 9), "write it as `<\\/script>`")
    what = fault.msg[:1].lower() + fault.msg[1:].removesuffix(" at")
    hint = "mend it; until then no search engine reads any of it"
    return error("KR640", f"the markup is not JSON: {what}", span, hint)


def _jobs(at: At, value: Any) -> Iterator[tuple[At, dict[str, Any]]]:
    """Yield every JobPosting, however deep it stands: in an array, a graph, a list."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _jobs((*at, number), each)
    elif isinstance(value, dict):
        types = value.get("@type", "")
        names = map(str, types if isinstance(types, list) else [types])
        if "JobPosting" in (name.rpartition("/")[2] for name in names):
            yield at, value
        else:
            for name, each in value.items():
                yield from _jobs((*at, name), each)


def _whole_page(page: _Page, jobs: list[Any]) -> Iterator[Diagnostic]:
    titles = {(str(job.get("title")), str(job.get("hiringOrganization"))) for _, _, job in jobs}
    written, at, _ = jobs[-1]
    if len(titles) > 1 or any("itemListElement" in at for _, at, _ in jobs):
        message = f"the page lists {len(jobs)} jobs; markup belongs on the page of a single one"
        hint = "give each job a page of its own, and leave the markup off the list"
        yield error("KR642", message, written.span(at), hint)
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
    amounts = {_amount(number) for number in _NUMBER.findall(words)}
    amounts |= {f"{number}000" for number in re.findall(r"\b(\d+)k\b", words)}
    for name in ("value", "minValue", "maxValue"):
        for at, value in values(job, f"baseSalary.value.{name}"):
            known = not isinstance(value, int | float) or value <= 0  # told by another rule
            if not known and f"{value:.2f}".removesuffix(".00") not in amounts:
                message = f"pay of {value} stands in the markup, and not on the page"
                yield Refusal("KR644", at, message, "say on the page what the markup says")
    parts = re.split(r"</?(?:p|li|ul|ol|h\d|br|div)\b[^>]*>|\n", str(job.get("description", "")))
    parts = [part for part in map(_plain, parts) if len(part) >= _ENOUGH]
    hidden = [part for part in parts if part not in words]
    if hidden:
        message = f"the description says what the page does not: “{hidden[0][:60]}…”"
        severity = Severity.ERROR if len(hidden) * 2 > len(parts) else Severity.WARNING
        hint = "show the whole description"
        yield Refusal("KR644", ("description",), message, hint, severity)


def _contradictions(job: dict[str, Any], page: _Page) -> Iterator[Refusal]:
    remote = "TELECOMMUTE" in (value for _, value in values(job, "jobLocationType"))
    found = _HYBRID.search(page.words) if remote else None
    if found:
        message = f"TELECOMMUTE is for remote alone, and the page says `{found[0]}`"
        hint = "leave `jobLocationType` out of a job that is partly in an office"
        yield Refusal("KR627", ("jobLocationType",), message, hint)


def _amount(written: str) -> str:
    """Return an amount in digits, whichever marks part its thousands."""
    cents = re.search(r"[.,](\d\d)$", written)
    whole = re.sub(r"\D", "", written[: cents.start()] if cents else written)
    return whole if not cents or cents[1] == "00" else f"{whole}.{cents[1]}"


def _plain(text: str) -> str:
    bare = html.unescape(re.sub(r"<[^>]*>", "", text))
    return " ".join(bare.replace("\u00a0", " ").split()).casefold()


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
        self.feed(source.text)
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
    for hidden in root.xpath(
        "//script|//style|//template|//noscript|//head|//*[@hidden]"
        "|//*[contains(translate(@style, ' ', ''), 'display:none')]"
    ):
        hidden.drop_tree()
    # words of neighboring blocks do not run together
    for each in root.iter("p", "li", "dd", "dt", "td", "th", "br", "div", "h1", "h2", "h3", "h4"):
        each.tail = f" {each.tail or ''}"
        each.text = f" {each.text or ''}" if each.tag != "br" else each.text
    return _plain(root.text_content())
