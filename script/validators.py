"""What each validator says about built documents: a function per tool, a line per finding."""

from __future__ import annotations

import json
import re
import subprocess
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kamroles.document import Document

ROOT = Path(__file__).resolve().parent.parent
_VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
Made = TypeVar("Made")
_WORD = re.compile(r"\w+")


class DidNotRunError(Exception):
    """A tool failed, so that nothing was judged."""


@dataclass(frozen=True)
class Built:
    """A document with the files made of it, by format."""

    name: str
    document: Document
    files: dict[str, Path]


def tell(checks: Mapping[str, Callable[[Made], Iterable[str]]], made: Made) -> int:
    """Run checks, print what each finds and how long it took; return the exit status."""
    failed = 0
    for name, check in checks.items():
        started = time.perf_counter()
        try:
            found = list(check(made))
        except DidNotRunError as error:
            found = [str(error)]
        taken = time.perf_counter() - started
        print(f"{'FAIL' if found else 'ok  '} {name} ({taken:.0f} s)", flush=True)
        for line in found:
            print(f"       {line}")
        failed += bool(found)
    print(f"validators: {len(checks) - failed} passed, {failed} failed")
    return int(failed > 0)


def nu_html(documents: Sequence[Built]) -> Iterator[str]:
    """Put every document before the Nu HTML checker."""
    yield from nu(each.files["html"] for each in documents)


def nu(pages: Iterable[Path]) -> Iterator[str]:
    """Tell what the Nu HTML checker says of pages."""
    said = run("java", "-jar", str(_VNU), "--stdout", "--format", "gnu", *map(str, pages))
    lines = said.stdout.strip().splitlines()
    yield from (line.removeprefix(f'"file:{ROOT}/') for line in lines)
    if said.returncode and not lines:
        yield f"the checker did not run: {said.stderr.strip()}"


def axe(documents: Sequence[Built]) -> Iterator[str]:
    """Open every page in Chromium and run axe-core there."""
    files = [str(each.files["html"]) for each in documents]
    said = run("node", str(ROOT / "script/axe.mjs"), "/usr/bin/chromium", *files)
    if said.returncode:
        yield f"the browser did not run: {said.stderr.strip()}"
        return
    for each in json.loads(said.stdout):
        yield f"{each['page']} ({each['view']}): {each['message']}"


def qpdf(documents: Sequence[Built]) -> Iterator[str]:
    """Check the syntax of every PDF."""
    for each in documents:
        said = run("qpdf", "--check", str(each.files["pdf"]))
        if said.returncode:
            yield f"{each.name}: {said.stdout.strip()} {said.stderr.strip()}"


def pdfinfo(documents: Sequence[Built]) -> Iterator[str]:
    """Check title, tags and number of pages of every PDF."""
    from kamroles.pipeline import shipped
    from kamroles.pipeline.kind_folders import kind_of

    for each in documents:
        path = str(each.files["pdf"])
        rows = [line.partition(":") for line in run("pdfinfo", path).stdout.splitlines()]
        about = {name: value.strip() for name, _, value in rows}
        title = each.document.title
        if title not in about.get("Title", ""):
            yield f"{each.name}: its title is {about.get('Title')!r}, not {title!r}"
        if about.get("Tagged") != "yes":
            yield f"{each.name}: it is not tagged"
        most, pages = kind_of(shipped(), each.document.kind).most_pages, int(about.get("Pages", 0))
        if most is not None and not 1 <= pages <= most:
            yield f"{each.name}: {pages} pages, not 1 to {most}"
        yield from structure(each.name, run("pdfinfo", "-struct", path).stdout)


def structure(name: str, said: str) -> Iterator[str]:
    """Tell what the tags of a PDF, as pdfinfo prints them, lack."""
    tags = re.findall(r"^ *([A-Za-z0-9]+)", said, re.MULTILINE)
    if tags.count("H1") != 1:
        yield f"{name}: {tags.count('H1')} top headings are tagged"
    for tag in ("Document", "H2", "P"):
        if tag not in tags:
            yield f"{name}: no {tag} is tagged"
    if "Table" in tags and "TH" not in tags:
        yield f"{name}: a table without header cells"
    if "L" in tags and "LI" not in tags:
        yield f"{name}: a list without items"


def pdf_words(documents: Sequence[Built]) -> Iterator[str]:
    """Compare the words of every PDF, in the order they are drawn, with the document's."""
    for each in documents:
        said = run("pdftotext", "-raw", str(each.files["pdf"]), "-")
        yield from compare(each, said.stdout)


def word_files(documents: Sequence[Built]) -> Iterator[str]:
    """Let LibreOffice open every Word file, print it, and compare the words."""
    folder = documents[0].files["docx"].parent / "libreoffice"
    files = [str(each.files["docx"]) for each in documents]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    said = run(
        "soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files
    )
    for each in documents:
        made = folder / f"{each.files['docx'].stem}.pdf"
        if made.is_file():
            yield from compare(each, run("pdftotext", "-raw", str(made), "-").stdout)
        else:
            yield f"{each.name}: LibreOffice could not open it: {said.stderr.strip()}"


def compare(each: Built, text: str) -> Iterator[str]:
    """Tell what is missing from, or foreign in, a text that should hold the document's words."""
    from kamroles.document import plain_text

    wanted, found = words(plain_text(each.document)), words(text)
    at, extra = 0, []
    for word in found:
        if at < len(wanted) and word == wanted[at]:
            at += 1
        else:
            extra.append(word)
    if at < len(wanted):
        yield f"{each.name}: from here words are missing or in another order: " + " ".join(
            wanted[at : at + 12]
        )
    foreign = [word for word in extra if word not in _furniture(each.document)]
    if foreign and at == len(wanted):
        yield f"{each.name}: words that the document does not have: {' '.join(foreign[:20])}"


def words(text: str) -> list[str]:
    """Return the words of a text; hyphens part words, as lines may end at them."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def _furniture(document: Document) -> set[str]:
    """Return the words that pages may repeat: header, footer, draft mark and table heads."""
    from kamroles.document import Table, inline_text
    from kamroles.theme.page_words import page_words

    pages = page_words(document.lang)
    # The draft mark is set in capitals, in Word with room between them.
    texts = [document.running, document.brand, document.title, *pages, pages.draft.upper()]
    texts += pages.draft.upper()
    texts += [
        inline_text(cell)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table)
        for cell in block.head
    ]
    return {*words(" ".join(texts)), *map(str, range(1, 100))}


def run(*command: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a tool at the top of the repository."""
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=env)
