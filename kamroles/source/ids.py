"""Ids of items: their form, one made from a text, and whether two are easily mixed up."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from kamroles.diagnostics import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ID = re.compile(r"[a-z0-9]+(?:[a-z0-9-]*[a-z0-9])?")
NAME = re.compile(r"[a-z][a-z0-9_]*")
"""The form of names that templates can write after a dot."""
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_WORDS = 6
_LONGEST = 60
_ALIKE = 0.9
_COMPARED = 200


def slugs(text: str) -> Iterator[str]:
    """Yield ids made from ``text``: its first words, then more of them until all are in."""
    words = _words(text)
    if not words:
        digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=4).hexdigest()
        yield f"item-{digest}"
        return
    for count in range(min(_WORDS, len(words)), len(words) + 1):
        slug = "-".join(words[:count])
        yield slug[:_LONGEST].rstrip("-")
        if len(slug) > _LONGEST:
            return


def slug(text: str) -> str:
    """Return the shortest id made from ``text``."""
    return next(slugs(text))


def as_id(text: str) -> str:
    """Return ``text`` itself if it is an id, of any length; else one made from it."""
    return text if ID.fullmatch(text) else slug(text)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in _APOSTROPHES)
    return re.findall(r"[a-z0-9]+", plain)


def mistaken_for(new: str, known: Collection[str]) -> str | None:
    """Return the known id that ``new`` is most likely a slip of the pen for."""
    if len(known) > _COMPARED:  # the comparison is slow, and no list made by hand is that long
        return None
    letters = re.sub("[0-9]+", "", new)  # level-1 and level-2 are no slip
    others = [other for other in known if re.sub("[0-9]+", "", other) != letters]
    slips = [other for other in others if _one_edit(new, other)]
    return next(iter(slips or nearest(new, others, 1, _ALIKE)), None)


def _one_edit(one: str, two: str) -> bool:
    """Tell whether a letter more, less, changed or swapped makes one of the other."""
    shorter = min(len(one), len(two))
    if shorter < 5:
        return False
    start = next((at for at in range(shorter) if one[at] != two[at]), shorter)
    one, two = one[start:], two[start:]
    if one[1:] == two[1:] or one[1:] == two or one == two[1:]:
        return True
    return one[2:] == two[2:] and one[:2] == two[1::-1]
