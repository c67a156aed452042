"""Tie a role to what it names in the library: competencies, terms, neighboring roles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Diagnostic, error, nearest, warning
from kamroles.model.check import spans_of
from kamroles.source.nodes import Mapping as Tree
from kamroles.source.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kamroles.diagnostics import Span
    from kamroles.library.lexicon import Lexicon
    from kamroles.library.shelves import Library

_TAKEN = ("name", "definition", "anchors", "aliases")
"""Fields of a competency that come from the library; a role may write a name of its own."""


def problems(
    role: Mapping[str, Any], spans: Mapping[str, Span], lexicon: Lexicon, roles: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield what a role names that is not there."""
    for entry in role["competencies"]:
        if (name := entry["id"]) not in lexicon.competencies:
            span = spans.get(f"role.competencies.{name}.id")
            alike = _named(name, lexicon.competencies)
            known = [*lexicon.competencies]
            yield from _broken(lexicon, name)
            yield _missing("competency", name, span, alike or nearest(name, known, 1), _DESCRIBE)
    for number, name in enumerate(role["terms"]):
        if name not in lexicon.terms:
            span = spans.get(f"role.terms.{number}")
            alike = _named(name, lexicon.terms)
            yield from _broken(lexicon)
            near = alike or nearest(name, lexicon.terms, 1)
            yield _missing("term of the glossary", name, span, near, _EXPLAIN)
    for entry in role["boundary"]:
        name, span = entry["role"], spans.get(f"role.boundary.{entry['id']}.role")
        if name and name == role["id"]:
            message = "a role cannot be its own neighbor"
            hint = f"drop it here: `- {{id: {entry['id']}, remove: true}}`"
            yield warning("KR225", message, span, hint)
        elif name and name not in roles:
            near = nearest(name, roles, 1)
            hint = "take the line `role: …` out: the text says enough"
            yield _missing("role", name, span, near, hint)


def joined(role: Mapping[str, Any], lexicon: Lexicon) -> dict[str, Any]:
    """Return a role with what the library says of its competencies and terms."""
    return {
        **role,
        "competencies": [_competency(c, lexicon) for c in role["competencies"]],
        "terms": sorted(
            (lexicon.terms[name] for name in role["terms"]), key=lambda t: str(t["name"]).casefold()
        ),
    }


def places(library: Library, lexicon: Lexicon, role: Mapping[str, Any]) -> dict[str, Span]:
    """Return where the library wrote what ``joined`` takes from it, by dotted path."""
    found: dict[str, Span] = {}
    for entry in role["competencies"]:
        place = f"competencies.{entry['id']}"
        taken = [f for f in _TAKEN if not (f == "name" and entry["name"])]
        tree = library.tree(Path(lexicon.files[place]))
        for field in tree.entries:
            if field.key.text in taken:
                found |= spans_of(field.value, f"role.{place}.{field.key.text}")
    for name in role["terms"]:
        listed = library.tree(Path(lexicon.files[f"terms.{name}"])).get("terms")
        for item in listed.items if isinstance(listed, Sequence) else ():
            own = item.get("id") if isinstance(item, Tree) else None
            if isinstance(own, Scalar) and own.text == name:
                found |= spans_of(item, f"role.terms.{name}")
    return found


_DESCRIBE = "describe it in roles/competencies/{}.yaml, with a `name` and a `definition`"
_EXPLAIN = "explain it in a file of roles/glossary"


def _competency(entry: Mapping[str, Any], lexicon: Lexicon) -> dict[str, Any]:
    known = lexicon.competencies[entry["id"]]
    taken = {name: known[name] for name in _TAKEN}
    return {**entry, **taken, "name": entry["name"] or known["name"]}


def _named(name: str, entries: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the id of the entry that has ``name`` for another name."""
    words = name.replace("-", " ").casefold()
    for known, entry in entries.items():
        names = (entry["name"], entry.get("short") or "", *entry["aliases"])
        if words in {other.replace("-", " ").casefold() for other in names}:
            return [known]
    return []


def _broken(lexicon: Lexicon, stem: str = "") -> Iterator[Diagnostic]:
    """Yield why an entry may be missing: its file, or any of the glossary, cannot be read."""
    for path, found in lexicon.broken.items():
        if Path(path).parent.name == "glossary" if not stem else Path(path).stem == stem:
            yield from found


def _missing(
    what: str, name: str, span: Span | None, near: Iterable[str], otherwise: str
) -> Diagnostic:
    close = next(iter(near), None)
    hint = otherwise.format(name)
    hint = f"did you mean `{close}`? Otherwise {hint}" if close else hint
    return error("KR502", f"no {what} is called `{name}`", span, hint)
