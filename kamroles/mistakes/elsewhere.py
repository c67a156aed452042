"""Where a field that is not declared at one place does stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.diagnostics import did_you_mean, suggest
from kamroles.mistakes.synonyms import as_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_PLACES = 3
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Outline:
    """What can be written in a file or a group of fields.

    Attributes:
        kind: the kind of file; empty for a group.
        fields: the names of its fields, with what can be written inside each; None is one value.
        listed: whether it is one entry of a list.

    """

    kind: str
    fields: Mapping[str, Outline | None]
    listed: bool = False

    def places(self, name: str) -> list[tuple[tuple[str, ...], bool]]:
        """Return the nearest places, from here down, that have a field ``name``.

        Each is the names that lead there, and whether the last of them is a list.
        """
        level: list[tuple[tuple[str, ...], Outline]] = [((), self)]
        while level:
            if found := [(path, each.listed) for path, each in level if name in each.fields]:
                return found
            level = [
                ((*path, step), inner)
                for path, around in level
                for step, inner in (around.fields.items() if not (path and around.listed) else ())
                if inner and not (path and inner.listed)  # deep in lists is rarely what was meant
            ]
        return []


@dataclass(frozen=True, slots=True)
class UnknownField:
    """A field that is not declared where it stands.

    Attributes:
        word: its name as it was written.
        allowed: the names that can stand there.
        here, root: the group it stands in, and the file around that.
        path: the names that lead from the file to the group.
        layer: what the file or option is called.
        files: every kind of file.
        called: fields by other words for them.
        by: how far the fields of a group go in, in words.

    """

    word: str
    allowed: tuple[str, ...]
    here: Outline
    root: Outline
    path: tuple[str, ...]
    layer: str
    files: tuple[Outline, ...]
    called: Mapping[str, list[str]]
    by: str

    def hint(self, *, briefly: bool) -> str:
        """Return what it is most likely to be, surest first, else the fields that there are."""
        return next(filter(None, self._guesses(briefly=briefly)))

    def _guesses(self, *, briefly: bool) -> Iterator[str | None]:
        if self.word in {"remove", "after", "before", "first"}:
            yield "indent it as far as the `id` of the list entry it is meant for"
        plain = as_name(self.word)
        meant = [plain, *self.called.get(plain, ())]
        yield did_you_mean(f"`{name}`" for name in meant if name in self.allowed)
        if self.layer.startswith("-"):
            yield self._as_path()
        if not briefly:
            yield self._below([self.word, *meant])
            yield self._above(plain)
            yield self._beside([self.word, *meant])
            yield suggest(self.word, self.allowed, "")
            yield self._several()
        yield self._listed()

    def _as_path(self) -> str | None:
        """Return the path to the field as ``--set`` takes it."""
        match self.root.places(self.word):
            case [(path, False)]:
                return f"write `{'.'.join((*path, self.word))}=…`"
        kinds = self._owners(self.word)
        return f"write `{kinds[0]}.{self.word}=…`" if kinds else None

    def _below(self, names: list[str]) -> str | None:
        """Return how to move it down to its place; the nearest of those that it may mean counts."""
        found = [(name, to[0]) for name in names if len(to := self.here.places(name)) == 1]
        if not found:
            return None
        name, (path, listed) = min(found, key=lambda each: len(each[1][0]))
        if listed:
            return f"put {self._it(name)} into an entry of `{path[0]}:`"
        far = " for each" if len(path) > 1 else ""
        way = f"put {self._it(name)} under {_way(path)}"
        return f"{way}, on a line of its own, indented by {self.by}{far}"

    def _above(self, name: str) -> str | None:
        """Return how to move it up, out of the fields it stands in."""
        if not self.path:
            return None
        out = f"move it out of `{self.path[0]}:`"
        match self.root.places(name):
            case [((), _)]:
                return f"{out} and line it up with that"
            case [(path, False)]:
                return f"{out}; it stands under {_way(path)}"
        return None

    def _beside(self, names: list[str]) -> str | None:
        """Return which other kind of file has it, or the file around the layer's fields."""
        around = self.layer.partition(" ")[0]
        for name in names:
            kinds = self._owners(name)
            if around in kinds:
                return f"{self._it(name)} belongs to the {around} itself: move it to column 1"
            if kinds:
                owners = " or the ".join(f"{kind}'s" for kind in kinds)
                return f"{self._it(name)} belongs in the {owners} file"
        return None

    def _several(self) -> str | None:
        """Return the places for it where there are a few of them."""
        places = self.here.places(self.word)
        if not 1 < len(places) <= _MOST_PLACES:
            return None
        *ways, last = [" ".join(f"`{step}:`" for step in path) for path, _ in places]
        return f"it stands under {', '.join(ways)} or {last}"

    def _listed(self) -> str:
        long = len(self.allowed) > _MOST_SHOWN
        hint = f"the fields here are {', '.join(self.allowed[:_MOST_SHOWN])}{', …' * long}"
        schema = f"; `kamroles schema {self.here.kind}` shows them all"
        return hint + schema * (long and bool(self.here.kind))

    def _owners(self, name: str) -> list[str]:
        """Return the other kinds of files that have a field of that name."""
        others = self.files if self.root.kind else ()
        return [o.kind for o in others if o.kind != self.root.kind and name in o.fields]

    def _it(self, name: str) -> str:
        return "it" if name == self.word else f"`{name}`"


def _way(path: tuple[str, ...]) -> str:
    return ", there under ".join(f"`{step}:`" for step in path)
