"""`init` writes a workspace that a person can read, and that builds."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles.model.json_schema import schema_for
from kamroles.pipeline import new_files, open_library
from kamroles.pipeline.drafts import employer_text
from kamroles.source.yaml import parse
from tests.told import refused, told
from tests.unit.cli.running import on_terminal, run, without_building
from tests.unit.model.editor import values
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path

CEDAR = (
    "--employer", "Cedar: Main #1", "--country", "US", "--city", "Portland", "--region", "Oregon",
    "--site", "cedar.example", "--apply", "jobs@cedar.example", "--workplace", "hybrid",
    "--role", "key-account-manager",
)  # fmt: skip
MOST_LINES = 25
"""How long a file may be that a command writes: what fits on one screen is read."""
FOLDERS = {"employers": "employer", "postings": "posting", "roles": "role"}


@pytest.fixture
def _files_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    without_building(monkeypatch)


def read(path: Path) -> dict[str, object]:
    """Return the fields of a YAML file."""
    found: dict[str, object] = values(path.read_text(encoding="utf-8"))
    return found


def assert_for_people(path: Path, kind: str) -> None:
    """Hold a written file to what is promised of it."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= 100
    schema = lines[0].removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / schema).is_file()
    assert lines[1].startswith("# ")
    validator = jsonschema.Draft202012Validator(schema_for(kind))
    assert list(validator.iter_errors(values(text))) == []
    parse(_uncommented(text), path.name)


def _uncommented(text: str) -> str:
    """Return a file with every commented line taken into use, those at the top left out."""
    body = re.sub(r"\A(#.*\n)+", "", text)
    return re.sub(r"(?m)^# (?=[a-z_]+:|  )", "", body)


