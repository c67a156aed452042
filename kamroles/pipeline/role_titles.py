"""Which roles are called so, and which come nearest to a title that none has."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from kamroles.diagnostics import nearest
from kamroles.pipeline.title_words import Words, respelled, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kamroles.model.guidance import Boundary
    from kamroles.model.role import Role

_ALMOST = 0.9
"""How alike two titles are that differ by a letter or two."""
_NEAR = 0.14
"""How much of a title has to be shared with one that is near."""
_OWN, _INHERITED = 0.5, 0.25
"""What it counts where a role tells itself from a title, in its own file or in what it inherits."""


class Titles:
    """The titles and other names of roles, each as words that count."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._names = {
            id: {name: words_of(name) for name in (*called, id)} for id, called in names.items()
        }
        every = self._names.values()
        each = ({word for name in names.values() for word in name} for names in every)
        self._often = Counter(word for words in each for word in words)

    def called(self, words: Words) -> dict[str, tuple[float, str]]:
        """Return the ids of roles with a name that has all words: how much of it they are, and it.

        Best first; of a name that is nothing but these words that is 1.
        """
        found: dict[str, tuple[float, str]] = {}
        for id, names in self._names.items():
            wanted = {*words}
            have = [(len(wanted) / len({*own}), n) for n, own in names.items() if wanted <= {*own}]
            if have and wanted:
                found[id] = max(have, key=lambda each: each[0])
        return dict(sorted(found.items(), key=lambda each: -each[1][0]))

    def exact(self, words: Words) -> str:
        """Return the id of the one role with just this name; nothing if none or several have it."""
        whole = [id for id, (cover, _) in self.called(words).items() if cover == 1]
        return whole[0] if len(whole) == 1 else ""

    def respelled(self, words: Words) -> Words:
        """Return words with those that are misspelled as they stand in names."""
        return respelled(words, self._often)

    def closest(self, words: Words) -> list[str]:
        """Return the ids of roles with a name that is spelled almost like a title, as a whole."""
        spelled = {" ".join(own): id for id, n in self._names.items() for own in n.values()}
        return [spelled[name] for name in nearest(" ".join(words), spelled, 2, _ALMOST)]

    def nearest(self, words: Words, roles: Iterable[Role]) -> list[str]:
        """Return the ids of roles whose names or boundaries come near to a title, nearest first."""
        scored = {
            role.id: self._likeness(words, role.id) + _told_apart(words, role) for role in roles
        }
        near = [id for id, score in scored.items() if score > _NEAR]
        return sorted(near, key=lambda id: -scored[id])

    def _likeness(self, words: Words, id: str) -> float:
        """Return how much a title and a name have in common; words that are rare weigh more."""
        return max(
            self._weight({*words} & {*name}) / self._weight({*words} | {*name})
            for name in self._names[id].values()
        )

    def _weight(self, words: set[str]) -> float:
        every = 1 + len(self._names)
        return math.fsum(math.log(1 + every / (1 + self._often[word])) for word in words)


def boundary_with(role: Role, words: Words) -> str:
    """Return what a role says it is not: of that title if it can, else of the job next to it."""
    said = [entry for entry in role.boundary if _in_turn(words, words_of(entry.text))]
    own = [entry for entry in role.boundary if _is_own(role, entry)]
    return next((entry.text for entry in (*said, *own, *role.boundary)), "")


def _told_apart(words: Words, role: Role) -> float:
    """Return what it counts that a role tells itself from the job of that title."""
    if len(words) < 2:
        return 0
    said = [entry for entry in role.boundary if _in_turn(words, words_of(entry.text))]
    return max((_OWN if _is_own(role, entry) else _INHERITED for entry in said), default=0)


def _is_own(role: Role, entry: Boundary) -> bool:
    """Tell whether the role's own file has the words of an entry, and not its family or parent."""
    span = entry.span("text")
    return span is not None and span.source.name.endswith(f"/{role.id}.yaml")


def _in_turn(words: Words, text: Words) -> bool:
    """Tell whether words stand in a text, one after the other."""
    return bool(words) and any(text[at : at + len(words)] == words for at in range(len(text)))
