"""What can be asked about roles: a card for each, made from the role with all layers merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems
from kamroles.library.gather import NO_PACK
from kamroles.library.names import briefs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kamroles.library.library import Library
    from kamroles.library.names import Brief


@dataclass(frozen=True, slots=True)
class Card:
    """A role in short.

    Attributes:
        id: what to type.
        title, aliases: what people call it.
        family, level, industry, status: as the role says; empty where it says nothing.
        summary: what the job is, and why it exists.
        duties: what the person does.
        competencies, terms, credentials: what people call each, by its id.
        others: measures, requirements and tools.

    """

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    family: str = ""
    level: str = ""
    industry: str = ""
    status: str = ""
    summary: str = ""
    duties: tuple[str, ...] = ()
    competencies: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def cards(library: Library) -> list[Card]:
    """Return a card for every role; of one with mistakes, only what it is called."""
    return [_card(library, name, brief) for name, brief in briefs(library).items()]


def _card(library: Library, name: str, brief: Brief) -> Card:
    try:
        role = library.job(library.find(name)).job.role
    except Problems:
        return Card(name, brief.title, brief.aliases, status=brief.status)
    return Card(
        id=name,
        title=role.title,
        aliases=role.aliases,
        family=role.family or "",
        level=role.level or "",
        industry="" if role.industry in {None, NO_PACK} else role.industry or "",
        status=role.status,
        summary=" ".join(filter(None, (role.summary, role.purpose))),
        duties=tuple(duty.text for duty in role.responsibilities),
        competencies={each.id: each.name or "" for each in role.competencies},
        terms={term.id: f"{term.name} {term.short or ''}" for term in role.glossary},
        credentials={each.id: each.text for each in role.credentials},
        others=(
            *(each.text for each in role.measures),
            *(each.text for each in role.requirements),
            *(each.text for each in role.tools),
        ),
    )
