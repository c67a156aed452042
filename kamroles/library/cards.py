"""What can be asked about roles: a card for each, made from the role with all layers merged."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from kamroles import cache
from kamroles.diagnostics import Problems
from kamroles.library.layers import NO_PACK
from kamroles.library.names import briefs, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kamroles.library.names import Brief
    from kamroles.library.shelves import Library


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
    key = cache.key(["cards", cache.code_stamp(), library.stamp, *_texts(library)])
    kept = cache.load_json("cards", key)
    if isinstance(kept, list):
        return [Card(**_frozen(card)) for card in kept]
    made = [_card(library, name, brief) for name, brief in briefs(library).items()]
    cache.store_json("cards", key, [asdict(card) for card in made])
    return made


def _texts(library: Library) -> list[str]:
    base = {"defaults": library.workspace.folders("roles")[-1] / "defaults.yaml"}
    shelves = (library.ids("roles"), library.ids("roles/families"), library.ids("roles/packs"))
    return [text for paths in (base, *shelves) for text in texts(paths)]


def _card(library: Library, name: str, brief: Brief) -> Card:
    try:
        role = library.job(library.find(name)).job.role
    except Problems:
        return Card(name, brief.title, brief.aliases, status=brief.status)
    return Card(
        id=name,
        title=role["title"],
        aliases=tuple(role["aliases"]),
        family=role["family"] or "",
        level=role["level"] or "",
        industry="" if role["industry"] in {None, NO_PACK} else role["industry"],
        status=role["status"],
        summary=" ".join(filter(None, (role["summary"], role["purpose"]))),
        duties=tuple(duty["text"] for duty in role["responsibilities"]),
        competencies={each["id"]: each["name"] for each in role["competencies"]},
        terms={each["id"]: f"{each['name']} {each['short'] or ''}" for each in role["terms"]},
        credentials={each["id"]: each["text"] for each in role["credentials"]},
        others=tuple(
            entry["text"] for part in ("measures", "requirements", "tools") for entry in role[part]
        ),
    )


def _frozen(card: Mapping[str, Any]) -> dict[str, Any]:
    """Return what JSON made of a card with tuples again."""
    return {name: tuple(v) if isinstance(v, list) else v for name, v in card.items()}
