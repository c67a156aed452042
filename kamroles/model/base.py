"""What every model is: a frozen group of described fields that knows where it was written.

A field is one line: its kind (see ``fields``), and ``described`` with all else there is to say of
it. One that may be None, a list or a mapping need not be written; any other must, unless it has a
default. Merging, reading, JSON Schema, reference pages and hints are made from that line.
"""

from __future__ import annotations

import datetime
import typing
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, dataclass_transform

import msgspec

from kamroles.diagnostics import Related
from kamroles.source.nodes import NOWHERE, Mapping, inner

if TYPE_CHECKING:
    from kamroles.diagnostics import Span
    from kamroles.source.nodes import Node

_REQUIRED: Any = object()


class Described(msgspec.Struct, frozen=True):
    """What a field means.

    Attributes:
        meaning: the words for people, without a full stop.
        example: a value that can be written.
        unit: what a number counts.
        called: other words that people write for its name, parted by spaces.
        formerly: the name it had once, under which it is still read.
        needs: the field beside it without which it says nothing.
        source: the law or standard that the field follows, empty where there is none.
        unprinted: for a field that no document shows, which field a document shows instead.
        chooses_layers: whether it says which files are read, so that no later layer can change it.
        filled: whether a command writes it, so that it may stand in a file without a value.
        own: whether it is the file's own, so that whoever extends the file does not inherit it.
        derived: whether nobody writes it: it follows from other values.
        stands_for: for a derived field, the written one that documents show it in place of.
        default: what it is when nothing is written; given only where its annotation does not tell.

    """

    meaning: str
    example: Any = None
    unit: str | None = None
    called: str = ""
    formerly: str = ""
    needs: str = ""
    source: str = ""
    unprinted: str = ""
    chooses_layers: bool = False
    filled: bool = False
    own: bool = False
    derived: bool = False
    stands_for: str = ""
    default: Any = _REQUIRED

    @property
    def required(self) -> bool:
        """Tell whether it must be written."""
        return self.default is _REQUIRED


def described(meaning: str, **said: Any) -> Any:
    """Describe a field of a model (see ``Described``)."""
    return Described(meaning, **said)


def _left_out(annotation: Any) -> Any:
    """Return what a field is when it is not written, as its annotation says: nothing, or empty."""
    if typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    if type(None) in typing.get_args(annotation):
        return None
    empty = {tuple: (), MappingProxyType: MappingProxyType({})}
    return empty.get(typing.get_origin(annotation), _REQUIRED)


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False)
class _DescribedFields(msgspec.StructMeta):
    """Takes the descriptions out of a class body, and leaves the defaults to msgspec."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], body: dict[str, Any], **options: Any
    ) -> Any:
        fields = {key: value for key, value in body.items() if isinstance(value, Described)}
        for key, field in fields.items():
            default = _left_out(body["__annotations__"][key]) if field.required else field.default
            if default is _REQUIRED:
                del body[key]
            else:
                body[key] = default
                fields[key] = msgspec.structs.replace(field, default=default)
        body["descriptions"] = fields
        return super().__new__(
            cls, name, bases, body, frozen=True, kw_only=True, eq=False, **options
        )


class Model(msgspec.Struct, metaclass=_DescribedFields):
    """A frozen group of fields; two that say the same are still two.

    Attributes:
        file_kind: the kind of file it is (``role``, ``employer`` …); empty for a group of fields.
        descriptions: the description of each field, in order.
        node: the YAML it was read from; of a group that nobody wrote, an empty mapping.

    """

    file_kind: ClassVar[str] = ""
    descriptions: ClassVar[dict[str, Described]]
    node: Mapping = NOWHERE

    @classmethod
    def written_instead(cls, name: str, given: Node) -> str:
        """Return what to write for a value or a list in place of its fields; empty if unsure."""
        return ""

    @classmethod
    def written_inside(cls, word: str, given: Node) -> str:
        """Return what to write for a field ``word`` that it does not have; empty if unsure."""
        return ""

    def __repr__(self) -> str:
        values = (f"{name}={getattr(self, name)!r}" for name in self.descriptions)
        return f"{type(self).__name__}({', '.join(values)})"

    def span(self, *steps: str) -> Span | None:
        """Return where the group, or a value in it, was written; None for what nobody wrote.

        ``steps`` lead down by the names of fields, the ids of entries and the positions in a list.
        What was joined further down from other files is known to ``Job.span``.
        """
        found = inner(self.node, *steps)
        return found.span if found and found != NOWHERE else None

    def beside(self, *names: str) -> list[Related]:
        """Return fields as second places of a finding; what nobody wrote is left out."""
        found = ((name, self.span(name)) for name in names)
        return [Related(f"`{name}` is written here", span) for name, span in found if span]


def plain(value: Any) -> Any:
    """Return a model, or a value of one, as dicts, lists and what JSON knows."""
    if isinstance(value, Model):
        return {name: plain(getattr(value, name)) for name in value.descriptions}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, dict | MappingProxyType):
        return {key: plain(each) for key, each in value.items()}
    return value.isoformat() if isinstance(value, datetime.date) else value
