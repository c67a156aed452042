"""Print differences: grouped, with a few examples of each, cut to what has changed."""

from __future__ import annotations

import difflib
import html
import re
import zipfile
from io import BytesIO
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from guard.comparing import Difference

_WIDEST = 160
_LINES = 8
_BEFORE = 40


def tell(found: Sequence[Difference], examples: int | None) -> Iterator[str]:
    """Yield lines: each sort with its number, then the first ``examples`` of it."""
    for sort, group in groupby(sorted(found, key=lambda each: each.sort), lambda each: each.sort):
        all_of_them = list(group)
        yield f"{sort}: {len(all_of_them)}"
        for difference in all_of_them[:examples]:
            yield f"  {difference.name}"
            yield from (f"    {line}" for line in changed(difference.old, difference.new))
        if examples is not None and len(all_of_them) > examples:
            yield f"  … and {len(all_of_them) - examples} more; --all prints them"


def accepted(
    found: Sequence[Difference], lines: Iterable[str]
) -> tuple[list[Difference], list[str]]:
    """Part off the differences that are meant; a line is ``PATTERN because REASON``.

    The pattern is sought in a difference's sort and name, as they are printed.
    """
    left, told = list(found), []
    for line in lines:
        pattern, _, reason = line.strip().partition(" because ")
        if not pattern or pattern.startswith("#"):
            continue
        meant = [each for each in left if re.search(pattern, f"{each.sort}: {each.name}")]
        left = [each for each in left if each not in meant]
        told.append(f"{len(meant)} accepted, because {reason or 'no reason is given'}")
    return left, told


def changed(old: str, new: str) -> Iterator[str]:
    """Yield the lines that differ, - old and + new, each cut to where it does."""
    before, after = old.splitlines(), new.splitlines()
    lines = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
        if kind != "equal":
            same = _common([*before[a:b], *after[c:d]])
            lines += [f"-{_cut(line, same)}" for line in before[a:b]]
            lines += [f"+{_cut(line, same)}" for line in after[c:d]]
    yield from lines[:_LINES]
    if len(lines) > _LINES:
        yield f"… {len(lines) - _LINES} more lines"


def _common(lines: Sequence[str]) -> int:
    """Return how many characters all lines have in common at their start."""
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*lines, strict=False))
    return sum(1 for _ in alike)


def _cut(line: str, same: int) -> str:
    """Return a line no wider than a screen; of what is the ``same`` at its start, the end."""
    if len(line) > _WIDEST and same > _BEFORE:
        line = f"…{line[same - _BEFORE :]}"
    shown = line.encode("ascii", "backslashreplace").decode() if not line.isprintable() else line
    return shown if len(shown) <= _WIDEST else f"{shown[: _WIDEST - 1]}…"


def words_of(store: Path, name: str, digest: str) -> str:
    """Return the words of a file that was written, a few to a line."""
    content = (store / digest).read_bytes()
    try:
        text = _text(name.rpartition(".")[2], content)
    except Exception as failure:  # a damaged file differs in its bytes
        return f"cannot be read: {failure}"
    return text


def _text(form: str, content: bytes) -> str:
    match form:
        case "pdf":
            from pypdf import PdfReader

            reader = PdfReader(BytesIO(content))
            about = [f"{key}: {value}" for key, value in (reader.metadata or {}).items()]
            return "\n".join([*about, *(page.extract_text() for page in reader.pages)])
        case "docx":
            with zipfile.ZipFile(BytesIO(content)) as file:
                parts = [n for n in sorted(file.namelist()) if n.endswith(".xml")]
                return "\n".join(_marked(file.read(part).decode()) for part in parts)
        case "html":
            return _marked(content.decode())
        case _:
            return content.decode("utf-8", "backslashreplace")


def _marked(text: str) -> str:
    """Return marked text as lines, without pictures and fonts."""
    text = re.sub(r"base64,[\w+/=]+", "base64,…", text)
    text = re.sub(r"(?<=>)(?=<)|(?<=})", "\n", text)
    return html.unescape(text)
