"""What a workspace asks for, and everything that is wrong in it."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.diagnostics import ENOUGH, Diagnostic, Problems, Span, error, note, suggest, warning
from kamroles.formats import usable_formats
from kamroles.library.confirmation import open_points
from kamroles.library.titles import names_of_roles
from kamroles.pipeline import adverts, approving
from kamroles.pipeline.kind_folders import broken_kinds
from kamroles.pipeline.kind_folders import kinds as known_kinds
from kamroles.pipeline.request import Options, Order, Report
from kamroles.pipeline.stages import compose, resolve, unsettable
from kamroles.pipeline.strays import strays
from kamroles.pipeline.theme_choice import themes
from kamroles.source.nodes import items_of, text_of
from kamroles.workspace import FILE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping

    from kamroles.library import Library, Resolved
    from kamroles.model.posting import Posting


def everything(library: Library) -> list[Order]:
    """Return an order for each document that the workspace names.

    Raises:
        Problems: there is no workspace, or it names something that is not there.

    """
    if library.workspace.root is None:
        message = f"there is no workspace here: no {FILE} in this folder or above it"
        hint = "run `kamroles init` to start one, or `kamroles render NAME` for single documents"
        raise Problems([error("KR516", message, None, hint)])
    problems = list(_wrong_names(library))
    if problems:
        raise Problems(problems)
    settings = library.workspace.settings
    kinds = settings.kinds
    employers: list[str | None] = [None, *settings.employers]
    orders = [Order(name, kind) for name in _chosen(library, "postings") for kind in kinds]
    roles = _chosen(library, "roles")
    return orders + [Order(r, kind, e) for r in roles for e in employers for kind in kinds]


def check(library: Library, names: Iterable[str], as_of: datetime.date) -> Report:
    """Check the named roles and postings, or everything in the workspace, with its documents."""
    from kamroles.rules.registry import RULE_FAULTS, check_library  # a build does not need it

    report = Report()
    report.add(RULE_FAULTS)
    named = list(dict.fromkeys(names))
    checked = named or _own(library)
    for name in checked:
        _check_one(library, name, as_of, report)
    report.add(check_library(library, [*_roles(library, checked)]))
    report.add(_wrong_names(library))
    if not named:
        report.add(_unread(library))
        report.add(broken_kinds(library))
        report.add(usable_formats(library.workspace.settings.formats)[1])
        report.add(_employers(library))
        report.add(library.lexicon.findings())
        report.add(strays(library))
        report.checked["employer"] = len(library.ids("employers"))
    return report


def _unread(library: Library) -> Iterator[Diagnostic]:
    """Tell of folders that would be read in a workspace, where there is none."""
    folders = [
        each for each in ("postings", "employers", "roles") if any(Path(each).glob("*.yaml"))
    ]
    if library.workspace.root is None and folders:
        listed = ", ".join(f"`{each}`" for each in folders)
        message = f"what is in {listed} is not read: no {FILE} is here or above"
        hint = f"go to the workspace's folder, or write a {FILE} with a line `formats: [pdf, docx]`"
        yield warning("KR516", message, None, hint)


def _check_one(library: Library, name: str, as_of: datetime.date, report: Report) -> None:
    """Check a role or posting, its words and its documents."""
    from kamroles.rules.registry import check_document, check_job

    settings = library.workspace.settings
    options = Options(as_of, (), Path())
    drafts: dict[str, str] = {}
    try:
        what = library.find(name).folder.removesuffix("s")
        report.checked[what] = report.checked.get(what, 0) + 1
        resolved = resolve(library, Order(name, ""), as_of)
    except Problems as problems:
        report.add(problems.diagnostics)
        return
    for kind in filter(known_kinds(library).__contains__, settings.kinds):
        try:
            composed, found = compose(library, Order(name, kind), options, resolved=resolved)
        except Problems as problems:
            report.add(problems.diagnostics)
        else:
            report.add(found)
            report.add(unsettable(composed, settings.formats))
            report.add(check_document(composed.document, resolved.job, composed.audience))
            drafts[kind] = composed.unfinished
            if composed.audience == "candidates":
                report.add(adverts.notes(library, resolved, composed.document, as_of))
    if posting := resolved.job.posting:
        held = approving.kinds_to_hold(library, resolved.job)
        others = set(posting.approvals) - set(settings.kinds)
        report.add(approving.unapproved(library, resolved, as_of, others & set(held)))
        report.add(_unknown_approvals(posting, others - set(held)))
    report.add(check_job(resolved.job, names_of_roles(library)))
    report.add(_posting(library, name, drafts, resolved))


def _unknown_approvals(posting: Posting, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Tell of approvals for what is no kind of document that is approved."""
    for name in sorted(names):
        message = f"`{name}` is no kind of document that can be approved here"
        yield warning("KR520", message, posting.approvals[name].span(), "take the line out")


