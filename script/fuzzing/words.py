"""Whether what is printed stands in the files it was made from, and nothing else does."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from guard.inputs import ROOT

from fuzzing.drawing import MARKER
from fuzzing.subjects import workspaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fuzzing.drawing import Draw
    from fuzzing.trial import Seen

_WORD = re.compile(r"[^\W\d_]+")
_AMOUNT = re.compile(r"\d[\d.,\u2019\u202f\u00a0]*\d")
_APART = re.compile(r"(?<=\d) (?=\d{3}\b)")
"""What people may write inside a number; in documents, it stands between two."""
_COMPUTED = re.compile(r"\{[{%][^{}]*(?://|[\w)] *[*%+] *[\w(])")
"""An expression with figures, of which a template may make any number."""
_REPLACING = re.compile(r"\{[{%][^{}]*\breplace\([^{}]*")
"""An expression that may make new words, of the letters of those in quotes."""
_BESIDE = re.compile(r"^\s*(?:- |#+ )?(?:[\w.-]+: )?|\s*\{#[\w-]+\}$")
"""What stands before and behind a value or a title on a line."""
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


def words(text: str) -> set[str]:
    """Return the words of a text, in small letters."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u0307", "")
    return set(_WORD.findall(plain))


def amounts(text: str) -> set[str]:
    """Return the digits of each number of four or more."""
    found = (re.sub(r"\D", "", hit) for hit in _AMOUNT.findall(text))
    return {digits for digits in found if len(digits) >= 4}


@cache
def _known() -> tuple[set[str], set[str]]:
    """Return the words and numbers that stand in any shipped file, or that CLDR has."""
    from babel import Locale

    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("roles", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".yaml", ".md"}
    ]
    for name in ("en_US", "de_DE", "nl_NL"):
        locale = Locale.parse(name)
        for table in (
            locale.territories,
            locale.currencies,
            locale.languages,
            locale.currency_symbols,
        ):
            texts += map(str, table.values())
        texts += [str(each) for width in locale.months.values() for each in width.items()]
        for width in locale.months["format"].values():
            texts += map(str, width.values())
    return _said(texts)


@cache
def _elsewhere(base: str, path: str) -> frozenset[str]:
    """Return all values that stand on a line in all files but one, in small letters."""
    shipped = {
        file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
        for folder, files in (("roles", "*.yaml"), ("templates", "*.md"))
        for file in (ROOT / folder).rglob(files)
    }
    own = {name: text_of(content) for name, content in workspaces()[base].items()}
    texts = (text for name, text in (shipped | own).items() if name != path)
    lines = (line for text in texts for line in text.casefold().splitlines())
    return frozenset(_BESIDE.sub("", line).strip("\"'") for line in lines)


@cache
def _of_base(base: str) -> tuple[set[str], set[str]]:
    texts = [content.decode("utf-8", "replace") for content in workspaces()[base].values()]
    return _said(texts)


def _said(texts: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return the words and numbers of texts that people write."""
    whole = "\n".join(texts)
    return words(whole), amounts(whole) | amounts(_APART.sub("", whole))


def shown(seen: Seen) -> Iterator[str]:
    """Yield the text of each document, without the note on a draft, which names files."""
    from kamroles.document import plain_text

    for composed in seen.composed.values():
        yield plain_text(replace(composed.document, draft=""))


def strange(draw: Draw, seen: Seen, sound: Seen) -> str:
    """Return words and numbers that are printed and stand in no file; empty if there are none."""
    given = text_of(draw.content)
    template = given if draw.subject.sort == "template" else ""
    made = _letters_replaced(template)
    for found, known in ((words, 0), (amounts, 1))[: 1 if _COMPUTED.search(template) else 2]:
        printed = _all(found(text) for text in shown(seen))
        usual = _known()[known] | _of_base(draw.subject.base)[known]
        if printed <= usual:
            continue
        usual |= _said([*shown(sound), given])[known]
        joined = "".join(_WORD.findall(given.casefold())) if known == 0 else ""
        left = [
            each
            for each in printed - usual
            if each not in joined
            and not set(each) <= made
            and not (template and _of_two(each, usual))
        ]
        if left:
            return ", ".join(sorted(left)[:5])
    return ""


def _letters_replaced(template: str) -> set[str]:
    """Return the letters of which a template may make words that stand nowhere."""
    texts = (pair for each in _REPLACING.findall(template) for pair in _QUOTED.findall(each))
    return {letter for pair in texts for text in pair for letter in text.casefold()}


def _of_two(word: str, known: set[str]) -> bool:
    """Tell whether a word is two others, between which a template leaves no space."""
    return any(word[:at] in known and word[at:] in known for at in range(1, len(word)))


def text_of(content: bytes) -> str:
    """Return the text of a file, whatever it holds."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    return content.decode("utf-8", "replace")


def _all(sets: Iterable[set[str]]) -> set[str]:
    return set().union(*sets)


def lost(draw: Draw, seen: Seen, sound: Seen) -> bool:
    """Tell whether a value that was printed is no longer, in the words it now has.

    Where the same words stand inside a sentence, that sentence is not of the value; and where
    another file has the same value, nobody can tell which of the two was printed.
    """
    if draw.marked.casefold() in _elsewhere(draw.subject.base, draw.subject.path):
        return False
    whole = re.compile(rf"(?<!\w){re.escape(draw.marked)}(?! ?\w)")
    for kind, composed in sound.composed.items():
        if kind not in seen.composed:
            continue
        from kamroles.document import plain_text

        before = plain_text(composed.document)
        after = plain_text(seen.composed[kind].document).casefold()
        value = draw.marked.casefold()
        printed = value in before.casefold() and value not in after
        if (printed or len(whole.findall(before)) == 1) and MARKER.casefold() not in after:
            return True
    return False
