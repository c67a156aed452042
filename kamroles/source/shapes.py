"""How values merge between layers, declared as plain data, and what a fold takes and gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import abc

    from kamroles.diagnostics import Diagnostic, Span
    from kamroles.source.nodes import Mapping, Path


@dataclass(frozen=True, slots=True)
class Value:
    """The nearest layer's value wins whole."""


@dataclass(frozen=True, slots=True)
class SetOf:
    """A list of single values without doubles; later layers add at the end.

    ``words`` are all there can be, when only some words can.
    """

    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A mapping of known fields that merges field by field; ``example`` is one in brackets.

    ``under`` has the fields that a field takes for another model, which are merged elsewhere. The
    group of a whole file has its ``kind``, and ``beside`` it the fields of the other kinds.
    """

    fields: abc.Mapping[str, Shape] = field(hash=False)
    example: str = ""
    under: abc.Mapping[str, Group] = field(default_factory=dict, hash=False)
    kind: str = ""
    beside: abc.Mapping[str, abc.Collection[str]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Keyed:
    """A list of items that merges by ``id``.

    A bare string gives ``text``; a new item needs the ``required`` fields; ``shares`` names a
    percentage that is kept at 100 over all items.
    """

    item: Group
    text: str = "text"
    shares: str | None = None
    required: tuple[str, ...] = ("text",)


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping with free keys that merges key by key; ``ids`` if the keys must be ids."""

    item: Shape
    ids: bool = True


Shape = Value | SetOf | Group | Keyed | Table


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Folded:
    """The merged tree, each path's contributions in fold order, and what was found on the way."""

    tree: Mapping
    history: abc.Mapping[Path, tuple[Contribution, ...]]
    diagnostics: tuple[Diagnostic, ...]
