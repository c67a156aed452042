"""A text comes out as it was meant, in every format, or a finding says what to write."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pytest

from kamroles.render import FORMATS
from kamroles.render.pdf import ENGINES
from tests.e2e.command import run
from tests.e2e.conftest import FILES, write
from tests.parity import extract
from tests.told import told

if TYPE_CHECKING:
    from pathlib import Path

FIRM, POSTING = "employers/northgate.yaml", "postings/salem.yaml"
ABOUT = """\
about: |
  Wir beraten Händler*innen und Hersteller*innen. Zum Team zählen 4*- und 5*-Hotels.
  See https://link.example/teams, or write to jobs@link.example.
statements:
  - {id: gleich, text: "Alle Bewerber*innen und Mitarbeiter*innen behandeln wir gleich."}
"""
DUTIES = """\
overrides:
  responsibilities:
    replace:
      - Négocier avec les partenaires ;
      - "Animer le réseau ; et"
      - Call the carrier,
      - Keep the records
      - "Keep the contract\\u200bual plan cur\\u00adrent and quali\\ufb01ed."
      - id: renewals
        text: Run the renewals of Händler*innen and Kund*innen
        points: [Agree the terms, Sign the order;]
"""
SHOWN = [
    "Händler*innen und Hersteller*innen",
    "4*- und 5*-Hotels",
    "Bewerber*innen und Mitarbeiter*innen",
    "Händler*innen and Kund*innen.",
    "https://link.example/teams,",
    "Négocier avec les partenaires ;",
    "Animer le réseau ; et",
    "Call the carrier,",
    "Keep the records.",
    "Keep the contractual plan current and qualified.",
    "Agree the terms.",
    "Sign the order;",
]


@pytest.fixture
def filled(workspace: Path) -> Path:
    """Return a workspace with such texts."""
    write(workspace, FIRM, FILES[FIRM] + ABOUT)
    write(workspace, POSTING, FILES[POSTING] + DUTIES)
    return workspace


def test_the_words_of_every_format(filled: Path) -> None:
    """Stars stay, no full stop is added, unseen characters are gone, sub-points are there."""
    done = run("render", "salem", "-f", ",".join(FORMATS), "-o", "out", at=filled)
    assert done.status == 0, done.err
    for kind in ("posting", "description"):
        for form in FORMATS:
            words = extract(form, (filled / f"out/salem-{kind}.{form}").read_bytes())
            shown = re.sub(r" <mailto:\S+?>", "", " ".join(words))
            duties = SHOWN if kind == "posting" else SHOWN[3:4] + SHOWN[5:]
            assert [each for each in duties if each not in shown] == [], (kind, form)
            assert not re.search(r"[;,:…]\.", shown)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_address_is_a_link_wherever_links_are(engine: str, filled: Path) -> None:
    """In web pages, Markdown, Word and both sorts of PDF."""
    done = run("render", "salem", "--kind", "posting", "-f", "md,html,docx,pdf", "-o", "out",
               "--pdf-engine", engine, at=filled)  # fmt: skip
    assert done.status == 0, done.err
    made = filled / "out/salem-posting"
    with pikepdf.open(made.with_suffix(".pdf")) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        paper = [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]
    with zipfile.ZipFile(io.BytesIO(made.with_suffix(".docx").read_bytes())) as parts:
        word = parts.read("word/_rels/document.xml.rels").decode()
    for target in ("https://link.example/teams", "mailto:jobs@link.example"):
        assert target in paper
        assert f'Target="{target}"' in word
        assert f'<a href="{target}">' in made.with_suffix(".html").read_text("utf-8")
    assert "<jobs@link.example>" in made.with_suffix(".md").read_text("utf-8")


def test_marks_are_told_at_their_place(workspace: Path) -> None:
    """In a plain field and in one of Markdown; the place is that of the very characters."""
    write(workspace, FIRM, FILES[FIRM] + "about: |\n  We\n\n  ## Our teams\n\n  1) Sales\n")
    duties = (
        'overrides:\n  responsibilities:\n    replace:\n      - "**Renewals:** run each."\n'
        '      - "As the [policy](https://k.example/p) says."\n  reports_to: "CafÃ© lead"\n'
    )
    write(workspace, POSTING, FILES[POSTING] + duties)
    done = run("check", "salem", at=workspace)
    assert done.status == 0, done.err
    found = [(code, place) for code, place in told(done.out) if code.startswith("KR33")]
    assert sorted(found) == [
        ("KR333", f"{POSTING}:11:10"),
        ("KR333", f"{POSTING}:12:17"),
        ("KR334", f"{FIRM}:21:3"),
        ("KR334", f"{FIRM}:23:3"),
        ("KR335", f"{POSTING}:13:19"),
    ]


def test_points_of_a_duty_merge_and_can_be_replaced(workspace: Path) -> None:
    """A nearer layer adds to those that are there."""
    write(
        workspace,
        "roles/accounts.yaml",
        FILES["roles/accounts.yaml"] + "    points: [Bring the file]\n",
    )
    more = "overrides:\n  responsibilities:\n    - {id: site-visits, points: [Leave a card]}\n"
    write(workspace, POSTING, FILES[POSTING] + more)
    run("render", "salem", "--kind", "posting", "-f", "txt", "-o", "out", at=workspace)
    shown = (workspace / "out/salem-posting.txt").read_text("utf-8")
    assert "site twice a year.\n  - Bring the file.\n  - Leave a card.\n" in shown
