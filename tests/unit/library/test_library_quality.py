"""What ships is good: each check runs over the whole library, and is shown to find a fault."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

from kamroles.diagnostics import Problems
from kamroles.library.titles import names_of_roles, plain
from kamroles.model import base
from kamroles.pipeline import Options, Order, compose, open_library, render_bytes, resolve
from kamroles.render import FORMATS
from kamroles.rules.long_sentences import TOO_LONG
from kamroles.rules.registry import RULES
from kamroles.rules.texts import count_words, sentences, subject_of
from tests.conftest import AS_OF
from tests.e2e.conftest import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kamroles.library import Library, Resolved
    from kamroles.model.role import Role

KINDS = ("posting", "description")
DRAFTS = {
    "event-account-manager",
    "facility-account-manager",
    "identity-and-access-administrator",
    "indigenous-business-account-manager",
}
ABROAD = {"indigenous-business-account-manager"}
"""Written for Canada, where US overtime law says nothing."""
DATED = re.compile(r"undated|\d{4}(-\d\d(-\d\d)?)?")
MANAGEMENT = {"head-of-account-management"}
"""Where the paths of this library end."""


_KEPT: dict[tuple[Path, str], Resolved] = {}


def resolved(library: Library, name: str) -> Resolved:
    """Return a role without an employer; each is worked out once."""
    key = (library.workspace.root, name)
    if key not in _KEPT:
        _KEPT[key] = resolve(library, Order(name, ""), AS_OF)
    return _KEPT[key]


def linted(library: Library, names: Iterable[str], code: str) -> Iterator[str]:
    """Yield what one rule finds in roles, their postings, or all of them together."""
    rule, called = RULES[code], names_of_roles(library)
    if rule.scope == "library":
        yield from (f"{d.span}: {d.message}" for d in rule.findings(library, [*names]))
        return
    for name in names:
        each = resolved(library, name)
        if rule.scope == "document":
            options = Options(AS_OF, (), library.workspace.root)
            composed, _ = compose(library, Order(name, "posting"), options, resolved=each)
            found = rule.findings(composed.document, each.job)
        else:
            found = rule.findings(subject_of(each.job, called))
        yield from (f"{name}: {d.span}: {d.message}" for d in found)


def names_twice(library: Library, _: Iterable[str]) -> Iterator[str]:
    """Yield titles and aliases of two roles, and names of two terms."""
    held: dict[str, set[str]] = defaultdict(set)
    for role, called in names_of_roles(library).items():
        for name in (role.replace("-", " "), *called):
            held[plain(name)].add(f"role {role}")
    for term in library.lexicon.terms.values():
        for name in (term.name, term.short, *term.aliases):
            if name:
                held[f"term {name.casefold()}"].add(f"term {term.id}")
    yield from (f"{name}: {sorted(who)}" for name, who in held.items() if len(who) > 1)


def dangling(library: Library, names: Iterable[str]) -> Iterator[str]:
    """Yield every error and warning in roles, competencies and terms."""
    yield from (d.message for d in library.lexicon.findings())
    for name in names:
        try:
            yield from (f"{name}: {d.message}" for d in resolved(library, name).diagnostics)
        except Problems as problems:
            yield from (f"{name}: {d.message}" for d in problems.diagnostics)


def long_sentences(library: Library, names: Iterable[str]) -> Iterator[str]:
    """Yield sentences of more than thirty words, also in competencies and terms."""
    yield from linted(library, names, "R003")
    entries = [*library.lexicon.competencies.values(), *library.lexicon.terms.values()]
    for entry in entries:
        said = base.plain(entry)
        texts = [said.get("definition"), said.get("text"), *(said.get("anchors") or {}).values()]
        for sentence in (s for text in texts if text for s in sentences(text)):
            if count_words(sentence) > TOO_LONG:
                yield sentence


def undated(library: Library, names: Iterable[str]) -> Iterator[str]:
    """Yield figures without a source, and sources without a date."""
    yield from linted(library, names, "S002")
    for name in names:
        for source in resolved(library, name).job.role.sources:
            if not DATED.fullmatch(source.date or ""):
                yield f"{name}: the date of {source.id} is {source.date}"


CHECKS: dict[str, Callable[[Library, Iterable[str]], Iterator[str]]] = {
    "unique names": names_twice,
    "no dangling reference": dangling,
    "six musts": lambda library, names: linted(library, names, "Q002"),
    "short sentences": long_sentences,
    "no repeated text": lambda library, names: linted(library, names, "S001"),
    "dated figures": undated,
    "no dead end": lambda library, names: linted(library, names, "S003"),
    "abbreviations": lambda library, names: linted(library, names, "R006"),
}

MUSTS = "".join(f"  - {{id: more-{n}, text: Knowledge of thing {n}}}\n" for n in range(3))
FAULTS = [
    ("unique names", "roles/own.yaml", "title: Own\naliases: [KAM]\n"),
    (
        "unique names",
        "roles/glossary/own.yaml",
        "terms: [{id: own, name: Own, short: QBR, text: Ours., source: Us}]\n",
    ),
    (
        "no dangling reference",
        "roles/own.yaml",
        "extends: account-manager\ntitle: Own\nterms: [renewall]\n",
    ),
    (
        "no dangling reference",
        "roles/glossary/own.yaml",
        "terms: [{id: own, name: Own, text: Ours., source: Us, related: [renewall]}]\n",
    ),
    (
        "no dangling reference",
        "roles/own.yaml",
        "extends: account-manager\ntitle: Own\n"
        "boundary: [{id: own, text: Another job., role: kay-account-manager}]\n",
    ),
    (
        "six musts",
        "roles/own.yaml",
        f"extends: account-manager\ntitle: Own\nrequirements:\n{MUSTS}",
    ),
    (
        "short sentences",
        "roles/own.yaml",
        f"extends: account-manager\ntitle: Own\nsummary: Does {'one thing after ' * 11}another.\n",
    ),
    (
        "short sentences",
        "roles/glossary/own.yaml",
        f"terms: [{{id: own, name: Own, text: It {'goes on and ' * 11}on., source: Us}}]\n",
    ),
    (
        "no repeated text",
        "roles/own.yaml",
        "extends: account-manager\ntitle: Own\nresponsibilities: [{id: again, text: Keep account "
        "records complete enough for a colleague to take over the next day.}]\n",
    ),
    (
        "dated figures",
        "roles/own.yaml",
        "extends: account-manager\ntitle: Own\nbook: {text: 20 accounts, source: {remove: true}}\n",
    ),
    (
        "dated figures",
        "roles/own.yaml",
        "extends: account-manager\ntitle: Own\nsources: [{id: own, text: A, date: last year}]\n",
    ),
    (
        "no dead end",
        "roles/own.yaml",
        "extends: account-manager\ntitle: Own\ncareer_path: {after: {remove: true}}\n",
    ),
    (
        "abbreviations",
        "roles/own.yaml",
        "extends: account-manager\ntitle: Own\n"
        "responsibilities: [{id: reviews, text: Hold EBRs with every account.}]\n",
    ),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return what ships."""
    return open_library(tmp_path_factory.mktemp("nowhere"))


