"""What is to be published: the built site as files, and its postings with who approved them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kamroles import fingerprint
from kamroles.diagnostics import Problems, error
from kamroles.document import Facts, plain_text
from kamroles.formats import usable_formats
from kamroles.pipeline.kind_folders import kind_for
from kamroles.publish.ledger import Appearance, Published
from kamroles.site.addresses import INDEX, Addresses, posting_page
from kamroles.site.build import Built, build
from kamroles.write import file_name

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kamroles.channels.opening import Opening
    from kamroles.diagnostics import Diagnostic
    from kamroles.library import Library

_FOR_GOOD = "public, max-age=31536000, immutable"
_FOR_A_WHILE = "public, max-age=300"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
}
_NAMED = {"atom.xml": "application/atom+xml", "feed.json": "application/feed+json"}
ASSET, PART, PAGE, LIST, FIRST_PAGE, FOR_CRAWLERS, FEED = range(7)
"""In which order files are put: what others need comes before them."""


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file to publish.

    Attributes:
        path: where it stands below the site.
        source: where it was built; for one that is made to publish it, its bytes.
        sha256: the hash of its bytes, in hexadecimal.
        rank: which files come before it, and after.
        media_type: for ``Content-Type``.
        cache: for ``Cache-Control``.

    """

    path: str
    source: Path | bytes
    sha256: str
    rank: int
    media_type: str
    cache: str

    def content(self) -> bytes:
        """Return its bytes.

        Raises:
            Problems: they are not those that were built.

        """
        if isinstance(self.source, bytes):
            return self.source
        content = self.source.read_bytes()
        if sha256(content).hexdigest() != self.sha256:
            message = f"{self.source} was changed while it was published"
            raise Problems([error("KR708", message, None, "run this again")])
        return content


@dataclass(frozen=True, slots=True)
class ReleasedPosting:
    """An open posting of a release.

    Attributes:
        opening: all of it.
        published: what the ledger is to say of it.
        appearance: its version, and who approved it, as part of that.
        files: those of the release that are its own: page, picture and downloads.

    """

    opening: Opening
    published: Published
    appearance: Appearance
    files: tuple[ReleaseFile, ...]


@dataclass(frozen=True, slots=True)
class SiteRelease:
    """The site as it is to be published.

    Attributes:
        as_of: today.
        url: where it stands, as the world knows it.
        files: all files, by path.
        postings: what is open, by id.
        built: what else came of the build.

    """

    as_of: datetime.date
    url: str
    files: dict[str, ReleaseFile]
    postings: dict[str, ReleasedPosting]
    built: Built

    def address(self, posting: str) -> str:
        """Return the address of a posting's page."""
        return Addresses(self.url).absolute(posting_page(posting))

    def with_texts(self, texts: Mapping[str, bytes]) -> SiteRelease:
        """Return it with more files, which are plain text."""
        added = {
            path: ReleaseFile(
                path, text, sha256(text).hexdigest(), PART, _TYPES[".txt"], _FOR_A_WHILE
            )
            for path, text in texts.items()
        }
        return replace(self, files=dict(sorted({**self.files, **added}.items())))


def make_release(
    library: Library,
    folder: Path,
    as_of: datetime.date,
    first_posted: Mapping[str, datetime.date],
    workers: int = 1,
) -> SiteRelease:
    """Build the site into a folder, and return what is to be published of it.

    Raises:
        Problems: the site has no address, or a file of it cannot be built, so that a page would
            lack a part.

    """
    url = library.workspace.settings.site.url
    if not url:
        message = "a site is published under its address, which kamroles.yaml does not say"
        hint = "write `site: {url: https://careers.example.com}` there, with your own"
        span = library.workspace.settings.span("site")
        raise Problems([error("KR700", message, span, hint)])
    try:
        built = build(library, folder, as_of, workers, first_posted=first_posted)
        lacking = tuple(built.lacking)
    except Problems as problems:
        lacking = problems.diagnostics
    if lacking:
        raise Problems(map(_not_built, lacking))
    types = {each.suffix: each.media_type for each in usable_formats()[0].values()} | _TYPES
    files = {path: _file(folder, path, types) for path in built.paths}
    kind, own = kind_for(library, "candidates"), _by_posting(files)
    found = {
        opening.id: _posting(opening, kind, as_of, tuple(own.get(file_name(opening.id, ""), ())))
        for opening in built.openings
    }
    return SiteRelease(as_of, url, files, found, built)


def _not_built(found: Diagnostic) -> Diagnostic:
    """Return why there is no site, with what helps whoever publishes."""
    hint = "publishing builds the site in the workspace first; see to it that this can be written"
    return replace(found, hint=hint) if found.code == "KR510" else found


def _file(folder: Path, path: str, types: Mapping[str, str]) -> ReleaseFile:
    source, name = folder / path, PurePosixPath(path)
    with source.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    media_type = _NAMED.get(name.name) or types.get(name.suffix, "application/octet-stream")
    rank = rank_of(path)
    return ReleaseFile(
        path, source, digest, rank, media_type, _FOR_GOOD if rank == ASSET else _FOR_A_WHILE
    )


def rank_of(path: str) -> int:
    """Return the place of a file in the order in which files are put."""
    name = PurePosixPath(path)
    if name.parts[0] == "assets":
        return ASSET
    if name.name in _NAMED:
        return FEED
    if path in {"sitemap.xml", "robots.txt"}:
        return FOR_CRAWLERS
    if name.suffix != ".html":
        return PART
    if path == INDEX:
        return FIRST_PAGE
    return PAGE if name.parts[0] == "jobs" else LIST


def _by_posting(files: Mapping[str, ReleaseFile]) -> dict[str, list[ReleaseFile]]:
    """Return the files that are a posting's own by their stem; an id has no dot."""
    found: dict[str, list[ReleaseFile]] = {}
    for path, file in files.items():
        name = PurePosixPath(path)
        if name.parts[0] in {"jobs", "cards"}:
            found.setdefault(name.name.partition(".")[0], []).append(file)
    return found


def _posting(
    opening: Opening, kind: str, as_of: datetime.date, files: tuple[ReleaseFile, ...]
) -> ReleasedPosting:
    parts = [f"{file.path} {file.sha256}" for file in files]
    given = opening.posting.approvals.get(kind)
    version = fingerprint.key(parts)[:16]
    by, on = (given.by, given.on) if given else ("", None)
    appearance = Appearance(version, by, on, as_of)
    first = opening.posting.posted or as_of
    published = Published(first, (appearance,), dict(_facts(opening)))
    return ReleasedPosting(opening, published, appearance, files)


def _facts(opening: Opening) -> Iterator[tuple[str, str]]:
    """Yield what a page says, by what people call it; the words apart from facts as a hash."""
    posting, document = opening.posting, opening.document
    yield "title", opening.title
    yield "pay", opening.pay_words
    yield "place", opening.place_words
    yield "closing date", str(posting.closes or "")
    yield "start", opening.words_of("posting.starts")
    yield "workplace", opening.words_of("posting.workplace")
    yield "kind of employment", opening.words_of("posting.employment_type")
    yield "employer", opening.employer.name
    yield "how to apply", " ".join(filter(None, (w.url or w.email for w in posting.apply)))
    blocks = tuple(block for block in document.blocks if not isinstance(block, Facts))
    yield "words", fingerprint.key([plain_text(replace(document, blocks=blocks))])[:16]
