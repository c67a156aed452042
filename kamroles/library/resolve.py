"""Fold, check and complete the layers of a job; every finding of every layer comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Diagnostic, Problems, Severity, error
from kamroles.library import linking
from kamroles.library.overrides import set_layer
from kamroles.library.references import without_removed
from kamroles.library.review import OWN
from kamroles.model import infer, rules
from kamroles.model.check import check, spans_of
from kamroles.model.employer import Employer
from kamroles.model.job import Job
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from kamroles.model.shape import shape_of
from kamroles.source.ids import slug
from kamroles.source.merge import Folded, Layer, fold
from kamroles.source.nodes import Entry, Mapping, Scalar

if TYPE_CHECKING:
    from kamroles.diagnostics import Span
    from kamroles.library.layers import Layered
    from kamroles.library.shelves import Library
    from kamroles.model.base import Model

_BY_ABSENCE = frozenset({"KR101", "KR105", "KR108", "KR109", "KR111", "KR114", "KR203"})
"""What may only seem wrong when a layer below could not be read."""


def resolve(
    layered: Layered, library: Library
) -> tuple[Job, tuple[Diagnostic, ...], dict[str, Folded]]:
    """Return the job, its warnings and notes, and how each part was folded.

    Raises:
        Problems: all errors, with the warnings found beside them.

    """
    work = _Work(layered)
    sets = work.sets(layered)
    layers = (*layered.role, *sets["role"])
    known = layered.role_id in library.ids("roles")  # else it is no file whose name could be wrong
    stem = layered.role_id if known else slug(layered.role_id)
    role = work.part("role", layers, Role, stem) if layered.role_id else None
    lexicon = library.lexicon
    if role:
        work.found += rules.role_rules(role, work.spans)
        work.found += linking.problems(role, work.spans, lexicon, library.ids("roles"))
    employer = posting = None
    if layered.employer and layered.employer_id:
        own = Layer(f"employer {layered.employer_id}", layered.employer)
        employer = work.part("employer", (own, *sets["employer"]), Employer, layered.employer_id)
    if layered.posting_id:
        layers = (*layered.posting, *sets["posting"])
        posting = work.part("posting", layers, Posting, layered.posting_id)
    if role and employer and posting and work.whole:
        posting = infer.complete(posting, role, employer)
        refused = _refused(layered.posting[-1].node, work.found)
        work.found += rules.posting_rules(posting, employer, work.spans, refused)
    elif posting:
        work.found += rules.alone(posting, work.spans)
    found = tuple(dict.fromkeys(work.found))
    if any(d.severity is Severity.ERROR for d in found) or role is None:
        raise Problems(found)
    country = infer.country_of(posting, employer)
    spans = work.spans | linking.places(library, lexicon, role)
    worded = _own_duties(role, work.folded["role"])
    job = Job(layered.id, linking.joined(role, lexicon), employer, posting, country, worded, spans)
    return job, found, work.folded


def _refused(tree: Mapping, found: list[Diagnostic]) -> list[str]:
    """Return the fields of a file in whose values an error was found."""
    wrong = [d.span for d in found if d.span and d.severity is Severity.ERROR]
    written = [e for e in tree.entries if e.value.span != tree.span]  # an id is only inferred
    return [e.key.text for e in written if any(span in e.value.span for span in wrong)]


def _own_duties(role: dict[str, Any], folded: Folded) -> list[str]:
    """Return the ids of the duties that a posting has to show, as the employer worded them.

    Of a role in the workspace those without a share: with one, they take their place among others.
    """
    own = []
    for duty in role["responsibilities"]:
        words = folded.history.get(("responsibilities", duty["id"], "text"), ())
        last = words[-1] if words else None
        here = last and not last.span.source.name.startswith("shipped:") and not duty["share"]
        if last and (here or last.layer.startswith(OWN)):
            own.append(duty["id"])
    return own


def check_employer(stem: str, tree: Mapping) -> tuple[Diagnostic, ...]:
    """Return the findings in an employer's own file."""
    return read_alone("employer", stem, tree, Employer)[2]


