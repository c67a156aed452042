"""Roles name competencies, terms and neighbors by id; what is not there is told where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.model.base import plain
from kamroles.pipeline import Order, open_library, resolve
from tests.conftest import AS_OF
from tests.e2e.conftest import write
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic
    from kamroles.library import Library, Resolved
    from kamroles.model.role import Competency

ROLE = """\
title: Accounts
competencies:
  - id: negotiation
    level: 3
sources:
  - {id: guide, text: A guide, date: 2025}
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a workspace with one small role."""
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    write(tmp_path, "roles/accounts.yaml", ROLE)
    return tmp_path


def resolved(place: Path, name: str = "accounts") -> Resolved:
    """Return a role of the workspace."""
    return resolve(open_library(place), Order(name, "posting"), AS_OF)


def refused(place: Path, name: str = "accounts") -> list[Diagnostic]:
    """Return why a role cannot be used."""
    with pytest.raises(Problems) as caught:
        resolved(place, name)
    pinned(caught.value.diagnostics)
    return list(caught.value.diagnostics)


def competency(place: Path, name: str) -> Competency:
    """Return one competency of the role as documents see it."""
    found = resolved(place).job.role.competencies
    return next(c for c in found if c.id == name)


def test_the_library_says_what_a_competency_is(place: Path) -> None:
    """The role gives the level; name, definition and anchors come from the library."""
    found = competency(place, "negotiation")
    assert found.name == "Negotiation"
    assert found.level == "3"
    assert "terms" in str(found.definition)
    assert set(plain(found.anchors)) == {f"level_{n}" for n in range(1, 6)}


def test_a_role_may_use_a_name_of_its_own(place: Path) -> None:
    """Only the name; what it means stays."""
    role = ROLE.replace("    level: 3\n", "    level: 3\n    name: Deals\n")
    write(place, "roles/accounts.yaml", role)
    assert competency(place, "negotiation").name == "Deals"
    assert competency(place, "negotiation").definition


def test_the_workspace_comes_first(place: Path) -> None:
    """Its file replaces the shipped one; two lines are enough for one of its own."""
    write(place, "roles/competencies/negotiation.yaml", "name: Deals\ndefinition: Ours.\n")
    found = competency(place, "negotiation")
    assert (found.name, found.definition, found.anchors) == ("Deals", "Ours.", None)


def test_a_change_to_the_library_is_seen(place: Path) -> None:
    """A role is made from the text that its competencies and terms have now."""
    path = write(place, "roles/competencies/negotiation.yaml", "name: A\ndefinition: Ours.\n")
    assert competency(place, "negotiation").name == "A"
    path.write_text("name: B\ndefinition: Ours.\n")
    assert competency(place, "negotiation").name == "B"
    path.unlink()
    assert competency(place, "negotiation").name == "Negotiation"


@pytest.mark.parametrize(
    ("more", "wrong", "right"),
    [
        ("competencies: [{id: negotation, level: 3}]", "negotation", "`negotiation`"),
        ("terms: [renewall]", "renewall", "`renewal`"),
        ("terms: [qbr]", "qbr", "`quarterly-business-review`"),
        (
            "boundary: [{id: a, text: B, role: acount-manager}]",
            "acount-manager",
            "`account-manager`",
        ),
    ],
)
def test_what_is_not_there_is_told_where_it_stands(
    more: str, wrong: str, right: str, place: Path
) -> None:
    """With the nearest id, also by another name."""
    write(place, "roles/accounts.yaml", f"title: Accounts\n{more}\n")
    (found,) = refused(place)
    assert found.code == "KR502"
    assert found.span
    assert (found.span.source.name.rpartition("/")[2], found.span.text) == ("accounts.yaml", wrong)
    assert right in (found.hint or "")


def test_the_place_is_where_the_id_was_written(place: Path) -> None:
    """A dangling id of a parent is the parent's."""
    write(place, "roles/accounts.yaml", "title: A\ncompetencies: [{id: nonesuch, level: 3}]\n")
    write(place, "roles/own.yaml", "extends: accounts\ntitle: Own\n")
    (found,) = refused(place, "own")
    assert found.span
    assert found.span.source.name.endswith("accounts.yaml")
    assert (found.code, found.span.line, found.span.text) == ("KR502", 2, "nonesuch")


