"""Shares of time: those just written hold, inherited ones shrink or grow to fill 100."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.diagnostics import Related
from kamroles.source.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections import abc

    from kamroles.layers.folding import Folding
    from kamroles.source.nodes import Node, Path

_WHOLE = re.compile(r"[0-9]{1,3}")
_MEANT = re.compile(r"\s*([0-9]{1,9})(?:[.,]0+)?\s*(?:%|percent)?\s*")


def percent(node: Node | None) -> int | None:
    """Return a share as a number; None when it is not a whole number from 0 to 100."""
    if isinstance(node, Scalar) and _WHOLE.fullmatch(node.text) and int(node.text) <= 100:
        return int(node.text)
    return None


def refused(folding: Folding, node: Node) -> bool:
    """Report a share that is no percentage; one that is empty or no value is reported later."""
    if not isinstance(node, Scalar) or not node.text.strip() or node.empty:
        return False
    meant = _MEANT.fullmatch(node.text)
    hint = "write it like 15"
    if meant:
        hint = f"write {meant[1]}" if int(meant[1]) <= 100 else "write 100 or less"
    folding.error("KR112", "a share is a whole number from 0 to 100", node.span, hint)
    return True


def rescale(
    folding: Folding, path: Path, name: str, items: dict[str, Mapping], written: abc.Collection[str]
) -> None:
    """Fit the shares that ``written`` does not name into what those it names leave of 100."""
    shares = {
        id_: value for id_, node in items.items() if (value := percent(node.get(name))) is not None
    }
    exact = [id_ for id_ in shares if id_ in written]
    places = [node.span for id_ in exact if shares[id_] and (node := items[id_].get(name))]
    left = 100 - sum(shares[id_] for id_ in exact)
    inherited = {id_: share for id_, share in shares.items() if id_ not in written}
    if left < 0:
        message = f"the shares written here come to {100 - left} percent"
        others = [Related("and this one", span) for span in places[:-1]]
        folding.error("KR110", message, places[-1], "let them come to 100 at most", *others)
        return
    if not any(inherited.values()):
        return
    if left == 0:
        losers = ", ".join(f"`{id_}`" for id_, share in inherited.items() if share)
        message = f"the shares written here come to 100 percent, so nothing is left for {losers}"
        hint = "lower them, or remove what is no longer done: `- {id: …, remove: true}`"
        folding.warn("KR111", message, places[-1], hint)
    for id_, share in _apportioned(inherited, left).items():
        if share != inherited[id_]:
            place = (items[id_].get(name) or items[id_]).span
            folding.record((*path, id_, name), place, str(share), f"rescaled by {folding.layer}")
            items[id_] = items[id_].changed(name, Scalar(str(share), place))


def _apportioned(weights: dict[str, int], total: int) -> dict[str, int]:
    """Split ``total`` by weight into whole numbers (largest remainder; ties go to the first)."""
    whole = sum(weights.values())
    parts = {id_: weight * total // whole for id_, weight in weights.items()}
    rests = sorted(weights, key=lambda id_: -(weights[id_] * total % whole))
    for id_ in rests[: total - sum(parts.values())]:
        parts[id_] += 1
    return parts