@pytest.mark.usefixtures("_files_only")
class TestFiles:
    """What is written."""

    def test_flags_say_everything(self, tmp_path: Path) -> None:
        """A script answers by options; nothing is asked."""
        done = run("init", *CEDAR)
        assert done.exit_code == 0
        assert read(tmp_path / "employers/cedar-main-1.yaml") == {
            "name": "Cedar: Main #1",
            "site": "https://cedar.example",
            "country": "US",
            "locations": [{"id": "portland", "city": "Portland", "region": "OR", "country": "US"}],
            "apply": [
                {"id": "email", "text": "Please send your résumé.", "email": "jobs@cedar.example"}
            ],
        }
        assert read(tmp_path / "postings/key-account-manager-portland.yaml") == {
            "role": "key-account-manager",
            "employer": "cedar-main-1",
            "places": ["portland"],
            "workplace": "hybrid",
        }
        assert read(tmp_path / "kamroles.yaml")["formats"] == ["html", "pdf", "docx"]

    @pytest.mark.parametrize(
        "flags",
        [
            CEDAR,
            ("--employer", "Nordlys AS", "--country", "Norway"),
            ("--employer", "A", "--country", "DE", "--city", "Köln", "--apply", "a.example/jobs"),
            ("--employer", "NO", "--country", "PA", "--workplace", "remote"),
            ("--employer", "A rather long name of an employer in several words, Incorporated",
             "--role", "commercial-lines-account-manager"),
        ],
    )  # fmt: skip
    def test_files_are_short_and_explained(self, tmp_path: Path, flags: tuple[str, ...]) -> None:
        """They fit on a screen, with the editor's schema, valid also when all comments are used."""
        assert run("init", *flags).exit_code == 0
        assert_for_people(tmp_path / "kamroles.yaml", "workspace")
        for folder in ("employers", "postings"):
            (path,) = (tmp_path / folder).iterdir()
            assert_for_people(path, FOLDERS[folder])

    def test_nothing_is_made_up(self, tmp_path: Path) -> None:
        """Pay, dates, FLSA and approval stand there as lines to fill in."""
        run("init", *CEDAR)
        text = (tmp_path / "postings/key-account-manager-portland.yaml").read_text()
        for name in ("pay", "closes", "flsa", "approvals", "confirmed", "requisition"):
            assert f"\n# {name}:" in text
        short = ("# pay:", "# flsa:", "# approvals:")  # numbers, job titles and dates
        braced = [line for line in text.splitlines() if "{" in line and not line.startswith(short)]
        assert not braced, "a comma would part a text in braces"
        assert "in USD" in text
        assert "# closes: 2026-12-21" in text

    def test_the_country_decides(self, tmp_path: Path) -> None:
        """Money, paper and statements follow it; US overtime rules stay in the US."""
        run("init", "--employer", "Nord", "--country", "Germany", "--apply", "jobs@nord.example")
        employer = (tmp_path / "employers/nord.yaml").read_text()
        posting = (tmp_path / "postings/account-manager-remote.yaml").read_text()
        assert "country: DE\n" in employer
        assert "privacy and equal treatment" in employer
        assert "Please send your CV." in employer
        assert "in EUR" in posting
        assert "flsa" not in posting
        assert "remote_from: [DE]" in posting

    def test_without_answers_there_are_defaults(self, tmp_path: Path) -> None:
        """The folder gives the name; nothing is asked where nobody is there."""
        done = run("init", "our-jobs", "--yes")
        assert done.exit_code == 0
        assert (tmp_path / "our-jobs/employers/our-jobs.yaml").is_file()
        assert read(tmp_path / "our-jobs/employers/our-jobs.yaml")["name"] == "Our Jobs"
        assert "cd our-jobs" in done.stdout

    def test_files_that_are_there_stay(self, tmp_path: Path) -> None:
        """All of them are named, nothing is written, and the status says so."""
        run("init", *CEDAR)
        before = {p: p.read_bytes() for p in tmp_path.rglob("*.yaml")}
        (tmp_path / "employers/cedar-main-1.yaml").write_text("name: Mine\n")
        done = run("init", *CEDAR)
        assert done.exit_code == 1
        assert len(told(done.stderr)) == len(before) == 3
        assert (tmp_path / "employers/cedar-main-1.yaml").read_text() == "name: Mine\n"

    def test_half_a_workspace_is_never_written(self, tmp_path: Path) -> None:
        """One file in the way keeps all from being written."""
        (tmp_path / "kamroles.yaml").write_text("name: Mine\n")
        assert run("init", *CEDAR).exit_code == 1
        assert not (tmp_path / "employers").exists()
        assert not (tmp_path / "postings").exists()

    def test_what_cannot_be_written_leaves_nothing(self, tmp_path: Path) -> None:
        """Not even the files that could be."""
        (tmp_path / "postings").write_text("a file, where a folder is needed")
        done = run("init", *CEDAR)
        assert done.exit_code == 1
        assert [code for code, _ in told(done.stderr)] == ["KR510"]
        assert not list(tmp_path.rglob("*.yaml"))

    def test_a_gitignore_of_ones_own_stays(self, tmp_path: Path) -> None:
        """It is no reason to stop either."""
        (tmp_path / ".gitignore").write_text("mine\n")
        assert run("init", *CEDAR).exit_code == 0
        assert (tmp_path / ".gitignore").read_text() == "mine\n"

    def test_results_go_to_standard_output(self) -> None:
        """With the three commands to go on with."""
        done = run("init", *CEDAR)
        after = done.stdout.split("Next:\n")[1].splitlines()
        assert [line.split("  ")[1] for line in after if line.startswith("  k")] == [
            "kamroles review key-account-manager-portland",
            "kamroles build",
            "kamroles new posting",
        ]
        assert "postings/key-account-manager-portland.yaml" in done.stdout

    @pytest.mark.parametrize(
        ("flags", "said"),
        [
            (("--country", "Atlantis"), "`Atlantis`"),
            (("--country", "Germny"), "write DE"),
            (("--city", "Salem", "--region", "Oregn"), "`Oregn`"),
            (("--apply", "jobs at cedar"), "jobs at cedar"),
            (("--role", "key-acount-manager"), "`key-account-manager`"),
            (("--workplace", "hybrid"), "remote"),
            (("--employer", "Bell \x07"), "control character"),
        ],
    )
    def test_a_wrong_flag_is_wrong_usage(
        self, tmp_path: Path, flags: tuple[str, ...], said: str
    ) -> None:
        """Status 2, the reason, and nothing written."""
        done = run("init", *flags)
        assert done.exit_code == 2
        assert said in refused(done.stderr)
        assert list(tmp_path.iterdir()) == []


ANSWERS = """Cedar & Main
Norwayy
united states
Portland
oregon
cedar.example
jobs at cedar
jobs@cedar.example
insurance broker
yes
client success partner
Key Account Manager
Hybrid
2 days
62-78k DOE
TBD
"""