@pytest.mark.parametrize(
    "more",
    [
        "interview: [{id: q, text: Ask, competency: negotation, listen_for: X}]",
        "outlook: {text: Grows by 3%, source: guid}",
        "pay_references: [{id: p, text: Pay, low: 1, currency: USD, place: X, date: 2025,"
        " source: guid}]",
        "book: {text: 30 accounts, source: guid}",
    ],
)
def test_questions_and_figures_name_what_the_role_has(more: str, place: Path) -> None:
    """Its competencies and its sources."""
    write(place, "roles/accounts.yaml", f"{ROLE}{more}\n")
    (found,) = refused(place)
    assert found.code == "KR225"
    assert found.span
    right = {"negotation": "`negotiation`", "guid": "`guide`"}[found.span.text]
    assert right in (found.hint or "")


BASE = ROLE + (
    "interview: [{id: q, text: Ask, competency: negotiation, listen_for: X}]\n"
    "outlook: {text: Grows by 3%, source: guide}\n"
    "pay_references: [{id: p, text: Pay, low: 1, currency: USD, place: X, date: 2025,"
    " source: guide}]\n"
)


def test_what_hangs_on_something_removed_goes_with_it(place: Path) -> None:
    """Nobody can mend an inherited question about a competency that the role dropped."""
    write(place, "roles/accounts.yaml", BASE)
    own = "extends: accounts\ntitle: Own\n"
    write(place, "roles/own.yaml", own)
    role = resolved(place, "own").job.role
    assert (len(role.interview), len(role.pay_references)) == (1, 1)
    assert role.outlook
    own += "competencies: [{id: negotiation, remove: true}]\nsources: [{id: guide, remove: true}]\n"
    write(place, "roles/own.yaml", own)
    role = resolved(place, "own").job.role
    assert (role.interview, role.pay_references, role.outlook) == ((), (), None)


def test_who_removes_and_still_asks_is_told(place: Path) -> None:
    """A question in the very file that drops its competency is a mistake."""
    write(place, "roles/accounts.yaml", BASE)
    own = (
        "extends: accounts\ntitle: Own\ncompetencies: [{id: negotiation, remove: true}]\n"
        "interview: [{id: other, text: Ask, competency: negotiation, listen_for: X}]\n"
    )
    write(place, "roles/own.yaml", own)
    (found,) = refused(place, "own")
    assert (found.code, found.span and found.span.line) == ("KR225", 4)


def test_terms_are_explained(place: Path) -> None:
    """Documents get the whole entries by name, with where each was written."""
    write(place, "roles/accounts.yaml", f"{ROLE}terms: [renewal, churn]\n")
    job = resolved(place).job
    assert job.role.terms == ("renewal", "churn")
    assert [term.name for term in job.role.glossary] == ["Churn", "Renewal"]
    place_of_text = job.span("role.terms.churn.text")
    assert place_of_text
    assert place_of_text.source.name == "shipped:roles/glossary/commercial.yaml"


