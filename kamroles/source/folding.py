"""What one fold has gathered so far, and the questions every kind of value is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Related, Span, error, nearest, warning
from kamroles.diagnostics.excerpt import Lines
from kamroles.source.nodes import Mapping, Node, Path, Scalar, Sequence
from kamroles.source.shapes import Contribution
from kamroles.source.wording import fields_meant

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Iterable

    Under = abc.Mapping[str, tuple[str, ...]]

REMOVED = "removed"
_TOO_MANY_TO_COMPARE = 500


class Folding:
    """Findings and history while layers are folded; ``layer`` is the one at hand.

    While the layer is ``broad``, a removal of what is not there is no mistake.
    """

    def __init__(self) -> None:
        self.layer = ""
        self.broad = False
        self.found: list[Diagnostic] = []
        self.history: dict[Path, list[Contribution]] = {}
        self._lines = Lines()

    def line(self, span: Span) -> str:
        """Return the line that a span starts on."""
        return self._lines.line(span.source, span.line)

    def record(self, path: Path, span: Span, text: str, layer: str | None = None) -> None:
        """Note what a layer said about a path."""
        said = Contribution(self.layer if layer is None else layer, span, text)
        self.history.setdefault(path, []).append(said)

    def record_removal(self, path: Path, node: Node, span: Span) -> None:
        """Note that the value at ``path`` and all inside it are gone."""
        self.record(path, span, REMOVED)
        for name, inner in _inside(node):
            if (*path, name) in self.history:
                self.record_removal((*path, name), inner, span)

    def last_layer(self, path: Path) -> str:
        """Return the name of the layer that last wrote the value at ``path``."""
        said = self.history.get(path, [])
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

    def unknown_field(self, key: Scalar, known: Iterable[str], under: Under) -> None:
        """Add the error for a field that is not declared, or is only declared ``under`` another."""
        names = list(dict.fromkeys(known))
        meant = fields_meant(key.text)
        lower = [(upper, name) for name in meant for upper in under if name in under[upper]]
        if key.text in {"remove", "after"}:
            hint: str | None = "indent it as far as the `id` of the list entry it is meant for"
        elif here := [name for name in meant if name in names]:
            hint = f"did you mean `{here[0]}`?"
        elif lower:
            upper, name = lower[0]
            called = "it" if name == key.text else f"`{name}`"
            hint = f"put {called} under `{upper}:`, on a line of its own, indented by two spaces"
        else:
            hint = self.near(key.text, names)
        allowed = f"the fields here are {', '.join(names)}" if names else "there are no fields here"
        self.error("KR103", f"`{key.text}` is not a field here", key.span, hint or allowed)

    def near(self, word: str, known: Iterable[str]) -> str | None:
        """Return "did you mean …?" when a known word is close."""
        names = list(known)
        found = nearest(word[:100], names[:_TOO_MANY_TO_COMPARE]) if len(self.found) < 200 else []
        return f"did you mean {' or '.join(f'`{name}`' for name in found)}?" if found else None

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
