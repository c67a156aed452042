"""Entries of a list that lack a field because its name is misspelt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.diagnostics import nearest
from kamroles.model.fields import fields_of
from kamroles.model.files import called

if TYPE_CHECKING:
    from collections.abc import Collection

    from kamroles.layers.folding import Folding
    from kamroles.model.fields import Keyed
    from kamroles.source.nodes import Mapping, Path


def misspelt(
    folding: Folding,
    kind: Keyed,
    path: Path,
    entry: Mapping,
    lacking: Collection[str],
    own: tuple[str, ...],
) -> bool:
    """Report the names in an entry that stand for fields it lacks; tell whether there are any.

    ``own`` names what an entry may have beside its fields.
    """
    known = (*own, *fields_of(kind.model))
    unknown = [each for each in entry.entries if each.key.text not in known]
    meant = [each for each in unknown if {*_meant(each.key.text, known)} & {*lacking}]
    for each in meant:
        folding.unknown_field(each, kind.model, path, own)
    return bool(meant)


def _meant(word: str, known: Collection[str]) -> list[str]:
    """Return the names that a word may stand for."""
    return [*called().get(word.casefold(), ()), *nearest(word, known, 1)]
