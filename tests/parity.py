"""Content parity: a finished file says the words of its document, in order, and nothing else.

What a format adds is declared in ``furniture``. ``extract`` drops furniture where the file tells it
apart from text; what cannot be told apart stays in and is allowed for by ``difference``.
"""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

from kamroles.document import (
    Approval,
    Table,
    inline_text,
    plain_text,
    walk,
    walk_runs,
)
from kamroles.theme.page_words import page_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kamroles.document import Document

Phrase = tuple[re.Pattern[str], ...]
"""Words that follow each other, a pattern for each."""

_ROOM_TO_WRITE = re.compile(r"_{8,}$")
_HTML_INLINE = frozenset({"a", "em", "strong", "mark", "span", "b", "i", "code"})


def words(text: str) -> list[str]:
    """Return the words of a text, in the spelling that all formats share."""
    return unicodedata.normalize("NFKC", text).split()


def extract(format: str, content: bytes) -> list[str]:
    """Return the words a reader of the file sees, without the furniture that is marked as such."""
    return words(_READERS[format](content))


def furniture(document: Document, format: str) -> list[Phrase]:
    """Return what the format may add anywhere between the words."""
    if format == "txt":
        return [
            (re.compile(r"[-|]|\d+\.|\*{3}"),),  # list markers, lines between cells, draft stars
            (re.compile(r"=+|-+|~+"),),  # underlines
            (re.compile(r"\[x\]"),),
            (re.compile(r"\["), re.compile(r"\]")),  # boxes to tick
            (re.compile(r"_{8,}"),),  # room to write
            (re.compile(_addresses(document)),),  # where links lead
        ]
    if format == "pdf":
        page = page_words(document.lang)
        number = re.compile(r"\d+")
        return [
            (re.compile("[•◦▪–☐☑]|\\d+\\.|[a-z]+\\."),),  # noqa: RUF001 - list markers
            (re.compile(re.escape(page.draft.upper())),),
            (re.compile(page.page), number, re.compile(page.of), number),
            _phrase(document.running),
            *map(_phrase, _heads(document)),  # repeated on every page of a table
        ]
    return []


def difference(document: Document, format: str, content: bytes) -> str:
    """Return where the file and its document part ways, or nothing if they say the same."""
    return text_difference(document, format, _READERS[format](content))


def text_difference(document: Document, format: str, text: str) -> str:
    """Return where a text read from a file parts ways with the document."""
    wanted = words(plain_text(document))
    found = words(_addresses_last(text, document) if format == "txt" else text)
    places = _places(found, wanted, format, furniture(document, format))
    if (len(wanted), 0) in places[-1]:
        return ""
    furthest = max(at for at, reached in enumerate(places) if reached)
    place = max(places[furthest])[0]
    said, missed = found[furthest : furthest + 8], wanted[place : place + 8]
    before = " ".join(found[max(0, furthest - 8) : furthest])
    return f"{format}: after {before!r} stands {' '.join(said)!r} for {' '.join(missed)!r}"


def _places(
    found: list[str], wanted: list[str], format: str, extras: list[Phrase]
) -> list[set[tuple[int, int]]]:
    """Return, for each place in the file, the places in the document that it may stand for.

    A place is a word and how much of it was seen: a line of a PDF may end within a long word.
    """
    places: list[set[tuple[int, int]]] = [set() for _ in range(len(found) + 1)]
    places[0].add((0, 0))
    for at, word in enumerate(found):
        if not places[at]:
            continue
        for phrase in extras:
            after = found[at : at + len(phrase)]
            if after and len(after) == len(phrase) and all(map(_fits, phrase, after)):
                places[at + len(phrase)] |= places[at]
        for place, seen in places[at]:
            rest = wanted[place][seen:] if place < len(wanted) else ""
            if rest and word in {rest, f"{rest}:" if format == "txt" else rest}:
                places[at + 1].add((place + 1, 0))
            elif format == "pdf" and rest.startswith(word):
                places[at + 1].add((place, seen + len(word)))
    return places


def _fits(pattern: re.Pattern[str], word: str) -> bool:
    return pattern.fullmatch(word) is not None


def _phrase(text: str) -> Phrase:
    return tuple(re.compile(re.escape(word)) for word in words(text))


def _heads(document: Document) -> Iterator[str]:
    for part, _ in walk((*document.blocks, *document.sections)):
        match part:
            case Table(head=cells) | Approval(columns=cells):
                yield " ".join(map(inline_text, cells))


def _markdown(content: bytes) -> str:
    from markdown_it import MarkdownIt

    lines = []
    for token in MarkdownIt("commonmark").enable("table").parse(content.decode()):
        if token.type == "inline":
            line = "".join(each.content for each in token.children or [] if each.type == "text")
            # Brackets and underscores of a value are escaped, those of a form are not.
            boxed = token.content.startswith(("[ ]", "[x]"))
            room = len(token.content) - len(_ROOM_TO_WRITE.sub("", token.content))
            lines.append(line[3 if boxed else 0 : len(line) - room])
    return "\n".join(lines)


def _html(content: bytes) -> str:
    from lxml import html

    page = html.fromstring(content)
    for furniture in page.xpath("//head | //script | //style | //*[@data-furniture]"):
        furniture.drop_tree()
    for each in page.iter():
        if each.tag not in _HTML_INLINE:
            each.text = f"\n{each.text or ''}"
            each.tail = f"\n{each.tail or ''}"
    return str(page.text_content())


def _word(content: bytes) -> str:
    import docx
    from docx.oxml.ns import qn

    body = docx.Document(BytesIO(content)).element.body
    paragraphs = body.iter(qn("w:p"))
    return "\n".join(
        "".join(each.text or "" for each in para.iter(qn("w:t"))) for para in paragraphs
    )


def _pdf(content: bytes) -> str:
    from pypdf import PdfReader

    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    # The first bullet of a page is glued to the last word of the page before.
    return text.replace("•", " • ")


def _addresses_last(text: str, document: Document) -> str:
    """Return the text with punctuation moved before the address of the link it follows."""
    if not (addresses := _addresses(document)):
        return text
    return re.sub(rf"((?:[ \n]+(?:{addresses}))+)([.,;:!?)]+)(?=\s)", r"\2\1", text)


def _addresses(document: Document) -> str:
    """Return a pattern of the addresses that plain text adds after links."""
    links = dict.fromkeys(run.href for run in walk_runs(document) if run.href)
    return "|".join(re.escape(f"<{link}>") for link in links)


def _json(content: bytes) -> str:
    from kamroles.render.json import load

    return plain_text(load(content))


_READERS: dict[str, Callable[[bytes], str]] = {
    "md": _markdown,
    "html": _html,
    "pdf": _pdf,
    "docx": _word,
    "txt": bytes.decode,
    "json": _json,
}
