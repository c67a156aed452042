"""Ids of items: their form, one made from a text, and whether two are easily mixed up."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ID = re.compile(r"[a-z0-9]+(?:[a-z0-9-]*[a-z0-9])?")
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


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in _APOSTROPHES)
    return re.findall(r"[a-z0-9]+", plain)


def mistaken_for(new: str, known: Collection[str]) -> str | None:
    """Return the known id that ``new`` is most likely a slip of the pen for."""
    if len(known) > _COMPARED:  # the comparison is slow, and no list made by hand is that long
        return None
    letters = re.sub(r"[0-9]+", "", new)
    best, score = None, _ALIKE
    matcher = difflib.SequenceMatcher(b=new, autojunk=False)
    for other in known:
        if re.sub(r"[0-9]+", "", other) == letters and other != new:
            continue  # level-1 and level-2 are no slip
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() < 0.75 or matcher.quick_ratio() < 0.75:
            continue
        ratio = 1.0 if _one_edit(new, other) else matcher.ratio()
        if ratio >= score:
            best, score = other, ratio
    return best


def _one_edit(one: str, two: str) -> bool:
    """Tell whether a letter more, less, changed or swapped makes one of the other."""
    if min(len(one), len(two)) < 5 or abs(len(one) - len(two)) > 1:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    one, two = one[start:], two[start:]
    if one[1:] == two[1:] or one[1:] == two or one == two[1:]:
        return True
    return one[2:] == two[2:] and one[:2] == two[1::-1]
