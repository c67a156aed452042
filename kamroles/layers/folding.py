"""What one fold has gathered so far, and the questions every kind of value is asked."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Related, Span, error, nearest, warning
from kamroles.layers import elsewhere
from kamroles.model.fields import fields_of
from kamroles.source.nodes import Mapping, Node, Path, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.model.base import Model

REMOVED = "removed"
_TOO_MANY_TO_COMPARE = 500
_ENOUGH = 200  # findings, and nobody reads the hints any more, which take time to find
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One file's (or option's) say, under a name such as ``role key-account-manager``.

    A ``broad`` one is written for many bases: what it removes need not be there in each of them.
    """

    name: str
    node: Mapping
    broad: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one layer said about one path: a value's text, or what it did to a list or mapping."""

    layer: str
    span: Span
    text: str


History = MappingProxyType[Path, tuple[Contribution, ...]]
"""What the layers said of each path, in the order they were folded."""


class Folding:
    """Findings and history while layers are folded; ``layer`` is the one at hand.

    While the layer is ``broad``, a removal of what is not there is no mistake.
    """

    def __init__(self, root: type[Model], history: History, found: Iterable[Diagnostic]) -> None:
        self.root = root
        self.layer = ""
        self.broad = False
        self.found = list(found)
        self.history = dict(history)

    def line(self, span: Span) -> str:
        """Return the line that a span starts on."""
        return span.source.line(span.line)

    def record(self, path: Path, span: Span, text: str, layer: str | None = None) -> None:
        """Note what a layer said about a path."""
        said = Contribution(self.layer if layer is None else layer, span, text)
        self.history[path] = (*self.history.get(path, ()), said)

    def record_removal(self, path: Path, node: Node, span: Span) -> None:
        """Note that the value at ``path`` and all inside it are gone."""
        self.record(path, span, REMOVED)
        for name, inner in _inside(node):
            if (*path, name) in self.history:
                self.record_removal((*path, name), inner, span)

    def last_layer(self, path: Path) -> str:
        """Return the name of the layer that last wrote the value at ``path``."""
        said = self.history.get(path, ())
        names = [c.layer for c in said if not c.layer.startswith("rescaled by ")]
        return f"the {names[-1]}" if names and not names[-1].startswith("-") else "an earlier layer"

    def error(
        self, code: str, message: str, span: Span, hint: str | None = None, *related: Related
    ) -> None:
        """Add an error."""
        self.found.append(error(code, message, span, hint, *related))

    def warn(
        self, code: str, message: str, span: Span, hint: str | None = None, *related: Related
    ) -> None:
        """Add a warning."""
        self.found.append(warning(code, message, span, hint, *related))

    def wrong_kind(self, path: Path, base: Node | None, given: Node, wanted: str, how: str) -> None:
        """Add the error for a value of another kind than its field or the layers before have."""
        if base is not None and type(base) is not type(given):
            self.error(
                "KR101",
                f"this is {kind(given)}, but in {self.last_layer(path)} it is {kind(base)}",
                given.span,
                how,
                Related("inherited from here", base.span),
            )
        else:
            message = f"`{path[-1]}` takes {wanted}, and this is {kind(given)}"
            self.error("KR102", message, given.span, how)

    def unknown_field(
        self, key: Scalar, model: type[Model], path: Path, also: tuple[str, ...] = ()
    ) -> None:
        """Add the error for a field that is not declared at ``path``; the hint seeks it elsewhere.

        ``also`` names fields that are allowed beside those of ``model``.
        """
        names = list(dict.fromkeys((*also, *fields_of(model))))
        hint = self._meant(key.text, names, model, path)
        if hint is None:
            shown = [*names[:_MOST_SHOWN], *(["…"] if len(names) > _MOST_SHOWN else [])]
            hint = (
                f"the fields here are {', '.join(shown)}" if names else "there are no fields here"
            )
            if len(names) > _MOST_SHOWN and model.file_kind:
                hint += f"; `kamroles schema {model.file_kind}` shows them all"
        self.error("KR103", f"`{key.text}` is not a field here", key.span, hint)

    def _meant(self, word: str, names: list[str], model: type[Model], path: Path) -> str | None:
        """Return what a field that is not known is most likely to be, surest first."""
        if word in {"remove", "after"}:
            return "indent it as far as the `id` of the list entry it is meant for"
        meant = elsewhere.meant(word)
        if here := [name for name in meant if name in names]:
            return f"did you mean `{here[0]}`?"
        if self.layer.startswith("-") and (found := elsewhere.as_path(word, self.root)):
            return found
        if len(self.found) >= _ENOUGH:
            return None
        return (
            elsewhere.below([word, *meant], model)
            or elsewhere.above(meant[0], path, self.root)
            or elsewhere.beside([word, *meant], self.root, self.layer)
            or self.near(word, names)
            or elsewhere.several(word, model)
        )

    def near(self, word: str, known: Iterable[str]) -> str | None:
        """Return "did you mean …?" when a known word is close."""
        names = list(known)
        few = len(self.found) < _ENOUGH
        found = nearest(word[:100], names[:_TOO_MANY_TO_COMPARE]) if few else []
        return f"did you mean {' or '.join(f'`{name}`' for name in found)}?" if found else None

    def among(self, word: str, known: Iterable[str], otherwise: str) -> str:
        """Return which known id is meant, or ``otherwise`` and the ids that there are."""
        names = list(known)
        if near := self.near(word, names):
            return near
        return f"{otherwise}; there are: {_some(names)}" if names else otherwise

    def empty(self, node: Node) -> bool:
        """Tell whether a value is empty, and report it (also one that is empty inside)."""
        if isinstance(node, Scalar):
            if node.empty or not node.text.strip():
                self._report_empty(node)
                return True
            return False
        parts = _inside(node)
        if not parts:
            self._report_empty(node)
            return True
        empty = [part for _, part in parts if self.empty(part)]  # all of them, to report each
        return bool(empty)

    def _report_empty(self, node: Node) -> None:
        span = node.span
        rest = self.line(span)[span.column - 1 :].lstrip()
        hint = "write a value, delete the line, or drop what is inherited with `{remove: true}`"
        if isinstance(node, Scalar) and rest.startswith("#"):
            hint = f"`#` starts a comment: put a text that begins with it in quotes; else {hint}"
        self.error("KR104", "there is no value here", span, hint)


def _some(names: list[str]) -> str:
    return ", ".join([*names[:_MOST_SHOWN], *(["…"] if len(names) > _MOST_SHOWN else [])])


def kind(node: Node) -> str:
    """Return what a node is, in words."""
    if isinstance(node, Scalar):
        return "a single value"
    return "a list" if isinstance(node, Sequence) else "a mapping (`name: value` lines)"


def is_true(node: Node) -> bool:
    """Tell whether ``true`` is written."""
    return isinstance(node, Scalar) and node.text.lower() == "true"


def is_removal(node: Node) -> bool:
    """Tell whether a node is ``{remove: true}``."""
    return (
        isinstance(node, Mapping) and node.keys() == ("remove",) and is_true(node.entries[0].value)
    )


def _inside(node: Node) -> list[tuple[str, Node]]:
    """Return the values in a node; items of a list go by their id, else by their number."""
    if isinstance(node, Mapping):
        return [(entry.key.text, entry.value) for entry in node.entries]
    if isinstance(node, Scalar):
        return []
    named = []
    for number, item in enumerate(node.items):
        own = item.get("id") if isinstance(item, Mapping) else None
        named.append((own.text if isinstance(own, Scalar) else str(number), item))
    return named
