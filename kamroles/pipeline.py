"""The stages in order: load, resolve, compose, render, write. What the command line calls."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles import cache, workspace, write
from kamroles.diagnostics import Diagnostic, Problems, Severity, error, nearest, warning
from kamroles.library import Library, Resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kamroles.document import Document
    from kamroles.render.theme import Theme

Progress = "Callable[[int, int, str], None]"


@dataclass(frozen=True, slots=True)
class Order:
    """One document that is wanted: a role or posting, for an employer, of a kind."""

    name: str
    kind: str
    employer: str | None = None
    sets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are made.

    Attributes:
        as_of: today; no stage reads the clock.
        formats: such as ``("html", "pdf")``.
        out: folder to write into.
        theme: name of a theme, or None for the employer's or the workspace's.
        pdf_engine: ``auto``, ``weasyprint`` or ``typst``.
        workers: processes for many documents; 1 keeps all work in this one.

    """

    as_of: datetime.date
    formats: tuple[str, ...]
    out: Path
    theme: str | None = None
    pdf_engine: str = "auto"
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Output:
    """A file that now stands in the output folder."""

    path: Path
    format: str
    state: str
    draft: bool = False


@dataclass(slots=True)
class Report:
    """What came of a run."""

    outputs: list[Output] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def status(self) -> int:
        """Return the exit status: 1 when there was an error, else 0."""
        return int(any(d.severity is Severity.ERROR for d in self.diagnostics))

    def add(self, found: Iterable[Diagnostic]) -> None:
        """Note findings, each once."""
        self.diagnostics += [d for d in dict.fromkeys(found) if d not in self.diagnostics]


@dataclass(frozen=True, slots=True)
class Composed:
    """A document with the theme it is to wear."""

    name: str
    document: Document
    theme: Theme


def open_library(start: Path) -> Library:
    """Return the roles, employers and postings of the workspace around ``start``.

    Raises:
        Problems: its ``kamroles.yaml`` cannot be used.

    """
    return Library(workspace.load(start))


def resolve(
    library: Library, order: Order, as_of: datetime.date, *, fresh: bool = False
) -> Resolved:
    """Resolve the job of an order; findings that depend on today are added.

    Raises:
        Problems: it has errors.

    """
    target = library.find(order.name)
    resolved = library.job(target, employer=order.employer, sets=order.sets, fresh=fresh)
    posting = resolved.job.posting
    if posting is None:
        return resolved
    from kamroles.model.rules import date_rules

    found = tuple(date_rules(posting, as_of, resolved.job.spans))
    if found and not resolved.job.spans:
        return resolve(library, order, as_of, fresh=True)
    if any(d.severity is Severity.ERROR for d in found):
        raise Problems([*resolved.diagnostics, *found])
    return Resolved(resolved.job, (*resolved.diagnostics, *found), resolved.history)


def compose(
    library: Library, order: Order, options: Options, *, fresh: bool = False
) -> tuple[Composed, tuple[Diagnostic, ...]]:
    """Make the document of an order.

    Raises:
        Problems: its data or its template has errors.

    """
    from kamroles.compose import compose as compose_document

    resolved = resolve(library, order, options.as_of, fresh=fresh)
    job = resolved.job
    try:
        made = compose_document(job, order.kind, library.workspace.lookup, as_of=options.as_of)
        theme = _theme(library, resolved, options.theme)
        found = (*made.diagnostics, *_unprintable(made.document, resolved))
    except Problems:
        if job.spans:
            raise
        return compose(library, order, options, fresh=True)
    if found and not job.spans:
        return compose(library, order, options, fresh=True)
    name = f"{job.id}-{order.kind}"
    return Composed(name, made.document, theme), (*resolved.diagnostics, *found)


def render_bytes(composed: Composed, format: str, pdf_engine: str = "auto") -> bytes:
    """Return a composed document in one format.

    Raises:
        Problems: the format cannot be made here.

    """
    from kamroles.render import render

    return render(composed.document, composed.theme, format, pdf_engine=pdf_engine)


def produce(
    library: Library,
    orders: Sequence[Order],
    options: Options,
    progress: Callable[[int, int, str], None] | None = None,
) -> Report:
    """Make every document in every format; one that fails never stops the others."""
    report = Report()
    ready: list[Composed] = []
    for order in orders:
        try:
            composed, found = compose(library, order, options)
        except Problems as problems:
            report.add(problems.diagnostics)
        else:
            report.add(found)
            ready.append(composed)
    manifest = write.Manifest.load(options.out)
    pending: list[tuple[Composed, str, str]] = []
    for composed in ready:
        for format in options.formats:
            key = _key(composed, format, options.pdf_engine)
            name = write.file_name(composed.name, _suffix(format))
            if manifest.current(name, key):
                report.outputs.append(_output(options.out / name, format, "unchanged", composed))
            else:
                pending.append((composed, format, key))
    total = len(ready) * len(options.formats)
    for done, (task, content) in enumerate(_render_all(pending, options), len(report.outputs) + 1):
        composed, format, key = task
        name = write.file_name(composed.name, _suffix(format))
        try:
            if isinstance(content, Problems):
                raise content
            changed = write.write_file(options.out / name, content)
            manifest.record(name, key)
            state = "written" if changed else "unchanged"
            report.outputs.append(_output(options.out / name, format, state, composed))
        except Problems as problems:
            report.add(problems.diagnostics)
        if progress:
            progress(done, total, name)
    if report.outputs:
        _save(manifest, report)
    report.outputs.sort(key=lambda output: output.path.name)
    return report