def read_alone(
    name: str, stem: str, tree: Mapping, model: type[Model]
) -> tuple[dict[str, Any] | None, dict[str, Span], tuple[Diagnostic, ...]]:
    """Return the values of a file that has no layers, their places below ``name``, and findings.

    There are no values when one of them is wrong.
    """
    work = _Work(None)
    values = work.part(name, (Layer(f"{name} {stem}", tree),), model, stem)
    return values, work.spans, tuple(work.found)


class _Work:
    """Findings and results while the parts of one job are worked through."""

    def __init__(self, layered: Layered | None) -> None:
        self.found: list[Diagnostic] = list(layered.missing) if layered else []
        self.whole = not self.found
        self.unknown = [fault.span for fault in self.found if fault.code == "KR502"]
        self.spans: dict[str, Span] = {}
        self.folded: dict[str, Folded] = {}

    def sets(self, layered: Layered) -> dict[str, list[Layer]]:
        layers: dict[str, list[Layer]] = {"role": [], "employer": [], "posting": []}
        models: dict[str, type[Model]] = {"role": Role, "employer": Employer, "posting": Posting}
        for written in layered.sets:
            try:
                part, layer = set_layer(written, models, posting=bool(layered.posting))
            except Problems as problems:
                self.found += problems.diagnostics
            else:
                layers[part].append(layer)
        for part, present in (("employer", layered.employer), ("posting", layered.posting)):
            if layers[part] and not present:
                message = f"there is no {part} here to set a value of"
                hint = "choose one with --employer" if part == "employer" else "name a posting"
                self.found.append(error("KR508", message, layers[part][0].node.span, hint))
        return layers

    def part(
        self, name: str, layers: tuple[Layer, ...], model: type[Model], stem: str
    ) -> dict[str, Any] | None:
        folded = fold(layers, shape_of(model))
        names = [layer.name for layer in layers]
        merged = without_removed(folded, names) if model is Role else folded.tree
        tree = self._named(merged, stem, titled=model is Role)
        self.folded[name] = Folded(tree, folded.history, folded.diagnostics)
        values, faults = check(tree, model)
        found = [*folded.diagnostics, *faults]
        if values is None and model is Posting:
            # what is right of it is still held against itself, so that all faults are told at once
            refused = _refused(tree, found)
            left = tuple(entry for entry in tree.entries if entry.key.text not in refused)
            values, _ = check(Mapping(left, tree.span), model)
        if not self.whole and name != "employer":
            found = [fault for fault in found if fault.code not in _BY_ABSENCE]
            values = values if model is Posting else None
        # a name that leads nowhere has been told with the nearest: its spelling is the same fault
        self.found += [f for f in found if f.code != "KR209" or f.span not in self.unknown]
        self.spans |= spans_of(tree, name)
        return values

    def _named(self, tree: Mapping, stem: str, *, titled: bool) -> Mapping:
        """Return the tree with its id, and a role's title, filled in from the file's name."""
        entries = list(tree.entries)
        written = tree.get("id")
        given = slug(stem)
        if stem and given != stem:
            message = f"the file's name `{stem}` cannot be an id"
            hint = f"rename the file to {given}.yaml"
            self.found.append(error("KR504", message, tree.span, hint))
        if isinstance(written, Scalar) and written.text not in {stem, given}:
            message = f"the id `{written.text}` is not the file's name `{stem}`"
            hint = "leave `id` out: it follows from the file's name"
            self.found.append(error("KR504", message, written.span, hint))
        known = {"id": given} | ({"title": infer.title_of(stem)} if titled else {})
        for key, text in known.items():
            if tree.get(key) is None:
                entries.append(Entry(Scalar(key, tree.span), Scalar(text, tree.span, plain=False)))
        return Mapping(tuple(entries), tree.span)
