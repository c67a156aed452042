"""Rules of good content: each fires where it should, at the right place, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamroles.compose import compose
from kamroles.rules.abbreviations import unexplained_abbreviation
from kamroles.rules.many_requirements import MOST_MUSTS
from tests.e2e.conftest import write
from tests.unit.compose.jobs import AS_OF, lookup, make_job
from tests.unit.rules.checking import linted, places

ROLES = Path(__file__).parents[3] / "roles"
TWENTY = " ".join(["word"] * 20)


def need(text: str, kind: str = "must") -> str:
    """Return a role's lines with one requirement."""
    return f'requirements: [{{id: a, text: "{text}", need: {kind}}}]\n'


def duty(text: str) -> str:
    """Return a role's lines with one duty."""
    return f"responsibilities:\n  - {text}\n"


def test_a_good_role_has_no_findings(tmp_path: Path) -> None:
    """Nor has a small one."""
    for scope in ("job", "document", "library"):
        assert linted(tmp_path, scope=scope) == []


class TestSentences:
    """R003."""

    @pytest.mark.parametrize(("count", "severities"), [(25, []), (26, ["note"]), (31, ["warning"])])
    def test_length(self, count: int, severities: list[str], tmp_path: Path) -> None:
        """26 words are a note, 31 a warning."""
        text = f"Do {' '.join(['it'] * (count - 1))}."
        found = [d for d in linted(tmp_path, duty(text)) if d.code == "R003"]
        assert [d.severity for d in found] == severities
        assert [d.span.text for d in found if d.span] == [text] * len(severities)

    def test_every_sentence_counts_alone(self, tmp_path: Path) -> None:
        """Two short ones are no long one; an abbreviation ends none."""
        assert places(linted(tmp_path, duty(f"{TWENTY}. Then {TWENTY}.")), "R003") == []
        long = f"{TWENTY}, e.g. No. {TWENTY}"
        assert len(places(linted(tmp_path, duty(f'"{long}"')), "R003")) == 1

    def test_the_long_one_is_pointed_at(self, tmp_path: Path) -> None:
        """Also over several lines."""
        long = f"It is {TWENTY} and {TWENTY}."
        (found,) = linted(tmp_path, f"opening: Short.\n  It is {TWENTY}\n  and {TWENTY}.\n")
        assert found.span
        assert (found.span.line, found.span.column, found.span.end_line) == (5, 3, 6)
        assert len(long.split()) == 43
        assert found.code == "R003"
        assert "43" in found.message


class TestNeeds:
    """Q002 and Q003."""

    @pytest.mark.parametrize(("more", "fires"), [(0, False), (1, True)])
    def test_musts(self, more: int, fires: bool, tmp_path: Path) -> None:
        """Credentials count; what is preferred does not."""
        text = "credentials: [{id: l, text: A license, kind: license, need: must}]\nrequirements:\n"
        text += "".join(f"  - {{id: r{n}, text: Need {n}}}\n" for n in range(MOST_MUSTS - 1 + more))
        text += "  - {id: nice, text: Nice, need: preferred}\n"
        found = [d for d in linted(tmp_path, text) if d.code == "Q002"]
        assert bool(found) == fires
        if fires:
            assert all(value in found[0].message for value in (f"{MOST_MUSTS + 1} ", "(r0, r1"))
            assert found[0].span
            assert "id: l" in found[0].span.text

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Bachelor's degree in business", "Bachelor's degree"),
            ("A university degree", "university degree"),
            ("An MBA", "MBA"),
            ("Degree in engineering, and two years of sales", "Degree in"),
            ("Master's degree, or enrolled in one", "Master's degree"),
        ],
    )
    @pytest.mark.parametrize("kind", ["must", "preferred"])
    def test_degrees(self, text: str, words: str, kind: str, tmp_path: Path) -> None:
        """Whether it is needed or only helps."""
        assert places(linted(tmp_path, need(text, kind)), "Q003") == [words]

    @pytest.mark.parametrize(
        "text",
        [
            "Bachelor's degree or equivalent experience",
            "Bachelor's degree, or five years of comparable work",
            "A degree in law, or equivalent training",
            "No degree required",
            "Knowledge of 360-degree reviews",
            "A high degree of care",
            "Experience with master agreements and master data",
        ],
    )
    def test_what_is_no_degree(self, text: str, tmp_path: Path) -> None:
        """Experience may stand for it, or it is another word."""
        assert places(linted(tmp_path, need(text)), "Q003") == []