def everything(library: Library) -> list[Order]:
    """Return an order for each document that the workspace names.

    Raises:
        Problems: it names something that is not there.

    """
    settings = library.workspace.settings
    problems: list[Diagnostic] = []

    def chosen(shelf: str, selection: str | list[str]) -> list[str]:
        known = library.ids(shelf)  # type: ignore[arg-type]
        if selection == "all":
            return sorted(known)
        for name in selection:
            if name not in known:
                near = nearest(name, known, 1)
                problems.append(
                    error(
                        "KR509",
                        f"`{shelf}` in {workspace.FILE} names `{name}`, which is not there",
                        None,
                        f"did you mean `{near[0]}`?" if near else None,
                    )
                )
        return [name for name in selection if name in known]

    postings = chosen("postings", settings["postings"])
    roles = chosen("roles", settings["roles"])
    employers: list[str | None] = [None, *chosen("employers", settings["employers"])]
    if problems:
        raise Problems(problems)
    kinds = settings["kinds"]
    orders = [Order(name, kind) for name in postings for kind in kinds]
    return orders + [Order(r, kind, e) for r in roles for e in employers for kind in kinds]


def check(library: Library, names: Sequence[str], as_of: datetime.date) -> Report:
    """Check the named roles and postings, or everything in the workspace, with its documents."""
    report = Report()
    targets = list(names)
    if not targets:
        own = library.workspace.root is not None
        targets = [*library.ids("postings")]
        targets += [
            name
            for name, path in library.ids("roles").items()
            if not own or path.is_relative_to(library.workspace.root or path)
        ]
    options = Options(as_of, (), Path())
    kinds = library.workspace.settings["kinds"]
    for name in targets:
        for kind in kinds:
            try:
                composed, found = compose(library, Order(name, kind), options, fresh=True)
                report.add(found)
                if composed.document.draft:
                    report.add([warning("KR601", f"{name}, {kind}: {composed.document.draft}")])
            except Problems as problems:
                report.add(problems.diagnostics)
    if not names:
        report.add(_unused_employers(library))
    return report


def _unused_employers(library: Library) -> Iterator[Diagnostic]:
    """Check employers that no posting led to: their files may be wrong all the same."""
    from kamroles.library.resolve import check_employer

    for name, path in library.ids("employers").items():
        try:
            yield from check_employer(name, library.tree(path))
        except Problems as problems:
            yield from problems.diagnostics


def _theme(library: Library, resolved: Resolved, chosen: str | None) -> Theme:
    from kamroles.render.theme import Asset, load_theme

    job = resolved.job
    employer = job.employer or {}
    name = chosen or employer.get("theme") or library.workspace.settings["theme"]
    folders = library.workspace.folders("templates", "themes")
    folder = next((f / name for f in folders if (f / name / "theme.yaml").is_file()), None)
    if folder is None:
        known = [p.name for f in folders if f.is_dir() for p in f.iterdir() if p.is_dir()]
        raise Problems(
            [
                error(
                    "KR511",
                    f"no theme is called `{name}`",
                    job.spans.get("employer.theme"),
                    f"there is: {', '.join(known)}",
                )
            ]
        )
    logo = None
    if employer.get("logo"):
        span = job.spans.get("employer.logo")
        path = library.workspace.asset(employer["logo"], span)
        media = {
            ".svg": "image/svg+xml",
            ".png": "image/png",
            ".jpg": "image/jpeg",
            ".jpeg": "image/jpeg",
        }.get(path.suffix.lower())
        if media is None:
            raise Problems(
                [
                    error(
                        "KR506",
                        f"`{employer['logo']}` is not an SVG, PNG or JPEG file",
                        span,
                        "save the logo as one of these",
                    )
                ]
            )
        logo = Asset("logo", media, path.read_bytes())
    page = "Letter" if job.country in {"US", "CA"} else "A4"
    return load_theme(folder, accent=employer.get("color"), logo=logo, page=page)


def _unprintable(document: Document, resolved: Resolved) -> Iterator[Diagnostic]:
    from kamroles.render.fonts import missing

    for run, characters in missing(document):
        place = resolved.job.spans.get(run.path) if run.path else None
        named = ", ".join(f"`{c}` (U+{ord(c):04X})" for c in dict.fromkeys(characters))
        yield warning(
            "KR403",
            f"the font has no character {named}",
            place,
            "write it another way, or it will show as an empty box",
        )


def _render_all(
    pending: list[tuple[Composed, str, str]], options: Options
) -> Iterator[tuple[tuple[Composed, str, str], bytes | Problems]]:
    heavy = sum(format in {"pdf", "docx"} for _, format, _ in pending)
    if options.workers < 2 or heavy < 6:
        for task in pending:
            yield task, _attempt(task[0], task[1], options.pdf_engine)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # spawn: forking after a PDF engine has run hangs or shares locked state
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(options.workers, mp_context=context) as pool:
        futures = [pool.submit(_attempt, c, f, options.pdf_engine) for c, f, _ in pending]
        for task, future in zip(pending, futures, strict=True):
            yield task, future.result()


def _attempt(composed: Composed, format: str, engine: str) -> bytes | Problems:
    try:
        return render_bytes(composed, format, engine)
    except Problems as problems:
        return problems


def _key(composed: Composed, format: str, engine: str) -> str:
    theme = composed.theme
    return cache.key(
        [
            cache.code_stamp(),
            format,
            engine,
            repr(composed.document),
            theme.name,
            repr(sorted(theme.tokens.items())),
            theme.stylesheet,
            repr(sorted(theme.assets.items())),
        ]
    )


def _suffix(format: str) -> str:
    from kamroles.render import FORMATS

    return FORMATS[format].suffix


def _output(path: Path, format: str, state: str, composed: Composed) -> Output:
    return Output(path, format, state, draft=bool(composed.document.draft))


def _save(manifest: write.Manifest, report: Report) -> None:
    try:
        manifest.save()
    except Problems as problems:
        report.add(problems.diagnostics)
