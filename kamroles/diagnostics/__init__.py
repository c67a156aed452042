"""The one type for everything kamroles tells a person about their input."""

from kamroles.diagnostics.finding import (
    Diagnostic,
    Problems,
    Related,
    Severity,
    Source,
    Span,
    error,
    nearest,
    note,
    warning,
)

__all__ = [
    "Diagnostic",
    "Problems",
    "Related",
    "Severity",
    "Source",
    "Span",
    "error",
    "nearest",
    "note",
    "warning",
]
