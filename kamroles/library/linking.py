"""Tie a role to what it names in the library: competencies, terms, neighboring roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kamroles.diagnostics import ENOUGH, Diagnostic, error, suggest, warning
from kamroles.library.lexicon import names_of
from kamroles.library.titles import alike, offered
from kamroles.model.fields import all_fields_of
from kamroles.model.role import Competency

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kamroles.diagnostics import Span
    from kamroles.library.lexicon import Lexicon
    from kamroles.model.reference import CompetencyEntry, Term
    from kamroles.model.role import Role

_TAKEN = tuple(name for name, f in all_fields_of(Competency).items() if f.said.derived)
"""Fields of a competency that come from the library, as its name does where a role writes none."""
_DESCRIBE = "describe it in roles/competencies/{}.yaml, with a `name` and a `definition`"
_EXPLAIN = "explain it in a file of roles/glossary"


def problems(role: Role, lexicon: Lexicon, roles: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what a role names that is not there."""
    unknown = [each for each in role.competencies if not lexicon.competency(each.id)]
    for number, competency in enumerate(unknown):
        name = competency.id
        if broken := [*lexicon.broken("roles/competencies", name)]:
            yield from broken  # it is there, and cannot be used
        else:
            hint = _meant(name, lexicon.competencies) if number < ENOUGH else None
            yield _missing("competency", name, competency.span("id"), hint, _DESCRIBE)
    lost = [(number, name) for number, name in enumerate(role.terms) if name not in lexicon.terms]
    if lost:
        yield from lexicon.broken("roles/glossary")
    for told, (number, name) in enumerate(lost):
        hint = _meant(name, lexicon.terms) if told < ENOUGH else None
        place = role.span("terms", str(number))
        yield _missing("term of the glossary", name, place, hint, _EXPLAIN)
    for number, entry in enumerate(role.boundary):
        if entry.role and entry.role == role.id:
            message = "a role cannot be its own neighbor"
            hint = f"drop it here: `- {{id: {entry.id}, remove: true}}`"
            yield warning("KR225", message, entry.span("role"), hint)
        elif entry.role and entry.role not in roles:
            near = suggest(entry.role, roles, "") if number < ENOUGH else None
            otherwise = "take the line `role: …` out: the text says enough"
            yield _missing("role", entry.role, entry.span("role"), near, otherwise)


def joined(role: Role, lexicon: Lexicon) -> Role:
    """Return a role with what the library says of its competencies and terms."""
    terms = (lexicon.terms[name] for name in role.terms)
    return replace(
        role,
        competencies=tuple(_competency(each, lexicon) for each in role.competencies),
        glossary=tuple(sorted(terms, key=lambda term: term.name.casefold())),
    )


def _competency(own: Competency, lexicon: Lexicon) -> Competency:
    known = lexicon.competency(own.id)
    if known is None:
        return own
    names = _TAKEN if own.name else ("name", *_TAKEN)
    taken = (entry for entry in known.node.entries if entry.key.text in names)
    node = own.node.having((*own.node.entries, *taken))
    return replace(own, node=node, **{name: getattr(known, name) for name in names})


def _meant(name: str, entries: Mapping[str, CompetencyEntry] | Mapping[str, Term]) -> str:
    """Return which entries are called something like ``name``."""
    return offered(alike(name, {known: names_of(entry) for known, entry in entries.items()}, 1))


def _missing(
    what: str, name: str, span: Span | None, hint: str | None, otherwise: str
) -> Diagnostic:
    otherwise = otherwise.format(name)
    hint = f"{hint} Otherwise {otherwise}" if hint else otherwise
    return error("KR502", f"no {what} is called `{name}`", span, hint)
