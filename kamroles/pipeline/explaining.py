"""Where each value of a job comes from, for people and for programs."""

from __future__ import annotations

from kamroles.library.provenance import (
    HOLDS,
    Provenance,
    ProvenanceStep,
    in_words,
    provenance_of,
    values,
)

__all__ = [
    "HOLDS",
    "Provenance",
    "ProvenanceStep",
    "as_data",
    "in_words",
    "provenance_of",
    "values",
]


def as_data(told: Provenance) -> dict[str, object]:
    """Return how a value came about, as JSON knows it."""
    return {
        "path": told.path,
        "value": told.value,
        "note": told.note or None,
        "steps": tuple(map(_step, told.steps)),
        "inside": told.inside,
    }


def _step(step: ProvenanceStep) -> dict[str, object]:
    return {
        "layer": step.layer,
        "file": step.span.source.name,
        "line": step.span.line,
        "column": step.span.column,
        "text": step.text,
        "effect": step.effect or None,
    }