def test_a_term_of_the_workspace_replaces_one_and_keeps_the_others(place: Path) -> None:
    """A file of the same name adds to the shipped glossary instead of hiding it."""
    text = "terms: [{id: churn, name: Losses, text: Ours., source: Us}]\n"
    write(place, "roles/glossary/commercial.yaml", text)
    found = open_library(place).lexicon
    assert found.terms["churn"].name == "Losses"
    assert "renewal" in found.terms
    assert list(found.findings()) == []


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("competencies/own", "name: Own\n", "KR203"),
        ("competencies/own", "name: [\n", "KR007"),
        ("glossary/own", "terms: [{id: a, name: A, source: S}]\n", "KR108"),
        ("glossary/own", "terms: [{id: a, name: A, text: T, source: S, related: [b]}]\n", "KR502"),
        (
            "glossary/own",
            "terms: [{id: a, name: A, text: T, source: S}, {id: a, name: B, text: T, source: S}]\n",
            "KR106",
        ),
    ],
)
def test_a_broken_file_is_told_and_stops_nothing_else(
    name: str, text: str, code: str, place: Path
) -> None:
    """What does not need it works on."""
    write(place, f"roles/{name}.yaml", text)
    found = list(open_library(place).lexicon.findings())
    pinned(found)
    assert [each.code for each in found] == [code]
    assert found[0].span
    assert resolved(place).job.role.competencies


def test_who_needs_a_broken_file_is_told_what_is_wrong_in_it(place: Path) -> None:
    """Nobody is told that it is not there."""
    write(place, "roles/competencies/own.yaml", "name: Own\n")
    write(place, "roles/accounts.yaml", "title: A\ncompetencies: [{id: own, level: 3}]\n")
    assert [each.code for each in refused(place)] == ["KR203"]


def test_two_files_with_one_term(place: Path) -> None:
    """In one folder no file comes before another."""
    text = "terms: [{id: own, name: A, text: T, source: S}]\n"
    write(place, "roles/glossary/a.yaml", text)
    write(place, "roles/glossary/b.yaml", text)
    (found,) = open_library(place).lexicon.findings()
    pinned([found])
    assert (found.code, found.related[0].span.source.name[-6:]) == ("KR106", "a.yaml")


def test_a_role_is_not_its_own_neighbor(place: Path) -> None:
    """An inherited boundary to the role itself is to be dropped."""
    write(place, "roles/accounts.yaml", f"{ROLE}boundary: [{{id: a, text: B, role: accounts}}]\n")
    (found,) = resolved(place).diagnostics
    pinned([found])
    assert (found.code, found.severity) == ("KR225", "warning")


@pytest.mark.parametrize(
    "glossary",
    [
        "terms:\n  - {name: Tender offer, text: Tender offer, source: us}\n",
        "terms: {replace: [{id: tender-offer, name: Tender offer, text: A bid., source: us}]}\n",
    ],
    ids=["an id made from the text", "a whole list"],
)
def test_a_term_is_found_however_its_file_writes_it(place: Path, glossary: str) -> None:
    """What folds to a term is one."""
    write(place, "roles/glossary/own.yaml", glossary)
    write(place, "roles/accounts.yaml", ROLE + "terms: [tender-offer]\n")
    assert [term.name for term in resolved(place).job.role.glossary] == ["Tender offer"]


def test_what_is_found_does_not_hang_on_what_was_asked_before(place: Path) -> None:
    """One term of a file is wrong; whoever uses another one of it is told so, in any order."""
    write(
        place,
        "roles/glossary/own.yaml",
        "terms:\n  - {id: good, name: Good, text: Good., source: us}\n"
        "  - {id: bad, name: Bad, text: Bad., source: us, url: nope}\n",
    )
    write(place, "roles/user.yaml", ROLE + "terms: [good]\n")
    write(place, "roles/lost.yaml", ROLE + "terms: [nonsense]\n")

    def codes(library: Library, name: str) -> list[str]:
        with pytest.raises(Problems) as caught:
            resolve(library, Order(name, "posting"), AS_OF)
        return sorted(found.code for found in caught.value.diagnostics)

    alone = {name: codes(open_library(place), name) for name in ("user", "lost")}
    for order in (("user", "lost", "user"), ("lost", "user", "lost")):
        library = open_library(place)
        assert [codes(library, name) for name in order] == [alone[name] for name in order]
