"""Job documents from short YAML role definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kamroles.api import OpenWorkspace, open_workspace
    from kamroles.diagnostics import Diagnostic, Problems

__version__ = "0.1.0"
__all__ = ["Diagnostic", "OpenWorkspace", "Problems", "__version__", "open_workspace"]

_HOMES = {
    "Diagnostic": "kamroles.diagnostics",
    "OpenWorkspace": "kamroles.api",
    "Problems": "kamroles.diagnostics",
    "open_workspace": "kamroles.api",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command line starts fast."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    message = f"module 'kamroles' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
