"""Fold, check and complete the layers of a job; every finding of every layer comes back."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from kamroles.diagnostics import Diagnostic, Problems, Severity, error
from kamroles.library import linking
from kamroles.library.job_layers import OWN
from kamroles.model import conditions, consistency, infer, own_data
from kamroles.model.base import Model
from kamroles.model.employer import Employer
from kamroles.model.job import Job
from kamroles.model.posting import Posting
from kamroles.model.read import read
from kamroles.model.role import Role
from kamroles.source.ids import as_id
from kamroles.source.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from collections.abc import Mapping as Table

    from kamroles.diagnostics import Span
    from kamroles.layers.fold import Folded
    from kamroles.layers.folding import Contribution, Layer
    from kamroles.library.job_layers import JobLayers, Layers
    from kamroles.library.lexicon import Lexicon
    from kamroles.library.parts import PartReader
    from kamroles.library.set_option import Sets
    from kamroles.model.employer import OwnField

M = TypeVar("M", bound=Model)
_BY_ABSENCE = frozenset({"KR101", "KR105", "KR108", "KR109", "KR111", "KR114", "KR203"})
"""What may only seem wrong when a layer below could not be read."""


@dataclass(frozen=True, slots=True, eq=False)
class Resolved:
    """A job, the findings that did not stop it, and how each part of it was folded."""

    job: Job
    diagnostics: tuple[Diagnostic, ...]
    history: dict[str, Folded]

    def said(self, path: str) -> tuple[Contribution, ...]:
        """Return what each layer said of the value at a path; paths start in the role."""
        part, _, rest = path.partition(".")
        if part not in {"posting", "employer"} or not rest:
            part, rest = "role", path
        folded = self.history.get(part)
        return folded.history.get(tuple(rest.split(".")), ()) if folded else ()


def resolve(
    given: JobLayers,
    parts: PartReader,
    lexicon: Lexicon,
    roles: Collection[str],
    sets: Sets,
    own_fields: Table[str, Sequence[OwnField]] = MappingProxyType({}),
) -> Resolved:
    """Return the job of these layers; ``roles`` are the ids there are, ``sets`` overrides.

    ``own_fields`` say what own data there can be where there is no employer.

    Raises:
        Problems: all errors, with the warnings found beside them.

    """
    work = _Work(given, parts, sets)
    stem = given.role.stem  # where it is no role, there is no file whose name could be wrong
    role = work.part("role", given.role, Role, stem if stem in roles else as_id(stem))
    if role:
        refused = any(each.severity is Severity.ERROR for each in work.found)
        work.found += consistency.role_conflicts(role, whole=not refused)
        work.found += linking.problems(role, lexicon, roles)
    firm = given.employer.stem if given.employer.shared else ""
    employer = work.part("employer", given.employer, Employer, firm)
    posting = work.part("posting", given.posting, Posting, given.posting.stem)
    if role and employer and posting and work.whole:
        full = infer.filled(posting, role, employer)
        country = infer.country_of(full, employer)
        work.found += conditions.when_doubts(full, employer, country)
        posting = conditions.applied(full, country)
        unread = _refused(given.posting.own[0].node, work.found)
        work.found += consistency.posting_conflicts(posting, employer, unread)
    elif posting:
        work.found += consistency.own_conflicts(posting)
    unset = own_data.unset(employer, own_fields)
    fields = employer.extra_fields if employer else {}
    role = role and own_data.complete(role, unset, fields, work.found)
    posting = posting and own_data.complete(posting, unset, fields, work.found)
    employer = employer and own_data.complete(employer, unset, fields, work.found)
    own = own_data.of_nobody(employer) if employer else unset
    found = tuple(dict.fromkeys(work.found))
    if any(d.severity is Severity.ERROR for d in found) or role is None:
        raise Problems(found)
    country = infer.country_of(posting, employer) or role.country
    role = linking.joined(_with_own_words(role, work.folded["role"]), lexicon)
    return Resolved(Job(given.id, role, employer, posting, country, own), found, work.folded)


def _refused(tree: Mapping, found: list[Diagnostic]) -> list[str]:
    """Return the fields of a file in whose values an error was found."""
    wrong: dict[str, list[tuple[int, int]]] = {}
    for d in found:
        if d.span and d.severity is Severity.ERROR:
            wrong.setdefault(d.span.source.name, []).append((d.span.line, d.span.column))
    places = {source: sorted(starts) for source, starts in wrong.items()}
    written = [e for e in tree.entries if e.value.span != tree.span]  # an id is only inferred
    return [e.key.text for e in written if _any_inside(e.value.span, places)]


def _any_inside(span: Span, places: Table[str, list[tuple[int, int]]]) -> bool:
    """Tell whether one of the places, in order by source, lies in a stretch."""
    starts = places.get(span.source.name, [])
    first = bisect_left(starts, (span.line, span.column))
    return first < len(starts) and starts[first] < (span.end_line, span.end_column)


def _with_own_words(role: Role, folded: Folded) -> Role:
    """Return the role with a mark on the duties that a posting has to show, and on an own path.

    The duties are those that the employer worded; of a role in the workspace those without a share:
    with one, they take their place among others.
    """
    duties = []
    for duty in role.responsibilities:
        last, here = _last_word(folded, "responsibilities", duty.id, "text")
        own = bool(last and ((here and not duty.share) or last.layer.startswith(OWN)))
        duties.append(replace(duty, own=True) if own else duty)
    path = role.career_path
    if any(_last_word(folded, "career_path", side)[1] for side in ("before", "after")):
        path = replace(path, own=True)
    return replace(role, responsibilities=tuple(duties), career_path=path)


def _last_word(folded: Folded, *path: str) -> tuple[Contribution | None, bool]:
    """Return who wrote a value last, and whether in a file of the workspace."""
    words = folded.history.get(path, ())
    last = words[-1] if words else None
    return last, bool(last and not last.span.source.name.startswith("shipped:"))


class _Work:
    """Findings and results while the parts of one job are worked through."""

    def __init__(self, given: JobLayers, parts: PartReader, sets: Sets) -> None:
        self.parts = parts
        self.found: list[Diagnostic] = list(given.missing)
        self.whole = not self.found
        self.unknown = [fault.span for fault in self.found if fault.code == "KR502"]
        self.folded: dict[str, Folded] = {}
        self.sets = self._sets(given, sets)

    def _sets(self, given: JobLayers, sets: Sets) -> dict[str, tuple[Layer, ...]]:
        """Return the layers that overrides make of each part, and note what there is none of."""
        layers = sets.layers
        self.found += sets.found
        for name, there in (("employer", given.employer.shared), ("posting", given.posting.stem)):
            if layers[name] and not there:
                message = f"there is no {name} here to set a value of"
                hint = "choose one with --employer" if name == "employer" else "name a posting"
                self.found.append(error("KR508", message, layers[name][0].node.span, hint))
        return layers

    def part(self, name: str, layers: Layers, model: type[M], stem: str) -> M | None:
        """Return a part of the job, if it has one, and note what is wrong in it."""
        if not stem:
            return None
        part = self.parts.part(layers.shared, layers.own + self.sets[name], model, stem)
        value, found = part.value, list(part.diagnostics)
        self.folded[name] = part.folded
        tree = part.folded.tree
        if value is None and model is Posting:
            # what is right of it is still held against itself, so that all faults are told at once
            refused = _refused(tree, found)
            left = tuple(entry for entry in tree.entries if entry.key.text not in refused)
            value, _ = read(Mapping(left, tree.span), model)
        if not self.whole and name != "employer":
            found = [fault for fault in found if fault.code not in _BY_ABSENCE]
            value = value if model is Posting else None
        # a name that leads nowhere has been told with the nearest: its spelling is the same fault
        self.found += [f for f in found if f.code != "KR209" or f.span not in self.unknown]
        return value
