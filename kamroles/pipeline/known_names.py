"""The names that can be typed, by what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.formats import FORMATS, engines
from kamroles.pipeline.authoring import content_rules, schema_kinds
from kamroles.pipeline.catalog import SORTS
from kamroles.pipeline.kind_folders import kinds
from kamroles.pipeline.theme_choice import themes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kamroles.library import Library


def known_names(library: Library, what: str) -> list[str]:
    """Return the names there are of one sort, such as ``roles``; see ``NAMES``."""
    return list(dict.fromkeys(NAMES[what](library)))


NAMES: dict[str, Callable[[Library], Iterable[str]]] = {
    "roles": lambda library: library.ids("roles"),
    "postings": lambda library: library.ids("postings"),
    "postings and roles": lambda library: [*library.ids("postings"), *library.ids("roles")],
    "employers": lambda library: library.ids("employers"),
    "families": lambda library: library.ids("roles/families"),
    "packs": lambda library: library.ids("roles/packs"),
    "competencies": lambda library: library.lexicon.competencies,
    "words": lambda library: [*library.lexicon.terms, *library.lexicon.competencies],
    "kinds": kinds,
    "themes": themes,
    "formats": lambda _: FORMATS,
    "engines": lambda _: ["auto", *engines()],
    "rules": lambda _: content_rules(),
    "files": lambda _: schema_kinds(),
    "sorts": lambda _: SORTS,
}
