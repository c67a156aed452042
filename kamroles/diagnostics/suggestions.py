"""Hints that name what somebody may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SURE = 0.7  # so like it that a second one is worth telling too
_MOST_COMPARED = 500
_LONGEST = 100


def nearest(word: str, known: Iterable[str], limit: int = 3, cutoff: float = 0.6) -> list[str]:
    """Return the known words most like ``word``, best first; empty when none is close."""
    from difflib import get_close_matches

    return get_close_matches(word[:_LONGEST], [*known][:_MOST_COMPARED], limit, cutoff)


def suggest(
    word: str, known: Iterable[str], otherwise: str | None = None, *, listed: bool = False
) -> str | None:
    """Return which known words may be meant by ``word``; else ``otherwise``, or what there is.

    With ``listed``, what there is follows in any case.
    """
    names = list(known)
    near = nearest(word, names, 2, _SURE) or nearest(word, names, 1)
    hint = did_you_mean(f"`{name}`" for name in near) or otherwise
    if hint is None or (listed and names != near):
        hint = f"{hint or ''} {there_is(names)}".strip()
    return hint or None


def did_you_mean(shown: Iterable[str]) -> str:
    """Return what may be meant as a question; empty where that is nothing."""
    either = " or ".join(shown)
    return f"did you mean {either}?" if either else ""


def there_is(known: Iterable[str], most: int = 50) -> str:
    """Return what there is, the first of it where it is much; empty where there is nothing."""
    names = list(known)
    shown = [*names[:most], *(["…"] if len(names) > most else [])]
    return f"there {'is' if len(names) == 1 else 'are'}: {', '.join(shown)}" if shown else ""
