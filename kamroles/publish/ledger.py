"""What stands at a target, and what stood there before: the ledger, which lives there itself."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from kamroles.diagnostics import Problems, error
from kamroles.write import STAYS_BELOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

T = TypeVar("T")
FOLDER = ".kamroles"
LEDGER = f"{FOLDER}/ledger.json"
FORM = 1
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What is raised at bytes that are no JSON of the wanted shape, no text, or nested too deeply."""


class Appearance(msgspec.Struct, frozen=True, omit_defaults=True):
    """A version of a posting that was live for a time.

    Attributes:
        version: the hash of its files, by which the archive has them.
        approved_by: who approved its words, by job title.
        approved_on: when.
        since: the day on which it went live.
        until: the day on which something else took its place, or nothing; None while it is live.

    """

    version: str
    approved_by: str
    approved_on: datetime.date | None
    since: datetime.date = msgspec.field(name="from")
    until: datetime.date | None = None

    def ended(self, on: datetime.date) -> Appearance:
        """Return it with its last day; one that has ended stays as it is."""
        return self if self.until else msgspec.structs.replace(self, until=max(self.since, on))

    def same(self, other: Appearance) -> bool:
        """Tell whether another is of the same version, with the same approval."""
        return (self.version, self.approved_by, self.approved_on) == (
            other.version,
            other.approved_by,
            other.approved_on,
        )


class Published(msgspec.Struct, frozen=True, omit_defaults=True):
    """A posting that is or was published.

    Attributes:
        first_posted: the day on which it was first published, which never changes.
        appearances: what was live when, the newest last.
        facts: what its page says now; empty once it is gone.

    """

    first_posted: datetime.date
    appearances: tuple[Appearance, ...] = ()
    facts: dict[str, str] = {}

    @property
    def live(self) -> Appearance | None:
        """What is live of it."""
        last = self.appearances[-1] if self.appearances else None
        return last if last and last.until is None else None


class Ledger(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a target holds.

    Attributes:
        form: the form of this file; another number is another kamroles's.
        files: the hash of each file that publishing put there, by path.
        postings: what is or was published, by id.
        underway_files: files that a publish was about to put or remove, with every hash they may
            have: what was cut off there is known again by it.
        underway_postings: what it brought of postings, and what others before it did.
        told: what each notifier knows: the hash of each page, by its address.

    """

    form: int = FORM
    files: dict[str, str] = {}
    postings: dict[str, Published] = {}
    underway_files: dict[str, tuple[str, ...]] = {}
    underway_postings: dict[str, tuple[Appearance, ...]] = {}
    told: dict[str, dict[str, str]] = {}

    @property
    def live(self) -> dict[str, Published]:
        """The postings that are live."""
        return {name: each for name, each in self.postings.items() if each.live}

    @property
    def cut_off(self) -> bool:
        """Tell whether a publish was cut off."""
        return bool(self.underway_files or self.underway_postings)

    @property
    def first_posted(self) -> dict[str, datetime.date]:
        """The day on which each posting was first published."""
        return {name: each.first_posted for name, each in self.postings.items()}

    def known(self, path: str) -> set[str]:
        """Return the hashes that a file has if nobody but publishing wrote it."""
        once = {self.files[path]} if path in self.files else set()
        return once.union(self.underway_files.get(path, ()))

    @property
    def paths(self) -> set[str]:
        """Every file that publishing may have put there."""
        return {*self.files, *self.underway_files}

    def begun(self, sent: Mapping[str, str], after: Ledger) -> Ledger:
        """Return the ledger while files are put, on the way to the one ``after``.

        ``sent`` has the hash of each file that is about to be put, by path.
        """
        files = {
            path: tuple(sorted({*self.underway_files.get(path, ()), *_one(sent.get(path))}))
            for path in sorted({*self.underway_files, *sent})
        }
        postings, coming = dict(self.postings), dict(self.underway_postings)
        for name, each in after.postings.items():
            postings.setdefault(name, Published(each.first_posted))
            was = (*postings[name].appearances, *coming.get(name, ()))
            if each.live and not (was and was[-1].same(each.live)):
                coming[name] = (*coming.get(name, ()), each.live)
        return Ledger(FORM, self.files, postings, files, coming, self.told)

    def leaving(self, hashes: Mapping[str, Iterable[str]]) -> Ledger:
        """Return the ledger while files are removed that may have these hashes."""
        found = {path: tuple(sorted(each)) for path, each in sorted(hashes.items())}
        return msgspec.structs.replace(self, underway_files=found)

    def after(
        self, files: Mapping[str, str], open_now: Mapping[str, Published], as_of: datetime.date
    ) -> Ledger:
        """Return the ledger once these files and open postings, and no others, are there."""
        postings = dict(self.postings)
        for name in {*postings, *open_now}:
            old, new = postings.get(name), open_now.get(name)
            was = [*(old.appearances if old else ()), *self.underway_postings.get(name, ())]
            now = new.live if new else None
            if now and was and was[-1].until is None and was[-1].same(now):
                now = was.pop()
            first = old.first_posted if old else new and new.first_posted
            if first:
                ended = (each.ended(as_of) for each in was)
                facts = new.facts if new else {}
                postings[name] = Published(first, (*ended, *_one(now)), facts)
        return Ledger(
            FORM, dict(sorted(files.items())), dict(sorted(postings.items())), told=self.told
        )

    def telling(self, told: Mapping[str, Mapping[str, str]]) -> Ledger:
        """Return the ledger once these notifiers know these pages, and no others."""
        now = self.told | {name: dict(sorted(pages.items())) for name, pages in told.items()}
        return msgspec.structs.replace(self, told=now)

    def encoded(self) -> bytes:
        """Return it as a file: JSON that people can read."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"


def _one(value: T | None) -> tuple[T, ...]:
    return () if value is None else (value,)


def decode(content: bytes | None, where: str) -> Ledger:
    """Return the ledger that a file holds; an empty one if there is no file.

    Raises:
        Problems: it is no ledger, or another kamroles's.

    """
    if content is None:
        return Ledger()
    try:
        ledger = msgspec.json.decode(content, type=Ledger)
        if ledger.form == FORM and all(map(STAYS_BELOW.fullmatch, ledger.paths)):
            return ledger
        why = "it is of another version of kamroles" if ledger.form != FORM else "it names no paths"
    except UNREADABLE as fault:
        why = str(fault)
    message = f"{LEDGER} of {where} cannot be read: {why}"
    hint = "put back the one from the last backup; without any, nothing there counts as published"
    raise Problems([error("KR702", message, None, hint)])
