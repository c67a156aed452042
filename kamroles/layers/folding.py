"""What one fold has gathered so far, and the questions every kind of value is asked."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kamroles.diagnostics import (
    ENOUGH,
    Diagnostic,
    Related,
    Span,
    error,
    nearest,
    suggest,
    there_is,
    warning,
)
from kamroles.diagnostics.indentation import indentation_of
from kamroles.model.fields import fields_of
from kamroles.model.files import FILES, called, outline
from kamroles.source.nodes import Mapping, Node, Path, Scalar, Sequence, children, inner

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Callable, Iterable

    from kamroles.model.base import Model
    from kamroles.source.nodes import Entry

REMOVED = "removed"
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One file's (or option's) say, under a name such as ``role key-account-manager``.

    A ``broad`` one is written for many bases: what it removes need not be there in each of them.
    One of a file that ``ships`` is the same in every workspace.
    """

    name: str
    node: Mapping
    broad: bool = False
    ships: bool = False


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

    While the layer is ``broad``, a removal of what is not there is no mistake. ``merge_fields`` is
    that of the module that knows all kinds, for those that have fields inside.
    """

    def __init__(
        self,
        root: type[Model],
        history: History,
        found: Iterable[Diagnostic],
        merge_fields: Callable[..., tuple[Entry, ...]],
    ) -> None:
        self.root = root
        self.merge_fields = merge_fields
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

    def record_list(
        self, path: Path, span: Span, did: dict[str, list[str]], now: Iterable[str] | None
    ) -> None:
        """Note what was done to a list; what is in it ``now``, where it is replaced."""
        parts = [f"{word} {', '.join(names)}" for word, names in did.items() if names]
        if now is not None:
            self.record(path, span, f"replaced by {', '.join(now)}")
        elif parts:
            self.record(path, span, "; ".join(parts))

    def record_removal(self, path: Path, node: Node, span: Span) -> None:
        """Note that the value at ``path`` and all inside it are gone."""
        self.record(path, span, REMOVED)
        for name, each in children(node):
            if (*path, name) in self.history:
                self.record_removal((*path, name), each, span)

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
        self, entry: Entry, model: type[Model], path: Path, also: tuple[str, ...] = ()
    ) -> None:
        """Add the error for a field that is not declared at ``path``; the hint seeks it elsewhere.

        ``also`` names fields that are allowed beside those of ``model``.
        """
        from kamroles.mistakes.elsewhere import UnknownField

        key = entry.key
        message = f"`{key.text}` is not a field here"
        if hint := model.written_inside(key.text, entry.value):
            self.error("KR103", message, key.span, hint)
            return
        field = UnknownField(
            key.text,
            tuple(dict.fromkeys((*also, *fields_of(model)))),
            outline(model),
            outline(self.root),
            path,
            self.layer,
            tuple(map(outline, FILES.values())),
            called(),
            indentation_of(key.span.source.text).in_words,
        )
        hint = field.hint(briefly=len(self.found) >= ENOUGH)
        self.error("KR103", message, key.span, hint)

    def absent(
        self, message: str, word: Scalar, known: abc.Mapping[str, Node], otherwise: str
    ) -> None:
        """Add the error for an id that is not in a list; the nearest that is may be what is wrong.

        ``known`` are the entries of the list, ``otherwise`` is what to do if none of them is meant.
        """
        names = list(known)
        hint = "; ".join(filter(None, (otherwise, there_is(names, _MOST_SHOWN))))
        related = []
        if known and len(self.found) < ENOUGH:
            hint = suggest(word.text, names, hint) or hint
            near = next(iter(nearest(word.text, names, 1)), None)
            place = known[near or names[0]]
            own = inner(place, "id") or place
            said = f"`{near}` is here" if near else "the list begins here"
            related.append(Related(said, own.span))
        self.error("KR105", message, word.span, hint, *related)

    def empty(self, node: Node) -> bool:
        """Tell whether a value is empty, and report it (also one that is empty inside)."""
        if not is_empty(node):
            empty = [part for _, part in children(node) if self.empty(part)]  # to report each
            return bool(empty)
        span = node.span
        rest = self.line(span)[span.column - 1 :].lstrip()
        hint = "write a value, delete the line, or drop what is inherited with `{remove: true}`"
        if isinstance(node, Scalar) and rest.startswith("#"):
            hint = f"`#` starts a comment: put a text that begins with it in quotes; else {hint}"
        self.error("KR104", "there is no value here", span, hint)
        return True


def kind(node: Node) -> str:
    """Return what a node is, in words."""
    if isinstance(node, Scalar):
        return "a single value"
    return "a list" if isinstance(node, Sequence) else "a mapping (`name: value` lines)"


def is_empty(node: Node) -> bool:
    """Tell whether there is nothing in a node; its parts may be empty themselves."""
    if isinstance(node, Scalar):
        return node.empty or not node.text.strip()
    return not children(node)


def is_true(node: Node) -> bool:
    """Tell whether ``true`` is written, or another word for yes."""
    return isinstance(node, Scalar) and node.text.lower() in {"true", "yes", "on"}


def is_removal(node: Node) -> bool:
    """Tell whether a node is ``{remove: true}``."""
    return (
        isinstance(node, Mapping) and node.keys() == ("remove",) and is_true(node.entries[0].value)
    )
