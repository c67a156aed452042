"""Carry out a plan, in an order in which no page ever lacks a part, wherever it is cut off."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error
from kamroles.publish.ledger import LEDGER, decode
from kamroles.publish.target_faults import fault_of

if TYPE_CHECKING:
    from kamroles.diagnostics import Diagnostic
    from kamroles.publish.ledger import Ledger
    from kamroles.publish.plan import Plan
    from kamroles.publish.publishers import PublishingTarget


def apply_plan(plan: Plan, target: PublishingTarget) -> None:
    """Bring a target to what a plan says: put files, the ledger, and then remove what is gone.

    Before anything is put, the ledger says what is about to be, so that the next run knows again
    what this one left where it was cut off.

    Raises:
        Problems: somebody else publishes or did so since, or the target takes no more; then the
            same again goes on from there.

    """
    done = 0
    try:
        with target.alone():
            _as_planned(plan, target)
            _note(target, plan.ledger.begun({f.path: f.sha256 for f in plan.sent}, plan.after))
            for file in plan.sent:
                target.put(file.path, file.content(), file.media_type, file.cache)
                done += 1
            if plan.removed:
                known = {path: plan.ledger.known(path) for path in plan.removed}
                _note(target, plan.after.leaving(known))
            for path in plan.removed:
                target.remove(path)
            _note(target, plan.after)
            target.finish(_message(plan), plan.release.as_of)
    except OSError as failure:
        count = f"{done} of {len(plan.sent)} files are there"
        message = f"publishing to {plan.target} stopped: {fault_of(failure)}; {count}"
        hint = "mend that, and run the same again: it goes on from there; no page lacks a part"
        raise Problems([error("KR708", message, None, hint)]) from None


def _as_planned(plan: Plan, target: PublishingTarget) -> None:
    """See to it that the target is as it was when the plan was made.

    Raises:
        Problems: somebody changed it since.

    """
    touched = [*(file.path for file in plan.sent), *plan.removed]
    now = target.hashes(touched)
    same = all(now.get(path) == plan.there.get(path) for path in touched)
    if not same or decode(target.read(LEDGER), plan.target) != plan.ledger:
        raise Problems([changed_meanwhile(plan.target)])


def changed_meanwhile(address: str) -> Diagnostic:
    """Return that somebody else published since a plan was made."""
    message = f"somebody else changed {address} since this plan was made; nothing was changed"
    return error("KR705", message, None, "run this again, and look at the plan of then")


def at_work(address: str) -> Diagnostic:
    """Return that somebody else is publishing at the moment."""
    message = f"somebody else is publishing to {address} right now"
    hint = "wait until that is done, and run this again; nothing was changed"
    return error("KR706", message, None, hint)


def _note(target: PublishingTarget, ledger: Ledger) -> None:
    target.put(LEDGER, ledger.encoded(), "application/json", "no-cache")


def _message(plan: Plan) -> str:
    """Return in a line what was published, for a target that keeps such lines."""
    counts = Counter(step.what for step in plan.steps if step.mark != "!")
    said = ", ".join(f"{count} {what}" for what, count in counts.items()) or "no change of jobs"
    return f"Publish the jobs of {plan.release.as_of}: {said}"
