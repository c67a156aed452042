"""Words beside pay that change no amount, such as `DOE`; amounts as other countries write them."""

from __future__ import annotations

import re

_BEFORE = r"(?=\s*(?:[a-z]{0,3}[$€£₹¥]|[a-z]{3}\s)?\s*[0-9])"
_AFTER = r"(?<=[0-9k€$£\s])"
_ASIDES = {
    "approximately": rf"(?:around|about|circa|ca\.?(?!\$)|c\.|approx(?:\.|imately)?|roughly"
    rf"|etwa|env\.?|environ|ungef\u00e4hr|~){_BEFORE}|{_AFTER}\s?-?\s?ish",
    "depending on experience": r"doe|(?:depending|based|dependent) (?:up)?on (?:your )?experience"
    r"|commensurate with (?:your )?experience|according to experience"
    r"|je nach (?:berufs)?erfahrung",
    "negotiable": r"negotiable|neg\.|verhandelbar",
    "pro rata": r"pro[ -]rata",
    "for full-time work": r"fte",
    "gross": r"gross|brutto|bruto|brut",
    "as a package": r"(?:total )?package",
}
_IN_BRACKETS = r"\s*[,;]?\s*\(?(?<![a-z])(?:{})(?![a-z])\)?"
_THOUSANDS = re.compile(
    r"(?<![0-9.,])([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]{1,2}))?(?![0-9]|[.,][0-9]|\s?k)"
)
_DECIMALS = re.compile(r"(?<![0-9.,])([0-9]+),([0-9]{1,2})(?![0-9]|[.,][0-9])")
_DASHED = re.compile(r"(?<=[0-9])[.,]-{1,2}(?![0-9])")
_IN_THOUSANDS = {r"\bt\s?€": "k €", r"(?<=[0-9])\s?teur\b": "k eur", r"(?<=[0-9])\s?tkr\b": "k kr"}


def without_asides(text: str) -> tuple[str, list[str]]:
    """Return pay without words that change no amount, and what these say, as a note says it."""
    said: list[str] = []
    if not re.search("[0-9]", text):
        return text, said
    for note, words in _ASIDES.items():
        text, count = re.subn(_IN_BRACKETS.format(words), " ", text, flags=re.IGNORECASE)
        said += [note] * bool(count)
    return " ".join(text.split()), said


def with_points(text: str) -> str:
    """Return pay with amounts such as `62.000` and `28,50` as 62000 and 28.50, and T€ as k €."""
    text = _DASHED.sub("", text)
    text = _THOUSANDS.sub(
        lambda found: found[1].replace(".", "") + (f".{found[2]}" if found[2] else ""), text
    )
    text = _DECIMALS.sub(r"\1.\2", text)
    for pattern, plain in _IN_THOUSANDS.items():
        text = re.sub(pattern, plain, text, flags=re.IGNORECASE)
    return text