@pytest.mark.usefixtures("_files_only")
class TestQuestions:
    """What is asked."""

    def test_answers_become_files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """One that is answered wrongly is asked again, with the reason."""
        on_terminal(monkeypatch)
        done = run("init", answers=ANSWERS)
        assert done.exit_code == 0, done.output
        printed("\n".join(re.findall("Error: .*", done.stderr)))
        assert len(re.findall("Error: ", done.stderr)) == 2
        assert re.search("`Norwayy`.* write NO", done.stderr)
        posting = read(tmp_path / "postings/key-account-manager-portland.yaml")
        assert posting == {
            "role": "key-account-manager",
            "employer": "cedar-main",
            "places": ["portland"],
            "workplace": "hybrid",
            "office_days": "two days a week",
            "pay": {"min": 62000, "max": 78000, "note": "depending on experience"},
        }
        employer = read(tmp_path / "employers/cedar-main.yaml")
        assert employer["industry"] == "insurance"

    def test_enter_takes_the_default(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whoever only presses Enter gets a workspace too."""
        on_terminal(monkeypatch)
        done = run("init", "jobs", answers="\n" * 14)
        assert done.exit_code == 0
        assert (tmp_path / "jobs/postings/account-manager-remote.yaml").is_file()

    def test_what_a_flag_says_is_not_asked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """And --yes asks nothing at all."""
        on_terminal(monkeypatch)
        done = run("init", "one", "--employer", "Cedar", answers="\n" * 8)
        assert "Who hires" not in done.stderr
        assert "In which country" in done.stderr
        assert run("init", "two", "--yes").stderr == ""

    def test_giving_up_leaves_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Questions come before the first file."""
        on_terminal(monkeypatch)
        done = run("init", answers="Cedar\nUS\n")
        assert done.exit_code == 1
        assert list(tmp_path.iterdir()) == []


def test_the_sample_is_moved_to_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its dates keep their distance from the day it was written for."""
    monkeypatch.chdir(tmp_path)
    assert run("init", "then", "--sample").exit_code == 0
    assert run("--as-of", "2028-03-01", "init", "now", "--sample").exit_code == 0
    shift = datetime.date(2028, 3, 1) - new_files.SAMPLE_DAY
    name = "postings/key-account-manager-portland.yaml"
    then, now = read(tmp_path / "then" / name), read(tmp_path / "now" / name)
    for field in ("posted", "closes"):
        before = datetime.date.fromisoformat(str(then[field]))
        assert now[field] == (before + shift).isoformat()
    assert (then["starts"], now["starts"]) == ("2027-02-08", "2028-06-12")  # second Mondays
    assert now["requisition"] == then["requisition"]


def test_the_sample_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All its files, with schemas, and nothing built."""
    monkeypatch.chdir(tmp_path)
    run("init", "--sample")
    library = open_library(tmp_path)
    assert len(library.ids("postings")) >= 4
    for kind in ("role", "employer", "posting", "workspace"):
        assert (tmp_path / f".kamroles/schemas/{kind}.json").is_file()
    assert not (tmp_path / "output").exists()
    assert (tmp_path / ".gitignore").read_text() == "output/\n"
    assert run("init", "--sample").exit_code == 1


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("closes: 2026-12-31", "closes: 2027-01-01"),
        ("{on: 2026-11-20}", "{on: 2026-11-21}"),
        ("REQ-2026-11-20", "REQ-2026-11-20"),
        ("2026-11-20-1", "2026-11-20-1"),
        ("2026-13-40", "2026-13-40"),
        ("9999-12-31", "9999-12-31"),
        ("v1.2026-11-20", "v1.2026-11-20"),
    ],
)
def test_only_dates_move(text: str, moved: str) -> None:
    """What merely looks like one stays."""
    assert new_files.moved(text, datetime.timedelta(1)) == moved


_WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Co", "Cc", "Cn", "Zl", "Zp", "Cf"]), min_size=1
).filter(str.strip)


@given(name=_WORDS, city=st.none() | _WORDS, region=st.none() | _WORDS)
def test_any_name_is_written_safely(name: str, city: str | None, region: str | None) -> None:
    """Colons, quotes, signs and all writing systems come back as they were given."""
    known = {"id": "a", "name": name, "country": "NO", "city": city, "region": region}
    known |= {"place": city and "p", "site": None, "apply": None, "industry": None}
    found = values(employer_text(known, ["insurance"]))
    assert found["name"] == name
    assert found["country"] == "NO"
    if city:
        assert found["locations"][0]["city"] == city
        assert found["locations"][0].get("region") == (region or None)