class TestFigures:
    """S002."""

    SOURCES = "sources: [{id: dated, text: A, date: 2025}, {id: bare, text: B}]\n"

    @pytest.mark.parametrize(
        ("more", "places_of"),
        [
            ("book: {text: 30 to 40 accounts}\n", ["30 to 40 accounts"]),
            ("book: {text: A few accounts, min: 3}\n", ["3"]),
            ("book: {text: 30 accounts, source: bare}\n", ["{id: bare, text: B}"]),
            ("outlook: {text: Grows by 3%, source: bare}\n", ["{id: bare, text: B}"]),
            ("book: {text: 30 accounts, source: dated}\n", []),
            ("book: {text: A book set by the agency}\n", []),
            ("outlook: {text: Grows by 3%, source: dated}\n", []),
        ],
    )
    def test_sources(self, more: str, places_of: list[str], tmp_path: Path) -> None:
        """A figure has a source, and the source a date."""
        assert places(linted(tmp_path, self.SOURCES + more), "S002") == places_of

    def test_pay_elsewhere(self, tmp_path: Path) -> None:
        """Its source needs a date too, or to say that it has none."""
        pay = (
            "pay_references: [{id: p, text: Pay, low: 1, currency: USD, place: X, date: 2025,"
            " source: bare}]\n"
        )
        assert places(linted(tmp_path, self.SOURCES + pay), "S002") == ["{id: bare, text: B}"]
        undated = self.SOURCES.replace("text: B", "text: B, date: undated")
        assert places(linted(tmp_path, undated + pay), "S002") == []

    def test_an_employer_needs_no_source_for_its_own(self, tmp_path: Path) -> None:
        """It knows."""
        write(
            tmp_path,
            "employers/us.yaml",
            "name: Us\ncountry: US\nlocations: [{id: a, city: A, country: US}]\n",
        )
        posting = (
            "role: tester\nemployer: us\nplaces: [a]\noverrides: {book: {text: 30 accounts}}\n"
        )
        write(tmp_path, "postings/here.yaml", posting)
        linted(tmp_path)
        assert places(linted(tmp_path, name="here"), "S002") == []


class TestCareers:
    """S003."""

    @pytest.mark.parametrize(
        ("title", "right"),
        [
            ("Senor Account Manager", "senior account manager"),
            ("key accounts manager", "key account manager"),
            ("manager of key account", None),
            ("account key manager", "key account manager"),
            ("Sr. Account Manager", "senior account manager"),
        ],
    )
    def test_a_title_that_is_nearly_right(
        self, title: str, right: str | None, tmp_path: Path
    ) -> None:
        """Misspelled, in another order, or shortened."""
        write(tmp_path, "roles/ours.yaml", f"title: Ours\ncareer_path: {{after: [{title}]}}\n")
        found = [d for d in linted(tmp_path, name="ours") if d.code == "S003"]
        assert [f"`{right}`" in (d.hint or "") for d in found] == ([True] if right else [])
        assert [d.span.text for d in found if d.span] == ([title] if right else [])

    @pytest.mark.parametrize(
        "title",
        ["senior account manager", "KAM", "Senior Key Account Manager", "Regional Account Manager",
         "account manager ii", "commercial director"],
    )  # fmt: skip
    def test_titles_that_may_be(self, title: str, tmp_path: Path) -> None:
        """Titles and aliases of roles, and jobs that no role describes."""
        write(tmp_path, "roles/ours.yaml", f"title: Ours\ncareer_path: {{after: [{title}]}}\n")
        assert places(linted(tmp_path, name="ours"), "S003") == []

    def test_nothing_after(self, tmp_path: Path) -> None:
        """It is told where the path stands, or the title."""
        write(tmp_path, "roles/ours.yaml", "title: Ours\ncareer_path: {before: [tester]}\n")
        (found,) = linted(tmp_path, name="ours")
        assert (found.code, found.span and found.span.line) == ("S003", 2)
        write(tmp_path, "roles/ours.yaml", "title: Ours\n")
        (found,) = linted(tmp_path, name="ours")
        assert (found.code, found.span and found.span.text) == ("S003", "Ours")

    def test_a_job_is_not_its_own_future(self, tmp_path: Path) -> None:
        """By title or alias."""
        write(
            tmp_path,
            "roles/ours.yaml",
            "title: Ours\naliases: [Mine]\ncareer_path: {after: [mine, boss]}\n",
        )
        assert places(linted(tmp_path, name="ours"), "S003") == ["mine"]


