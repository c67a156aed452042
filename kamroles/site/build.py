"""Build the careers site of a workspace into a folder; only what changed is written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kamroles import fingerprint
from kamroles.channels.first_day import another_first_day, with_first_day
from kamroles.channels.opening import Opening
from kamroles.channels.preflight import look
from kamroles.diagnostics import Severity
from kamroles.field_tables import known_channels
from kamroles.formats import FORMATS
from kamroles.pipeline import workers
from kamroles.pipeline.life import Life, PostingToday
from kamroles.pipeline.release import Release, releases
from kamroles.pipeline.request import Composed, Report, Stopped
from kamroles.site.addresses import Addresses, posting_page
from kamroles.site.card import card
from kamroles.site.contents import Contents
from kamroles.site.folder import SiteFolder
from kamroles.theme import fonts

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic
    from kamroles.library import Library

_MAKERS = ("PIL", *fonts.PACKAGES)


@dataclass(slots=True)
class Built:
    """What came of a build.

    Attributes:
        report: what was found.
        openings: what is open, and stands in the site.
        held: postings that candidates do not see, and that are not over.
        over: postings that are closed, expired or paused.
        written: how many files changed.
        paths: the files that there are, below the folder.
        removed: paths of files that an earlier build wrote, and that are gone.
        lacking: why files of the site are not there.
        unmade: the paths of downloads that are not there; no page leads to them.
        recommended: how many things are missing that channels would like.
        unmarked: ids of openings whose pages have no markup, since search engines would refuse it.

    """

    report: Report = field(default_factory=Report)
    openings: tuple[Opening, ...] = ()
    held: list[Release] = field(default_factory=list)
    over: list[Release] = field(default_factory=list)
    written: int = 0
    paths: tuple[str, ...] = ()
    removed: list[str] = field(default_factory=list)
    lacking: list[Diagnostic] = field(default_factory=list)
    unmade: frozenset[str] = frozenset()
    recommended: int = 0
    unmarked: frozenset[str] = frozenset()

    def tell(self, found: list[Diagnostic]) -> None:
        """Report what was refused, and count the rest, which preflight is for."""
        refused = [each for each in found if each.severity is Severity.ERROR]
        self.report.add(refused)
        self.recommended += len(found) - len(refused)

    @property
    def files(self) -> int:
        """How many files there are."""
        return len(self.paths)


@dataclass(frozen=True, slots=True)
class _Slow:
    """A file that takes long to make, and the hash of what it is made from."""

    path: str
    key: str
    rendering: workers.Rendering | None = None
    make: Callable[[], bytes] | None = None


def build(
    library: Library,
    out: Path,
    as_of: datetime.date,
    worker_count: int = 1,
    *,
    preview: bool = False,
    first_posted: Mapping[str, datetime.date] | None = None,
) -> Built:
    """Build the site; a ``preview`` also has what is not released yet, marked as draft.

    ``first_posted`` says of postings that were published before on which day they first were.

    Raises:
        Problems: no kind of document is for candidates, or the folder cannot be written.

    """
    built = Built()
    openings, closed = [], []
    url = "" if preview else library.workspace.settings.site.url or ""
    shown = {"open", "approved", "draft"} if preview else {"open"}
    for each in releases(library, as_of):
        built.report.add(each.today.diagnostics)
        opening = Opening.of(each.today)
        if opening and each.may == "gone":
            closed.append(opening)
            built.over.append(each)
        elif opening and (each.may == "goes" if url else each.today.life.state in shown):
            day = (first_posted or {}).get(opening.id)
            built.report.add(another_first_day(opening, day))
            openings.append(with_first_day(opening, day))
        else:
            built.held.append(each)
    openings.sort(key=lambda each: (each.title, each.id))
    openings.sort(key=lambda each: str(each.posting.posted or ""), reverse=True)
    built.unmarked = frozenset(_refused(openings, Addresses(url), as_of, built) if url else ())
    built.openings = tuple(openings)
    contents = Contents(library, built.openings, tuple(closed), as_of, preview, built.unmarked)
    built.report.add(contents.undrawn())
    folder = SiteFolder(out)
    try:
        folder.put(contents.files())
        _put_slow(contents, folder, built, worker_count)
        if built.unmade:
            folder.put(replace(contents, unmade=built.unmade).files())
        built.removed += folder.tidy()
    finally:
        folder.close()
    built.lacking += folder.found
    built.report.add(built.lacking)
    built.paths, built.written = tuple(sorted(folder.made)), len(folder.written)
    return built


def _refused(
    openings: list[Opening], addresses: Addresses, as_of: datetime.date, built: Built
) -> Iterator[str]:
    """Take out what the site refuses; yield the ids of those that have to go without markup."""
    site, google = (known_channels()[0][name] for name in ("site", "google"))
    for opening in [*openings]:
        page = addresses.absolute(posting_page(opening.id))
        on_site = look(opening, site, page, as_of)
        built.tell(on_site.diagnostics)
        if on_site.refused:
            openings.remove(opening)
            life = Life("draft", "the careers site refuses it, as told", next="kamroles preflight")
            held = PostingToday(opening.id, life)
            built.held.append(Release(held, "held", life.why, life.next))
            continue
        marked = look(opening, google, page, as_of)
        built.tell(marked.diagnostics)
        if marked.refused:
            yield opening.id


def _put_slow(contents: Contents, folder: SiteFolder, built: Built, worker_count: int) -> None:
    """Make what takes long and is not there yet as it would come out."""
    files = [each for opening in built.openings for each in _slow_files(contents, opening)]
    due = [each for each in files if not folder.current(each.path, each.key)]
    folder.announce(each.path for each in due)
    rendered = iter(workers.render_all([d.rendering for d in due if d.rendering], worker_count))
    left = [each.path for each in due]
    try:
        for each in due:
            content = each.make() if each.make else next(rendered)
            if isinstance(content, bytes):
                folder.put_one(each.path, content, each.key)
            else:
                built.lacking += content
                built.unmade |= {each.path}
            del left[0]
    except KeyboardInterrupt:
        raise Stopped(left) from None


def _slow_files(contents: Contents, opening: Opening) -> Iterator[_Slow]:
    document, theme = opening.document, opening.theme
    stamp, words = fingerprint.code_stamp(), fingerprint.key([repr(document), repr(theme)])
    for name, _, path in contents.downloads(opening):
        engine, _ = FORMATS[name].chosen(theme, contents.library.workspace.settings.pdf_engine)
        makers = fingerprint.package_stamp(*FORMATS[name].makers(engine))
        composed = Composed(opening.id, document, theme)
        key = fingerprint.key([stamp, makers, name, engine, words])
        yield _Slow(path, key, (composed, name, engine))
    if path := contents.card(opening):
        said = (*contents.card_words(opening), theme.tokens["color.accent"])
        key = fingerprint.key([stamp, fingerprint.package_stamp(*_MAKERS), *said])
        yield _Slow(path, key, make=lambda: card(*said))