@pytest.fixture(scope="module")
def roles(library: Library) -> dict[str, Role]:
    """Return every role, with all that it inherits."""
    return {name: resolved(library, name).job.role for name in library.ids("roles")}


@pytest.mark.parametrize("name", CHECKS)
def test_the_library_passes(name: str, library: Library) -> None:
    """Every role, competency and term that ships."""
    assert list(CHECKS[name](library, library.ids("roles"))) == []


@pytest.mark.parametrize(("name", "path", "text"), FAULTS)
def test_a_fault_is_found(name: str, path: str, text: str, tmp_path: Path) -> None:
    """A check that nothing fails proves nothing: one more file, and it tells of that file."""
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    write(tmp_path, path, text)
    own = ["own"] if path.startswith("roles/own") else ["key-account-manager"]
    assert list(CHECKS[name](open_library(tmp_path), own))


def test_a_good_role_more_changes_nothing(tmp_path: Path) -> None:
    """The faults above are found for what is wrong in them."""
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    write(tmp_path, "roles/own.yaml", "extends: account-manager\ntitle: Own\n")
    library = open_library(tmp_path)
    assert [found for check in CHECKS.values() for found in check(library, ["own"])] == []


def test_paths_lead_to_other_roles_and_up(roles: dict[str, Role]) -> None:
    """From most roles one leads to another; of the account managers each reaches the top."""
    called = {plain(n): name for name, r in roles.items() for n in (r.title, *r.aliases)}
    leads = {
        name: {called[plain(t)] for t in role.career_path.after if plain(t) in called}
        for name, role in roles.items()
    }
    ladder = {f"account-manager-{tier}" for tier in ("i", "ii", "iii")} | {"senior-account-manager"}
    for name in ladder:
        assert MANAGEMENT & _reached(leads, name), name
    assert "commercial-lines-account-manager-iii" in _reached(
        leads, "commercial-lines-account-manager-i"
    )