class TestAbbreviations:
    """R006."""

    @pytest.mark.parametrize(
        ("text", "tokens"),
        [
            ("Hold QBRs with each account.", ["QBRs"]),
            ("Read the SOW and the MSA, then the SOW again.", ["SOW", "MSA"]),
            ("Prevent E&O claims.", ["E&O"]),
            ("Hold quarterly business reviews (QBRs). A QBR takes an hour.", []),
            ("Hold QBRs (quarterly business reviews).", []),
            ("Know HR, IT and the US market, and read PDF files.", []),
            ("Use B2B words, the ISO9001 norm and OKAYED.", []),
            ("Account Manager II at WORLDWIDE.", []),
        ],
    )
    def test_tokens(self, text: str, tokens: list[str], tmp_path: Path) -> None:
        """Two to five capitals that are not spelled out beside their first use."""
        assert places(linted(tmp_path, duty(f'"{text}"'), scope="document"), "R006") == tokens

    @pytest.mark.parametrize(("audience", "tokens"), [("candidates", ["QBR"]), ("managers", [])])
    def test_insiders_know_them(self, audience: str, tokens: list[str], tmp_path: Path) -> None:
        """The rule is for documents that candidates read, where it is told who reads them."""
        found = linted(tmp_path, duty("Hold a QBR."), scope="document", audience=audience)
        assert places(found, "R006") == tokens

    def test_a_later_explanation_comes_too_late(self, tmp_path: Path) -> None:
        """In the order in which a candidate reads."""
        text = "responsibilities: [Hold a QBR., Hold a quarterly business review (QBR).]\n"
        assert places(linted(tmp_path, text, scope="document"), "R006") == ["QBR"]

    def test_names_need_no_explanation(self, tmp_path: Path) -> None:
        """Of tools, of who issues a certificate, of the job itself."""
        text = (
            "tools: [{id: a, text: 'ERP system, such as SAP or Oracle'}]\n"
            "credentials: [{id: c, text: 'Earned Value Professional, AACE', kind: certificate}]\n"
            "requirements: ['Daily use of SAP']\n"
        )
        assert places(linted(tmp_path, text, scope="document"), "R006") == []

    @pytest.mark.parametrize("currency", ["AED", "PLN", "MXN", "CAD"])
    def test_signs_of_money_are_no_abbreviations(self, currency: str) -> None:
        """The document writes them itself."""
        pay = {"min": 12000, "period": "month", "currency": currency, "note": "plus a DCB"}
        places = [{"id": "portland"}, {"id": "van", "city": "Vancouver", "country": "CA"}]
        job = make_job(posting={"pay": pay, "places": places})
        document = compose(job, "posting", lookup(), as_of=AS_OF).document
        found = [
            each.message.split("`")[1] for each in unexplained_abbreviation.findings(document, job)
        ]
        assert currency not in found
        assert not {"CA", "MX", "US"} & set(found)
        assert "DCB" in found

    def test_only_postings_are_read_by_outsiders(self, tmp_path: Path) -> None:
        """A measure's formula is in the description only."""
        text = "measures: [{text: Renewals, how: 'ARR kept, divided by ARR due'}]\n"
        assert places(linted(tmp_path, text, scope="document"), "R006") == []


