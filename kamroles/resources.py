"""Find what ships with kamroles: roles and templates, from an install or a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent


@cache
def bundled(kind: Literal["templates", "roles"]) -> Path:
    """Return the folder of shipped ``kind``.

    Raises:
        FileNotFoundError: the installation is incomplete.

    """
    for folder in (_PACKAGE / "_bundled" / kind, _PACKAGE.parent / kind):
        if folder.is_dir():
            return folder
    message = f"kamroles was installed without its {kind}; install it again"
    raise FileNotFoundError(message)
