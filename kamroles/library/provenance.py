"""Where each value of a job comes from: every layer that had a say, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Diagnostic, Problems, did_you_mean, error, nearest, there_is
from kamroles.layers.folding import REMOVED
from kamroles.library.pay_provenance import pay_note, pay_source
from kamroles.model.base import Model
from kamroles.model.employer import Employer
from kamroles.model.fields import handed_on
from kamroles.model.posting import Posting
from kamroles.model.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kamroles.diagnostics import Span
    from kamroles.layers.folding import Contribution
    from kamroles.library.resolve import Resolved

HOLDS = "holds"
_RESCALED = "rescaled by "
_FROM_THE_LIBRARY = re.compile(
    r"terms\.[^.]+\b|competencies\.[^.]+\.(name|definition|anchors|aliases)\b"
)
_TOLD_ELSEWHERE = frozenset({"overrides", "own"})
"""Fields of the role, told where they act, and a mark that follows from who wrote a text."""
_NAMED = re.compile(r"competencies\.[^.]+\.name")
_INFERRED = {
    "id": "follows from the file's name",
    "title": "follows from the file's name",
    "posting.id": "follows from the file's name",
    "posting.title": "is the role's title",
    "employer.id": "follows from the file's name",
}


@dataclass(frozen=True, slots=True)
class ProvenanceStep:
    """What one layer said about a value, and what became of it.

    ``effect`` is ``holds``, or how it lost: overridden, rescaled or removed, and by which layer.
    It is empty for lists and groups, which every layer adds to.
    """

    layer: str
    span: Span
    text: str
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a value came about.

    Attributes:
        path: where it stands, such as ``responsibilities.renewals.share``.
        value: what it is now; None where there is none, and for lists and groups.
        steps: the layers that had a say, in order.
        note: why it is what it is, where no layer says it.
        inside: the paths of what stands in a list or group.

    """

    path: str
    value: str | None
    steps: tuple[ProvenanceStep, ...]
    note: str = ""
    inside: tuple[str, ...] = ()


def values(resolved: Resolved) -> dict[str, Any]:
    """Return every single value and plain list of a job by its path, unset ones too.

    Of what the library says of competencies and terms, only names and ids are told.
    """
    found = {path: value for path, value in _parts(resolved) if not _is_group(value)}
    for path in [*found]:
        if _FROM_THE_LIBRARY.match(path) and not _NAMED.fullmatch(path):
            del found[path]
    return found | {"terms": tuple(term.id for term in resolved.job.role.glossary)}


def provenance_of(resolved: Resolved, path: str) -> Provenance:
    """Return how the value at ``path`` came about; paths start in the role.

    Raises:
        Problems: there is no such path; the nearest are named.

    """
    path = path.strip().removeprefix("role.")
    parts = dict(_parts(resolved))
    said = resolved.said(path)
    if path not in parts and not said:
        raise Problems([_unknown(path, [*parts, *_spoken_of(resolved)])])
    value = parts.get(path)
    group = path in parts and _is_group(value)
    inside = tuple(p for p in parts if p.startswith(f"{path}.")) if group else ()
    taken_over = () if said else _said_elsewhere(resolved, path)
    single = not group and not isinstance(value, tuple)
    steps = _steps([*said, *taken_over], single=single, there=value is not None)
    note = _note(resolved, path, value, there=path in parts, said=bool(said or taken_over))
    posting = resolved.job.posting
    if path == "title" and posting and posting.title != value:
        note = "documents of this posting show `posting.title` instead"
    shown = None if group or value in (None, ()) else in_words(value)
    return Provenance(path, shown, steps, note, inside)