def _roles(library: Library, names: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the roles among the names."""
    for name in names:
        with contextlib.suppress(Problems):
            target = library.find(name)
            if target.folder == "roles":
                yield target.id


def _own(library: Library) -> list[str]:
    """Return the names of what the workspace itself holds; outside one, of what ships."""
    root = library.workspace.root
    if root is None:
        return list(library.ids("roles"))
    postings = [str(path) for path in library.ids("postings").values()]
    roles = [str(p) for p in library.ids("roles").values() if p.is_relative_to(root)]
    return postings + roles


def _chosen(library: Library, folder: str) -> list[str]:
    selection = getattr(library.workspace.settings, folder)
    known = library.ids(folder)  # type: ignore[arg-type]
    return sorted(known) if selection == "all" else list(selection)


def _wrong_names(library: Library) -> Iterator[Diagnostic]:
    """Check every name in the workspace's own file."""
    settings = library.workspace.settings
    every: dict[str, Iterable[str]] = {
        "postings": library.ids("postings"),
        "roles": library.ids("roles"),
        "employers": library.ids("employers"),
        "kinds": known_kinds(library),
        "theme": themes(library),
    }
    for field, known in every.items():
        written = getattr(settings, field)
        places = _settings_spans(library, field)
        names = [written] if field == "theme" else () if written == "all" else written
        for number, name in enumerate(names):
            if name not in known:
                message = f"`{field}` names `{name}`, which is not there"
                hint = suggest(name, known) if number < ENOUGH else None
                yield error("KR509", message, places.get(name), hint)
            elif field == "roles" and name in library.ids("postings"):
                message = f"a role and a posting are called `{name}`, so their files would be too"
                hint = f"rename postings/{library.ids('postings')[name].name}"
                yield error("KR514", message, places.get(name), hint)
    for number, (name, own) in enumerate(settings.by_kind.items()):
        if name not in every["kinds"]:
            message = f"`by_kind` names `{name}`, which is no kind of document"
            hint = suggest(name, every["kinds"]) if number < ENOUGH else None
            yield error("KR509", message, own.span(), hint)


def _settings_spans(library: Library, field: str) -> dict[str, Span]:
    """Return where each name stands that a field of the workspace's own file has."""
    if library.workspace.root is None:
        return {}
    value = library.tree(library.workspace.root / FILE).get(field)
    listed = items_of(value) or ((value,) if value else ())
    return {text_of(node): node.span for node in reversed(listed)}


def _employers(library: Library) -> Iterator[Diagnostic]:
    """Check employers on their own: a posting may not lead to each of them."""
    for name in library.ids("employers"):
        try:
            yield from library.check_employer(name)
        except Problems as problems:
            yield from problems.diagnostics


def _posting(
    library: Library, name: str, drafts: Mapping[str, str], resolved: Resolved
) -> Iterator[Diagnostic]:
    """Tell how far a posting is from being published; a role alone is a template, never final."""
    posting = resolved.job.posting
    if not posting or not drafts:
        return
    target = library.find(name)
    span = library.tree(target.path).span
    place = Span(span.source, span.line, span.column, span.line, span.column)
    approved = bool(posting.approval or posting.approvals)
    yield from _drafts(drafts, place, None if approved else _release(target.id))
    if points := open_points(resolved):
        tell = warning if approved else note
        count = "one value" if len(points) == 1 else f"{len(points)} values"
        message = f"{count} from the library not confirmed by the employer"
        shown = target.id if target.path.parent in library.workspace.folders("postings") else name
        yield tell("KR603", message, place, f"`kamroles review {shown}` lists what to confirm")
    employer = resolved.job.employer
    said: dict[str, object] = {"about": employer.about if employer else None}
    said |= {"benefits": posting.benefits, "statements": posting.statements}
    if silent := [field for field, value in said.items() if not value]:
        named = " and ".join(", ".join(f"`{field}`" for field in silent).rsplit(", ", 1))
        hint = f"write {'it' if len(silent) == 1 else 'them'} in the employer's file"
        yield note("KR604", f"the posting has no {named}", place, hint)


def _release(name: str) -> str:
    command = f'kamroles approve {name} --by "…"'
    return f"once released, run `{command}`; the effective date follows from it"


def _drafts(drafts: Mapping[str, str], place: Span, hint: str | None) -> Iterator[Diagnostic]:
    """Warn once for each reason, naming the kinds it holds for."""
    for reason in sorted({*drafts.values()} - {""}):
        kinds = [kind for kind, why in drafts.items() if why == reason]
        which = f"its {' and '.join(kinds)} {'are drafts' if kinds[1:] else 'is a draft'}"
        if len(kinds) == len(drafts):
            which = "its documents are drafts"
        yield warning("KR601", f"{which}{reason.removeprefix('Draft')}", place, hint)