def _reached(leads: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        new = leads[ahead.pop()] - seen
        seen |= new
        ahead += new
    return seen


@pytest.mark.parametrize("sampled", [True, pytest.param(False, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", KINDS)
def test_every_role_renders_in_every_format(kind: str, sampled: bool, library: Library) -> None:
    """As it ships, without an employer; PDF of every seventh role, and of all in the long run."""
    options = Options(AS_OF, (), library.workspace.root)
    starts = {"pdf": b"%PDF", "docx": b"PK", "json": b"{", "html": b"<!"}
    for number, name in enumerate(library.ids("roles")):
        each = resolved(library, name)
        composed, found = compose(library, Order(name, kind), options, resolved=each)
        assert [d.message for d in found if d.severity == "error"] == []
        for format in FORMATS:
            if format == "pdf" and sampled and number % 7:
                continue
            content = render_bytes(composed, format)
            assert content.startswith(starts.get(format, b"")), (name, format)
            if format in {"md", "txt", "html", "json"}:
                assert each.job.role.title in content.decode(), (name, format)


def test_every_role_is_whole(roles: dict[str, Role]) -> None:
    """Each field of a complete role, and enough in each list."""
    least = {
        "responsibilities": 8, "measures": 4, "competencies": 5, "tools": 3, "boundary": 2,
        "team": 3, "interview": 8, "codes": 2, "sources": 3, "terms": 4,
    }  # fmt: skip
    told = ("summary", "purpose", "opening", "reports_to", "direct_reports", "level", "book")
    for name, role in roles.items():
        assert {f: n for f, n in least.items() if len(getattr(role, f)) < n} == {}
        assert [field for field in told if not getattr(role, field)] == [], name
        assert sum(duty.share for duty in role.responsibilities) == 100, name
        assert all(measure.how for measure in role.measures), name
        assert name in ABROAD or role.flsa_tendency.duties, name
        assert role.conditions.travel, name
        for day in ("day_30", "day_60", "day_90"):
            assert len(getattr(role.onboarding, day)) >= 2, (name, day)
            assert all(step.evidence for step in getattr(role.onboarding, day)), (name, day)


def test_questions_cover_the_competencies(roles: dict[str, Role]) -> None:
    """Each competency is asked about, in questions on the past and on cases."""
    for name, role in roles.items():
        asked = {question.competency for question in role.interview}
        assert asked == {each.id for each in role.competencies}, name
        assert {q.kind for q in role.interview} == {"behavioral", "situational"}, name


def test_published_figures_are_told_with_year_and_place(roles: dict[str, Role]) -> None:
    """An outlook gives its year; a figure of pay its place, its date and where it stands."""
    for name, role in roles.items():
        sources = {source.id: source for source in role.sources}
        for pay in role.pay_references:
            assert pay.place, name
            assert DATED.fullmatch(pay.date), (name, pay.id)
            assert sources[pay.source].url, (name, pay.id)
        if role.outlook:
            assert re.search(r"\b20\d\d\b", role.outlook.text), name
            assert sources[role.outlook.source].date != "undated", name
    assert sum(bool(role.pay_references) for role in roles.values()) >= 10


def test_drafts_say_what_to_check(roles: dict[str, Role]) -> None:
    """Roles that rest on judgment alone are marked, and no others."""
    assert {name for name, role in roles.items() if role.status == "draft"} == DRAFTS
    assert all(roles[name].wants_review for name in DRAFTS)
    review = roles["indigenous-business-account-manager"].wants_review
    assert "Indigenous reader" in review


def test_levels_differ_in_facts(roles: dict[str, Role]) -> None:
    """Book, authority, supervision and experience differ from level to level."""
    ladder = [roles[f"account-manager-{tier}"] for tier in ("i", "ii", "iii")]
    ladder.append(roles["senior-account-manager"])
    renewals = [_by_id(role.responsibilities, "renewals").text for role in ladder]
    asked = [_by_id(role.requirements, "experience").text for role in ladder]
    for told in (
        renewals,
        asked,
        [r.book.text for r in ladder],
        [r.opening for r in ladder],
    ):
        assert len(set(told)) == len(ladder)
    years = [re.search(r"least (\w+) years", text) for text in asked]
    assert [hit and hit[1] for hit in years] == [None, "two", "four", "seven"]
    levels = [_levels(role) for role in ladder]
    shared = set.intersection(*(set(each) for each in levels))
    assert len(shared) >= 6
    for lower, upper in itertools.pairwise(levels):
        assert all(lower[name] <= upper[name] for name in shared)
        assert sum(lower[name] for name in shared) < sum(upper[name] for name in shared)


def test_insurance_tiers_differ_in_facts(roles: dict[str, Role]) -> None:
    """By book, experience, supervision and what is decided alone."""
    tiers = [roles[f"commercial-lines-account-manager-{tier}"] for tier in ("i", "ii", "iii")]
    for told in (
        [role.book.text for role in tiers],
        [role.summary for role in tiers],
        [_by_id(role.team, "account-owner").accountable for role in tiers],
    ):
        assert len(set(told)) == len(tiers)
    asked = [_by_id(role.requirements, "experience").text for role in tiers]
    years = [re.search(r"least (\w+) years?", text) for text in asked]
    assert [hit and hit[1] for hit in years] == ["one", "three", "five"]


def _by_id(items: Iterable[Any], name: str) -> Any:
    return next(item for item in items if item.id == name)


def _levels(role: Role) -> dict[str, int]:
    return {each.id: int(each.level) for each in role.competencies}


def test_families_stay_apart(roles: dict[str, Role]) -> None:
    """A quota is a commercial role's; a license stands where the law of its trade asks for one."""
    kept = defaultdict(set)
    for name, role in roles.items():
        kept[role.family].add(name)
        ids = {measure.id for measure in role.measures} | set(role.terms)
        if role.family != "commercial":
            assert not {"revenue", "share-of-wallet", "quota"} & ids, name
            assert "customer-retention" not in ids or role.industry, name
        if "license" in {each.id for each in role.credentials}:
            assert role.industry in {"insurance", "benefits"}, name
    assert {family: len(names) for family, names in kept.items()} == {
        "commercial": 20, "client-service": 5, "project-control": 1, "access-administration": 1,
    }  # fmt: skip


def test_boundaries_that_people_ask_about(roles: dict[str, Role]) -> None:
    """Account manager and customer success manager, from both sides."""
    there = {b.role for b in roles["account-manager"].boundary}
    assert "customer-success-manager" in there
    here = roles["customer-success-manager"].boundary
    assert "account-manager" in {b.role for b in here}
    told = " ".join(b.text for b in roles["control-account-manager"].boundary)
    assert "sales target" in told


def test_the_standard_is_named_with_its_revision(roles: dict[str, Role]) -> None:
    """EIA-748 changed its number of guidelines from D to E."""
    role = roles["control-account-manager"]
    texts = [r.text for r in role.requirements] + [s.text for s in role.sources]
    named = [text for text in texts if "EIA-748" in text]
    assert named
    assert all("Revision" in text for text in named)


def test_a_role_written_for_one_country_has_no_law_of_another(tmp_path: Path) -> None:
    """Without an employer, the description follows the role's own country."""
    library = open_library(tmp_path)
    made = {}
    for name in ("indigenous-business-account-manager", "commercial-account-manager"):
        composed, _ = compose(
            library, Order(name, "description"), Options(AS_OF, (), library.workspace.root)
        )
        made[name] = render_bytes(composed, "md").decode()
    for words in ("FLSA", "reasonable accommodation"):
        assert words not in made["indigenous-business-account-manager"]
        assert words in made["commercial-account-manager"]