class TestRepetition:
    """S001."""

    DUTY = "responsibilities: [{id: a, text: Call each customer once a month.}]\n"

    def test_what_is_inherited_is_not_repeated(self, tmp_path: Path) -> None:
        """A copy of the parent's duty, under whatever id; the first one is shown."""
        linted(tmp_path, self.DUTY)
        write(
            tmp_path,
            "roles/own.yaml",
            "extends: tester\ntitle: Own\nresponsibilities:\n"
            "  - {id: b, text: call each customer once  a month}\n",
        )
        (found,) = linted(tmp_path, name="own", scope="library")
        assert found.code == "S001"
        assert found.span
        assert (found.span.line, found.span.text) == (4, "call each customer once  a month")
        assert found.related[0].span.source.name.endswith("roles/tester.yaml")

    @pytest.mark.parametrize(("family", "fires"), [("commercial", True), ("client-service", False)])
    def test_roles_of_one_family(self, family: str, fires: bool, tmp_path: Path) -> None:
        """They could both have it from above; roles of two families could not."""
        path = "career_path: {after: [boss]}\n"
        write(tmp_path, "roles/one.yaml", f"title: One\nfamily: commercial\n{path}{self.DUTY}")
        write(tmp_path, "roles/two.yaml", f"title: Two\nfamily: {family}\n{path}{self.DUTY}")
        found = [d for d in linted(tmp_path, name="two", scope="library") if d.code == "S001"]
        spans = [span for d in found for span in (d.span, d.related[0].span) if span]
        files = [span.source.name.rpartition("/")[2] for span in spans]
        assert files == (["two.yaml", "one.yaml"] if fires else [])
        assert {span.text for span in spans} == (
            {"Call each customer once a month."} if fires else set()
        )

    def test_the_copy_that_can_be_changed_is_told(self, tmp_path: Path) -> None:
        """A role that ships may come after it in the alphabet."""
        text = "Lead a virtual team across units and regions, and settle conflicts over priorities."
        assert text in (ROLES / "strategic-account-manager.yaml").read_text(encoding="utf-8")
        duty = f"responsibilities:\n  - {{id: a, text: '{text}'}}\n"
        write(tmp_path, "roles/aaa.yaml", f"title: Aaa\nfamily: commercial\n{duty}")
        (found,) = [d for d in linted(tmp_path, name="aaa", scope="library") if d.code == "S001"]
        assert found.span
        assert found.span.source.name.endswith("aaa.yaml")

    def test_short_texts_are_alike_by_nature(self, tmp_path: Path) -> None:
        """Two files may both say so."""
        text = "responsibilities: [{id: a, text: Call customers.}]\n"
        linted(tmp_path, text)
        write(tmp_path, "roles/own.yaml", f"extends: tester\ntitle: Own\n{text}")
        assert linted(tmp_path, name="own", scope="library") == []

    def test_packs_give_too(self, tmp_path: Path) -> None:
        """A role of an industry leaves to its pack what the pack says."""
        write(tmp_path, "roles/packs/parks.yaml", self.DUTY)
        assert places(linted(tmp_path, f"industry: parks\n{self.DUTY}", scope="library"), "S001")

    def test_others_are_left_alone(self, tmp_path: Path) -> None:
        """Who checks one role is not told of two others."""
        linted(tmp_path, self.DUTY)
        write(tmp_path, "roles/own.yaml", f"extends: tester\ntitle: Own\n{self.DUTY}")
        write(tmp_path, "roles/far.yaml", "title: Far\ncareer_path: {after: [boss]}\n")
        assert linted(tmp_path, name="far", scope="library") == []
