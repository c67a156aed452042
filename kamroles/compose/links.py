"""Which addresses a link of a document may lead to."""

from __future__ import annotations

import re

from kamroles.compose.tokens import TOKEN

_TARGET = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@[^\s@]|tel:\+?[0-9])", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s:/?#<>]+@[^@\s:/?#<>]+\.[^@\s:/?#<>.]{2,}\Z")
_SCHEMES = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_UNFIT = re.compile(r"[\s<>\"{}|\\^`\x00-\x20\x7f]")


def checked(target: str) -> str | None:
    """Return the target of a link if documents may have it; a bare e-mail gets its scheme."""
    target = target.strip()
    if _EMAIL.match(target) and not _UNFIT.search(target):
        return f"mailto:{target}"
    if _TARGET.match(target) and not _UNFIT.search(target):
        return target
    return None


def may_be_target(target: str) -> bool:
    """Tell whether a target with tokens still in it can become one that documents may have."""
    if TOKEN.match(target):
        return True
    if TOKEN.search(target):
        return bool(_SCHEMES.match(target))
    return checked(target) is not None