def in_words(value: Any) -> str:
    """Return a value as it would be written."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(in_words, value))
    return str(value)


def _parts(resolved: Resolved) -> Iterator[tuple[str, Any]]:
    """Yield every group, list and value by its path, but the values of plain lists."""
    for part in ("role", "posting", "employer"):
        for path, value in walk(getattr(resolved.job, part), part):
            name = path.rpartition(".")[2]
            in_a_list = name.isdecimal() and not isinstance(value, Model)
            if not in_a_list and name not in _TOLD_ELSEWHERE:
                yield path.removeprefix("role."), value


def _is_group(value: Any) -> bool:
    if isinstance(value, tuple):
        return bool(value) and isinstance(value[0], Model)
    return isinstance(value, Model) or (isinstance(value, MappingProxyType) and bool(value))


def _said_elsewhere(resolved: Resolved, path: str) -> Sequence[Contribution]:
    """Return what was said where a posting takes a value over: title, and parts of an address."""
    if path == "posting.title":
        return resolved.said("title")
    way = path.split(".")
    if len(way) == 4 and way[:2] == ["posting", "places"]:
        return resolved.said(".".join(("employer", "locations", *way[2:])))
    source = pay_source(resolved.job.posting, way)
    return resolved.said(source) if source else ()


def _spoken_of(resolved: Resolved) -> Iterator[str]:
    """Yield the paths that layers spoke of, also of what is gone."""
    for part, folded in resolved.history.items():
        for way in folded.history:
            yield ".".join(way if part == "role" else (part, *way))


def _steps(
    said: Sequence[Contribution], *, single: bool, there: bool
) -> tuple[ProvenanceStep, ...]:
    steps = []
    for number, one in enumerate(said):
        following = said[number + 1] if number + 1 < len(said) else None
        if following is None:
            effect = HOLDS if single and there else ""
        elif following.layer.startswith(_RESCALED):
            effect = f"{following.layer} to {following.text}"
        elif following.text == REMOVED:
            effect = f"removed by {following.layer}"
        else:
            effect = f"overridden by {following.layer}" if single else ""
        steps.append(ProvenanceStep(one.layer, one.span, one.text, effect))
    return tuple(steps)


def _note(resolved: Resolved, path: str, value: Any, *, there: bool, said: bool) -> str:
    if not there and "overrides" in path.split("."):
        return "role fields: explained by their own paths, such as `reports_to`"
    if not there:
        listed = path.split(".")[:2]
        if len(listed) == 2 and listed[1] != "extra" and listed[1] in handed_on(Employer, Posting):
            return "left out: its `when` does not fit this posting, or a layer removed it"
        return "removed"
    if path.endswith((".region_name", ".country_name")):
        return f"follows from `{path.removesuffix('_name')}`"
    if said:
        return ""
    if value is not None and _FROM_THE_LIBRARY.match(path):
        place = resolved.job.span(f"role.{path}")
        return f"is what the library says{f', {place}' if place else ''}"
    if value in (None, ()):
        return "nobody has written it"
    default = "nobody has written it; this is the default"
    return _INFERRED.get(path) or pay_note(resolved.job, path) or default


def _unknown(path: str, known: Sequence[str]) -> Diagnostic:
    """Return the finding for a path that leads nowhere; its first wrong step is compared."""
    every = list(dict.fromkeys(known))
    steps = path.split(".")
    right = next(n for n in range(len(steps) - 1, -1, -1) if not n or ".".join(steps[:n]) in every)
    parent = "".join(f"{step}." for step in steps[:right])
    names = dict.fromkeys(
        p.removeprefix(parent).split(".")[0] for p in every if p.startswith(parent)
    )
    alike = nearest(steps[right], names, 2)
    whole = [".".join((parent + name, *steps[right + 1 :])) for name in alike]
    near = [p for p in whole if p in every] or [parent + name for name in alike]
    if not right:
        near = [p for p in every if p.endswith(f".{path}")][:3] or near or nearest(path, every, 2)
    if near:
        hint = did_you_mean(f"`{path}`" for path in near)
    elif right:
        hint = f"in `{parent[:-1]}` {there_is(names) or 'there is nothing'}"
    else:
        hint = "without a PATH, `kamroles explain NAME` lists them all"
    return error("KR518", f"there is nothing called `{path}` here", None, hint)
