"""The one type for everything kamroles tells a person about their input."""

from kamroles.diagnostics.finding import (
    Diagnostic,
    Problems,
    Related,
    Severity,
    Source,
    Span,
    error,
    note,
    warning,
)
from kamroles.diagnostics.suggestions import did_you_mean, nearest, suggest, there_is

__all__ = [
    "Diagnostic",
    "Problems",
    "Related",
    "Severity",
    "Source",
    "Span",
    "did_you_mean",
    "error",
    "nearest",
    "note",
    "suggest",
    "there_is",
    "warning",
]
