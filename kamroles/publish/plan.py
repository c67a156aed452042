"""What publishing would change: a release held against the ledger and what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.diagnostics import error
from kamroles.publish.site_release import rank_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kamroles.diagnostics import Diagnostic
    from kamroles.publish.ledger import Ledger
    from kamroles.publish.site_release import ReleaseFile, SiteRelease

_FREELY = 10
"""So many jobs may be taken off without a word, or a fifth of those that are live."""
_APART = 3
"""So many files that somebody else changed are findings of their own; of more, one is told."""


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """What becomes of a posting.

    Attributes:
        mark: ``+``, ``~``, ``-`` or ``!``.
        name: its id, or the path of a file.
        what: in a word: new, changed, closed, held …
        why: in a few more.

    """

    mark: str
    name: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing would change at a target.

    Attributes:
        target: its address.
        release: what is to stand there.
        ledger: what a publish before put there.
        there: the hash of each file that stands there, of all that is asked for.
        steps: what becomes of postings, and files that somebody else changed.
        unchanged: how many postings stay as they are.
        sent: the files to put, in this order.
        removed: the paths of the files to take away, in this order.
        drifted: the paths of files that somebody else changed, and that stay so.
        after: the ledger once all is done.

    """

    target: str
    release: SiteRelease
    ledger: Ledger
    there: Mapping[str, str]
    steps: tuple[PlannedChange, ...]
    unchanged: int
    sent: tuple[ReleaseFile, ...]
    removed: tuple[str, ...]
    drifted: tuple[str, ...]
    after: Ledger

    @property
    def changes(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self.sent or self.removed) or self.after != self.ledger

    @property
    def taken_off(self) -> list[str]:
        """The postings that are live and would not be any more."""
        after = self.after.live
        return [name for name in self.ledger.live if name not in after]

    def findings(self) -> Iterator[Diagnostic]:
        """Yield what somebody else changed at the target."""
        told: dict[str, list[str]] = {}
        for path in self.drifted:
            told.setdefault(_why_drifted(self.ledger, path), []).append(path)
        hint = "look at it; move it away there and publish again to have the one of now"
        for why, paths in told.items():
            apart = len(paths) <= _APART
            for path in paths if apart else paths[:1]:
                more = "" if apart else f" and {len(paths) - 1} more files"
                yield error("KR704", f"{path}{more} of {self.target}: {why}", None, hint)


def make_plan(release: SiteRelease, ledger: Ledger, there: Mapping[str, str], target: str) -> Plan:
    """Hold a release against the ledger of a target and the hashes of what stands ``there``."""
    sent, removed, drifted = [], [], []
    files: dict[str, str] = {}
    for path, file in release.files.items():
        known = ledger.known(path)
        if path in there and there[path] not in {file.sha256, *known}:
            drifted.append(path)
            files |= {path: ledger.files[path]} if path in ledger.files else {}
            continue
        files[path] = file.sha256
        if there.get(path) != file.sha256:
            sent.append(file)
    for path in sorted(ledger.paths - release.files.keys()):
        if path not in there:
            continue
        if there[path] in ledger.known(path):
            removed.append(path)
        elif path in ledger.files:
            drifted.append(path)
            files[path] = ledger.files[path]
    sent.sort(key=lambda file: (file.rank, file.path))
    removed.sort(key=lambda path: (-rank_of(path), path))
    stuck = {n for n, each in release.postings.items() if {f.path for f in each.files} & {*drifted}}
    open_now = {name: each.published for name, each in release.postings.items()}
    live = ledger.live
    for name in stuck:
        del open_now[name]
        if old := live.get(name):
            open_now[name] = old
    after = ledger.after(files, open_now, release.as_of)
    postings = sorted(_steps(release, ledger, stuck), key=lambda s: ("+~-!".index(s.mark), s.name))
    unchanged = len(release.postings) - sum(each.name in release.postings for each in postings)
    others = [PlannedChange("!", path, "drifted", _why_drifted(ledger, path)) for path in drifted]
    return Plan(
        target,
        release,
        ledger,
        there,
        (*postings, *others),
        unchanged,
        tuple(sent),
        tuple(removed),
        tuple(drifted),
        after,
    )


def _why_drifted(ledger: Ledger, path: str) -> str:
    how = "changed" if ledger.known(path) else "put"
    return f"{how} there by somebody else, and left so"


def _steps(release: SiteRelease, ledger: Ledger, stuck: set[str]) -> Iterator[PlannedChange]:
    """Yield what becomes of each posting that does not stay as it is."""
    live = ledger.live
    for name, posting in release.postings.items():
        if name in stuck:
            yield PlannedChange(
                "!", name, "held", "a file of it was changed there by somebody else"
            )
        elif name not in live:
            back = ledger.postings.get(name)
            what = "back" if back and back.appearances else "new"
            yield PlannedChange("+", name, what, f"approved by {posting.appearance.approved_by}")
        elif (was := live[name]).live and not was.live.same(posting.appearance):
            if was.live.version == posting.appearance.version:
                yield PlannedChange(
                    "~", name, "approved", f"anew, by {posting.appearance.approved_by}"
                )
            else:
                yield PlannedChange(
                    "~", name, "changed", _changes(was.facts, posting.published.facts)
                )
    others = {each.today.name: each for each in (*release.built.over, *release.built.held)}
    for name in live.keys() - others.keys() - release.postings.keys():
        yield PlannedChange("-", name, "gone", "it is not in the workspace any more")
    for name, each in others.items():
        off = "; it is taken off" if name in live else ""
        if each.may == "held":
            yield PlannedChange("!", name, "held", f"{each.told}{off}")
        elif name in live:
            yield PlannedChange("-", name, each.today.life.state, each.why)


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """Return which facts of a page have changed."""
    found = [name for name in new if old.get(name, "") != new[name]]
    return ", ".join(found) or "nothing but its look"


def too_many_taken_off(plan: Plan, most: int | None) -> list[Diagnostic]:
    """Return the finding that stops a plan which takes off more jobs than may be, if it does.

    ``most`` is what somebody said; without it, it is 10 or a fifth of what is live, and never all
    of them unless each is over by what its own file says.
    """
    off, live = plan.taken_off, plan.ledger.live
    over = {each.today.name for each in plan.release.built.over}
    allowed = max(_FREELY, len(live) // 5) if most is None else most
    every = most is None and len(off) == len(live) and not over.issuperset(off)
    if len(off) <= allowed and not every:
        return []
    count = f"{len(off)} of {len(live)} live jobs"
    why = f"more than {allowed}" if len(off) > allowed else "and nobody closed them"
    message = f"{count} would be taken off, {why}; nothing was published"
    hint = f"if that is meant, say so: --max-deletes {len(off)}"
    return [error("KR703", message, None, hint)]
