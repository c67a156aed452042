"""Which channels there are, and what each takes of a posting: a table of fields.

A module of ``kamroles.channels`` with a ``CHANNEL`` is one; other packages add theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from kamroles.diagnostics import Diagnostic, Problems, Severity
from kamroles.extensions import entry_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

GROUP = "kamroles.channels"
_HOME = "kamroles.channels"
Need = Literal["required", "if shown", "recommended", "optional"]
Sureness = Literal["V", "V2", "U"]
SURE: dict[Sureness, str] = {
    "V": "read in the owner's own page",
    "V2": "read in somebody else's copy or account",
    "U": "from memory",
}

_MARK = re.compile(r"\[(V2?|U)\]")


def _nothing(_: Any) -> str:
    return ""


class Value(NamedTuple):
    """Where the text of a field comes from.

    Attributes:
        of: returns it for an ad (see ``kamroles.channels.ad``); empty if there is none.
        path: the YAML value behind it; ``{place}`` is the id of the ad's place, ``{pay}`` the path
            of what is paid there.
        write: the line to write where it is missing; ``{region}`` says the code of one.
        also: where else the value may stand, or what is next to it.

    """

    of: Callable[[Any], str] = _nothing
    path: str = "posting"
    write: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelField:
    """A field that a channel takes.

    Attributes:
        name: as the channel writes it; ``/`` leads into an element, ``.`` into JSON, ``@`` starts
            the name of an attribute.
        need: whether a posting is refused without it.
        sure: how sure it is that the channel asks for it so.
        value: what is sent; None if nothing is.
        note: what else is to be known.
        least: how many characters it must have.
        most: how many it may have.
        words: the closed list of what it may be.
        form: a regular expression for the whole value, and what it asks for in words.
        tags: the HTML that may stand in it.
        unless: the field that does as well.

    """

    name: str
    need: Need
    sure: Sureness
    value: Value | None = None
    note: str = ""
    least: int = 0
    most: int = 0
    words: tuple[str, ...] = ()
    form: tuple[str, str] | None = None
    tags: tuple[str, ...] = ()
    unless: str = ""

    @property
    def to_write(self) -> str:
        """What to do where it is missing; empty if there is nothing to write."""
        return f"write {self.value.write}" if self.value and self.value.write else ""


class Refusal(NamedTuple):
    """Why a channel refuses a posting, or what it would rather have.

    Attributes:
        code: of the finding.
        at: the field, as names and positions from the outside in.
        message: what is wrong.
        hint: what to do.
        severity: an error keeps the posting away from the channel.
        path: the YAML value to mend, where it is another than that of the field.

    """

    code: str
    at: tuple[str | int, ...]
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    path: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """How a channel's feed is written.

    Attributes:
        root: the element around all.
        head: what stands before the jobs: element, and ``name``, ``url``, ``moment``, ``date`` (as
            in mail) or ``count``.
        every: whether a job has every element, empty where there is nothing to say.
        entities: whether HTML entities are read; without, text is sent as it is.
        address: what is added to the address of each page, such as ``source=Indeed``.

    """

    root: str
    head: tuple[tuple[str, str], ...] = ()
    every: bool = False
    entities: bool = True
    address: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """Where postings appear.

    Attributes:
        name: what to type.
        title: what people call it.
        who: who may use it, on which terms, and what comes of it; ``[V2]`` says how sure that is.
        source: where the table is from; empty where it is our own.
        unproven: what nobody can prove without the owner.
        fields: what it takes, in the order in which it is written.
        feed: how its feed is written; None if it has none.
        refusals: returns why it refuses an ad; left out, its table tells.

    """

    name: str
    title: str
    who: str
    source: str
    unproven: str
    fields: tuple[ChannelField, ...]
    feed: Feed | None = None
    refusals: Callable[[Channel, Any], Iterable[Refusal]] | None = None

    @property
    def terms(self) -> str:
        """Who may use it, with how sure each part is in words."""
        return _MARK.sub(lambda hit: f"({SURE[cast('Sureness', hit[1])]})", self.who)

    def field_at(self, at: tuple[str | int, ...]) -> ChannelField | None:
        """Return the field that a refusal is about, or the one around it."""
        names = [each for each in at if isinstance(each, str)]
        known = {field.name: field for field in self.fields}
        ways = (".".join(names[:count]) for count in range(len(names), 0, -1))
        return next((known[way] for way in ways if way in known), None)


@cache
def known_channels() -> tuple[dict[str, Channel], dict[str, str], tuple[Diagnostic, ...]]:
    """Return all channels by name, the packages of those that are added, and which are unusable."""
    modules = iter_modules(import_module(_HOME).__path__, f"{_HOME}.")
    own = (getattr(import_module(module.name), "CHANNEL", None) for module in modules)
    found = {channel.name: channel for channel in own if channel}
    sources = dict.fromkeys(found, "built in")
    unusable: list[Diagnostic] = []
    for name, extension in entry_points(GROUP).items():
        if name in found:
            continue  # a package does not replace what kamroles has
        try:
            found[name] = extension.load(Channel)
            sources[name] = extension.packages
        except Problems as problems:
            unusable += problems.diagnostics
    return found, sources, tuple(unusable)
