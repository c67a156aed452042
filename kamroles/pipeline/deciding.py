"""Close, pause and reopen postings: what the employer decided, written where the posting stands."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kamroles import write
from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.pipeline.kind_folders import kind_for
from kamroles.pipeline.life import PostingToday, posting_today
from kamroles.pipeline.new_files import own_folder
from kamroles.pipeline.request import Order
from kamroles.pipeline.stages import open_library, resolve
from kamroles.source.edit import Changes, edited_bytes
from kamroles.source.nodes import scalar_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.diagnostics import Span
    from kamroles.library import Library
    from kamroles.library.library import Target
    from kamroles.source.nodes import Mapping

Decision = Literal["close", "pause", "reopen"]
_DONE = {"close": "closed", "pause": "paused", "reopen": "reopened"}


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision did to a posting.

    Attributes:
        path: its file.
        changed: whether the file was changed; if not, it said so before.
        today: where the posting stands after it.

    """

    path: Path
    changed: bool
    today: PostingToday


@dataclass(frozen=True, slots=True)
class Dates:
    """What the file of a posting says of its life, as far as it can be read.

    A posting can be closed although something else in its file is wrong.
    """

    status: str
    since: datetime.date | None
    posted: datetime.date | None
    closes: datetime.date | None

    @classmethod
    def of(cls, tree: Mapping) -> Dates:
        """Return what a file says."""
        days = (_day(tree, name) for name in ("status_since", "posted", "closes"))
        return cls(text_of(tree, "status").lower(), *days)

    def says(self, status: str, as_of: datetime.date) -> bool:
        """Tell whether it was decided so, today at the latest."""
        return self.status == status and (self.since is None or self.since <= as_of)

    def over(self, as_of: datetime.date) -> bool:
        """Tell whether the last day to apply has passed."""
        return self.closes is not None and self.closes < as_of


def decide(
    library: Library,
    names: Iterable[str],
    decision: Decision,
    as_of: datetime.date,
    closes: datetime.date | None = None,
) -> tuple[list[Decided], list[Diagnostic]]:
    """Write a decision into the files of postings; each stands for itself.

    Return what became of them, and why others were left alone. ``closes`` is the new last day to
    apply of postings that are reopened.

    Raises:
        Problems: a file cannot be written; those before it are as they were.

    """
    kind = kind_for(library, "candidates")
    files: dict[Path, bytes] = {}
    done: dict[str, Path] = {}
    problems: list[Diagnostic] = []
    for name in dict.fromkeys(names):
        try:
            target = posting_named(library, name, _DONE[decision])
            tree, raw = library.tree(target.path), library.workspace.content(target.path)
            if changes := changes_for(tree, target.id, decision, as_of, closes):
                if closes:
                    refuse_contradictions(library, target.id, as_of, closes)
                files[target.path.resolve()] = edited_bytes(tree, changes, raw)
            done[target.id] = target.path
        except Problems as failure:
            problems += failure.diagnostics
    write.write_all(files)
    after = open_library(library.workspace.root or Path())
    return [
        Decided(path, path.resolve() in files, posting_today(after, name, kind, as_of))
        for name, path in done.items()
    ], problems


def posting_named(library: Library, name: str, done: str) -> Target:
    """Return the posting of a workspace that is to be closed, paused and so on.

    Raises:
        Problems: there is no workspace, or nothing in it has that name, or a role has.

    """
    own_folder(library)
    target = library.find(name)
    if target.folder != "postings":
        message = f"`{name}` is a role, and only a posting can be {done}"
        hint = "name a posting; `kamroles list postings` lists them"
        raise Problems([error("KR501", message, None, hint)])
    return target


def changes_for(
    tree: Mapping,
    name: str,
    decision: Decision,
    as_of: datetime.date,
    closes: datetime.date | None = None,
) -> Changes:
    """Return what a posting's file has to say after a decision; nothing if it says so already.

    Raises:
        Problems: it is over, and so cannot be paused, or not be reopened without a new last day.

    """
    now = Dates.of(tree)
    if decision == "reopen":
        return _reopened(tree, name, now, as_of, closes)
    if now.says(_DONE[decision], as_of):
        return {}
    if decision == "pause":
        _refuse_over(tree, name, now, as_of)
    # a page says for some days that the job is closed: not anew of one that closed by itself
    since = now.closes if now.over(as_of) else as_of
    return {("status",): _DONE[decision], ("status_since",): since}


def _reopened(
    tree: Mapping,
    name: str,
    now: Dates,
    as_of: datetime.date,
    closes: datetime.date | None,
) -> Changes:
    if closes is None:
        refuse_without_last_day(tree, f"kamroles reopen {name}", as_of)
    stopped = now.status not in {"", "open"} or now.over(as_of)
    if not stopped and closes in {None, now.closes}:
        return {}
    # the day is kept, for the page changes then: search engines and feeds are told so
    changes: Changes = {("status",): "open", ("status_since",): as_of}
    return changes | ({("closes",): closes} if closes else {})


def refuse_without_last_day(tree: Mapping, command: str, as_of: datetime.date) -> None:
    """Refuse to open again what is over, without being told until when.

    Raises:
        Problems: its last day has passed.

    """
    now = Dates.of(tree)
    if now.over(as_of):
        message = f"its last day to apply, {now.closes}, is over"
        hint = f"add the new one: `{command} --closes DATE`"
        raise Problems([error("KR661", message, place_of(tree, "closes"), hint)])


def refuse_contradictions(
    library: Library, name: str, as_of: datetime.date, closes: datetime.date
) -> None:
    """Refuse a last day that does not go with what else a posting says, such as `starts`.

    Raises:
        Problems: it would have errors with that day.

    """
    resolve(library, Order(name, "", sets=(f"closes={closes}",)), as_of)


def _refuse_over(tree: Mapping, name: str, now: Dates, as_of: datetime.date) -> None:
    closed = now.says("closed", as_of)
    if not closed and not now.over(as_of):
        return
    again = " --closes DATE" if now.over(as_of) else ""
    message = f"`{name}` is closed, and only what is not over can be paused"
    hint = f"if it is to go on later, run `kamroles reopen {name}{again}` first"
    raise Problems(
        [error("KR660", message, place_of(tree, "status" if closed else "closes"), hint)]
    )


def _day(tree: Mapping, name: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text_of(tree, name))
    except ValueError:
        return None


def place_of(tree: Mapping, name: str) -> Span:
    """Return where a value stands; where there is none, the posting."""
    found = scalar_of(tree, name)
    return found.span if found else tree.span
