"""A document explains the terms it uses, and the first use of each leads there."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import structs

from kamroles.compose import compose
from kamroles.document import Listing, block_lines, walk_runs
from kamroles.model.reference import Term
from kamroles.render import FORMATS, render
from kamroles.resources import bundled
from kamroles.theme import load_theme
from tests.parity import difference
from tests.unit.compose.jobs import AS_OF, lookup, made, make_job
from tests.values import model_of

if TYPE_CHECKING:
    from kamroles.document import Document
    from kamroles.model.job import Job

SECTION = '{% include "parts/terms.md" %}'


def term(name: str, short: str | None = None, *aliases: str, text: str = "") -> Term:
    """Return a term of the glossary."""
    id = name.lower().replace(" ", "-")
    fields = {"id": id, "name": name, "short": short, "aliases": aliases, "source": "A book"}
    return model_of(Term, {**fields, "text": text or f"What {id} means."})


def job(*terms: Term, **role: Any) -> Job:
    """Return the sample job with terms."""
    sample = make_job(role)
    ids = tuple(each.id for each in terms)
    return replace(sample, role=structs.replace(sample.role, terms=ids, glossary=terms))


def explained(document: Document) -> list[str]:
    """Return the labels of the terms section; none without it."""
    blocks = [block for each in document.sections if each.id == "terms" for block in each.blocks]
    return [line.partition(": ")[0] for line in block_lines(blocks)]


def linked(document: Document) -> list[str]:
    """Return the words that lead to the section."""
    return [run.text for run in walk_runs(document) if run.href == "#terms"]


def body(text: str, *terms: Term) -> Document:
    """Return a document of some text and the terms it may explain."""
    return made(f"{text}\n\n{SECTION}", job(*terms)).document


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We hold a loss run here.", "loss run"),
        ("Loss runs come first.", "Loss runs"),
        ("A look at the claims histories.", "claims histories"),
        ("The LR is late.", "LR"),
        ("**Loss run** in bold.", "Loss run"),
        ("- a loss run in a list", "loss run"),
        ("| a | b |\n|---|---|\n| c | loss run |", "loss run"),
    ],
)
def test_the_first_use_is_linked(text: str, words: str) -> None:
    """By name, abbreviation and alias, in the plural too."""
    document = body(text, term("Loss run", "LR", "claims history"))
    assert linked(document) == [words]
    assert explained(document) == ["Loss run (LR)"]


@pytest.mark.parametrize(
    "text",
    [
        "We floss runs.",
        "A loss run-off.",
        "The lr is late.",
        "Nothing of the kind.",
        "[loss run](https://example.com)",
        "## Loss run",
        "::: callout\nA loss run in a statement of the law.\n:::",
    ],
)
def test_what_is_no_use_of_a_term(text: str) -> None:
    """Parts of words, abbreviations in small letters, links, headings and statements."""
    document = body(text, term("Loss run", "LR"))
    assert (linked(document), explained(document)) == ([], [])
    assert "terms" not in {section.id for section in document.sections}


def test_only_the_first_use_leads_there() -> None:
    """A page full of links cannot be read."""
    document = body("A loss run and a loss run.\n\nA loss run.", term("Loss run"))
    assert linked(document) == ["loss run"]


def test_the_longer_term_is_meant() -> None:
    """An account plan is no use of `account`."""
    document = body("The account plan.", term("Account"), term("Account plan"))
    assert explained(document) == ["Account plan"]


def test_facts_are_not_linked() -> None:
    """They use a term all the same."""
    document = body("::: facts\n- Book: 5 key accounts\n:::", term("Key account"))
    assert (linked(document), explained(document)) == ([], ["Key account"])


def test_a_meaning_does_not_call_for_another() -> None:
    """Only what the text uses is explained."""
    other = term("Binder", text="Proof like a loss run.")
    document = body("A binder.", other, term("Loss run"))
    assert explained(document) == ["Binder"]


def test_words_stay_as_they_are() -> None:
    """Links change no word, no style and no path."""
    document = body("{{ role.purpose }}", term("Key account"), term("Value"))
    with_links = [run for run in walk_runs(document) if run.path == "role.purpose"]
    assert "".join(run.text for run in with_links) == make_job().role.purpose
    assert [run.text for run in with_links if run.href] == ["key account", "value"]


def test_rows_of_the_template_stay() -> None:
    """Who writes a row by hand wants it."""
    text = "## Words {#words}\n\n::: terms\n- Own: what we mean\n:::"
    document = made(text, job(term("Binder"))).document
    (section,) = document.sections
    assert isinstance(section.blocks[0], Listing)
    assert [*block_lines(section.blocks)] == ["Own: what we mean"]


def test_the_description_explains_its_terms() -> None:
    """At the end, before the small print."""
    document = compose(job(term("Key account")), "description", lookup(), as_of=AS_OF).document
    ids = [section.id for section in document.sections]
    assert ids.index("terms") == ids.index("approval") - 1
    assert explained(document) == ["Key account"]


def test_a_posting_explains_terms_if_it_is_asked_to() -> None:
    """The shipped one does not."""
    sample = job(term("Key account"))
    assert explained(compose(sample, "posting", lookup(), as_of=AS_OF).document) == []
    own = '{% extends "kinds/posting.md" %}\n{% block terms %}' + SECTION + "{% endblock %}\n"
    document = compose(sample, "posting", lookup(kinds__posting=own), as_of=AS_OF).document
    assert explained(document) == ["Key account"]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_takes_the_links(format: str) -> None:
    """Where the format has a place for them they lead somewhere; the words are the same."""
    document = body("A loss run.", term("Loss run"))
    theme = load_theme(bundled("templates") / "themes" / "plain")
    content = render(document, theme, format)
    assert difference(document, format, content) == ""
    if format == "html":
        assert b'<a href="#terms">loss run</a>' in content
    elif format == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            assert b"<w:hyperlink w:anchor=" in package.read("word/document.xml")
    elif format in {"md", "txt"}:
        assert b"#terms" not in content
