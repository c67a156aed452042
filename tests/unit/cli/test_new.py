"""`new` adds an employer, a posting or a role to a workspace, and builds what can be built."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import pytest

from kamroles.source.yaml import parse
from tests.told import refused, told
from tests.unit.cli.running import on_terminal, run, without_building
from tests.unit.cli.test_init import FOLDERS, assert_for_people, read

if TYPE_CHECKING:
    from pathlib import Path

LIKE = """\
# yaml-language-server: $schema=../.kamroles/schemas/posting.json
# Our usual key account manager.   \t
role:   key-account-manager   # the big ones
employer: cedar
places: [portland]

pay: {min: 86000, max: 108000}   # agreed in spring
requisition: CM-2026-031  # of this need only
closes: 2026-12-18
posted: "2026-11-23"
starts: 2027-02-01
flsa: {status: exempt, decided_by: Director, decided_on: 2026-11-18}
approval:
  by: Director   # of HR
  on: 2026-11-20
confirmed: [requirements]
overrides:
  book: {text: '12 groups', min: 12, max: 12}
# that is all
"""
COPIED = (
    LIKE.replace("requisition: CM-2026-031  # of this need only", "# requisition: …")
    .replace("closes: 2026-12-18", "# closes: …")
    .replace('posted: "2026-11-23"', "# posted: …")
    .replace("starts: 2027-02-01", "# starts: …")
    .replace("approval:\n  by: Director   # of HR\n  on: 2026-11-20\n", "# approval: …\n")
    .replace("flsa: {status: exempt, decided_by: Director, decided_on: 2026-11-18}", "# flsa: …")
    .replace("confirmed: [requirements]", "# confirmed: …")
)


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with one employer in two places and one posting; it is the folder."""
    monkeypatch.chdir(tmp_path)
    without_building(monkeypatch)
    (tmp_path / "kamroles.yaml").write_text("name: Jobs\n")
    (tmp_path / "employers").mkdir()
    (tmp_path / "employers/cedar.yaml").write_text(
        "name: Cedar\ncountry: US\nlocations:\n"
        "  - {id: portland, city: Portland, region: OR, country: US}\n"
        "  - {id: oslo, city: Oslo, country: NO}\n"
    )
    (tmp_path / "postings").mkdir()
    (tmp_path / "postings/kam-portland.yaml").write_text(LIKE, encoding="utf-8")
    return tmp_path


class TestPosting:
    """`new posting`."""

    def test_flags_say_everything(self, jobs: Path) -> None:
        """And the file is one for people."""
        done = run(
            "new", "posting", "--role", "key-account-manager", "--place", "oslo", "--workplace",
            "hybrid", "--pay", "700000 to 850000 per year", "--closes", "2027-01-15",
            "--requisition", "R: 7",
        )  # fmt: skip
        assert done.exit_code == 0, done.output
        path = jobs / "postings/key-account-manager-oslo.yaml"
        assert read(path) == {
            "role": "key-account-manager",
            "employer": "cedar",
            "places": ["oslo"],
            "workplace": "hybrid",
            "pay": {"min": 700000, "max": 850000, "period": "year"},
            "closes": "2027-01-15",
            "requisition": "R: 7",
        }
        assert_for_people(path, "posting")
        assert "role and employer say the rest" in done.stdout

    def test_two_places_are_two(self, jobs: Path) -> None:
        """In the order they are given, each once; the first names the file."""
        flags = ("--place", "oslo", "--place", "portland", "--place", "oslo")
        assert run("new", "posting", *flags).exit_code == 0
        path = jobs / "postings/account-manager-oslo.yaml"
        assert read(path)["places"] == ["oslo", "portland"]
        assert_for_people(path, "posting")
        refused = run("new", "posting", "--place", "oslo", "--place", "bergen")
        assert refused.exit_code == 2
        assert "bergen" in refused.stderr

    @pytest.mark.parametrize("like", [(), ("--like", "kam-portland")])
    def test_it_is_said_how_to_add_a_place(self, jobs: Path, like: tuple[str, ...]) -> None:
        """With the line to write and the file; nothing is added to an employer by the way."""
        before = (jobs / "employers/cedar.yaml").read_text()
        refused = run("new", "posting", *like, "--place", "Salem, Oregon")
        assert refused.exit_code == 2
        said = " ".join(refused.stderr.split())
        assert "`- {id: salem, country: US, city: Salem, region: OR}`" in said
        assert "employers/cedar.yaml" in said
        assert (jobs / "employers/cedar.yaml").read_text() == before

    def test_a_copy_can_get_two_places(self, jobs: Path) -> None:
        """As a new posting can."""
        flags = ("--like", "kam-portland", "--place", "portland", "--place", "oslo")
        assert run("new", "posting", "kam-both", *flags).exit_code == 0
        assert read(jobs / "postings/kam-both.yaml")["places"] == ["portland", "oslo"]

    def test_there_are_defaults(self, jobs: Path) -> None:
        """The one employer, its first place; nothing is made up."""
        assert run("new", "posting").exit_code == 0
        path = jobs / "postings/account-manager-portland.yaml"
        assert list(read(path)) == ["role", "employer", "places", "workplace"]
        assert_for_people(path, "posting")

    def test_a_name_that_is_taken_gets_a_number(self, jobs: Path) -> None:
        """Nothing is overwritten, and the file says which it is."""
        for _ in range(3):
            run("new", "posting")
        found = sorted(path.stem for path in (jobs / "postings").glob("account-manager*"))
        assert found == [f"account-manager-portland{n}" for n in ("", "-2", "-3")]

    def test_a_name_given_twice_is_refused(self, jobs: Path) -> None:
        """The first file stays."""
        run("new", "posting", "am-west")
        before = (jobs / "postings/am-west.yaml").read_bytes()
        done = run("new", "posting", "am-west", "--place", "oslo")
        assert done.exit_code == 1
        assert [code for code, _ in told(done.stderr)] == ["KR519"]
        assert "postings/am-west.yaml" in done.stderr
        assert (jobs / "postings/am-west.yaml").read_bytes() == before

    def test_questions_have_the_answers_to_pick_from(
        self, jobs: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """By number or by name; the only employer is not asked for."""
        on_terminal(monkeypatch)
        answers = "KAM\n2\nRemote\n31,50\n28.50 to 34 an hour\n12/18/2026\n\n\n"
        done = run("new", "posting", answers=answers)
        assert done.exit_code == 0, done.output
        assert "Who hires" not in done.stderr
        assert "31.5 an hour" in done.stderr
        assert "2026-12-18" in done.stderr
        found = read(jobs / "postings/key-account-manager-oslo.yaml")
        assert found["remote_from"] == ["NO"]
        assert found["closes"] == "2026-12-18"
        assert found["pay"] == {"min": 28.5, "max": 34, "period": "hour"}

    @pytest.mark.parametrize(
        ("flags", "said"),
        [
            (("--role", "account executive"), "`sales-account-manager`"),
            (("--employer", "ceder"), "`cedar`"),
            (("--place", "bergen"), "portland, oslo"),
            (("--closes", "18.13.2026"), "2026-12-18"),
            (("--closes", "2026-11-01"), "2026-11-23"),
            (("--pay", "96000 to 78000"), "78000 to 96000"),
            (("--pay", "14 x 2500"), "78000 to 96000"),
            (("Big Job",), "write big-job"),
        ],
    )
    def test_a_wrong_flag_is_wrong_usage(
        self, jobs: Path, flags: tuple[str, ...], said: str
    ) -> None:
        """Status 2, with what to write instead."""
        done = run("new", "posting", *flags)
        assert done.exit_code == 2
        assert said in refused(done.stderr)
        assert len(list((jobs / "postings").iterdir())) == 1

    def test_one_of_several_employers_must_be_named(self, jobs: Path) -> None:
        """A script never hires for the wrong one."""
        (jobs / "employers/b.yaml").write_text("name: B\ncountry: DE\n")
        done = run("new", "posting")
        assert done.exit_code == 2
        assert "b, cedar" in refused(done.stderr)
        assert run("new", "posting", "--employer", "b").exit_code == 0
        assert read(jobs / "postings/account-manager-remote.yaml")["remote_from"] == ["DE"]

    def test_without_an_employer_there_is_no_posting(self, jobs: Path) -> None:
        """The command that mends it is named."""
        (jobs / "employers/cedar.yaml").unlink()
        done = run("new", "posting")
        assert done.exit_code == 1
        assert len(told(done.stderr)) == 1
        assert "kamroles new employer" in done.stderr


class TestLike:
    """`new posting --like`."""

    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    @pytest.mark.parametrize(
        ("mark", "codec"),
        [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")],
    )
    def test_every_other_byte_stays(
        self, jobs: Path, newline: str, mark: bytes, codec: str
    ) -> None:
        """Comments, spaces, quotes, line ends and encoding; approval is never copied."""
        source = jobs / "postings/kam-portland.yaml"
        source.write_bytes(mark + LIKE.replace("\n", newline).encode(codec))
        assert run("new", "posting", "--like", "kam-portland").exit_code == 0
        copy = (jobs / "postings/kam-portland-2.yaml").read_bytes()
        assert copy == mark + COPIED.replace("\n", newline).encode(codec)

    def test_what_is_given_takes_the_place(self, jobs: Path) -> None:
        """At the very spot of the old value."""
        flags = ("--requisition", "CM: 32", "--closes", "2027-01-15", "--place", "oslo")
        assert run("new", "posting", "kam-oslo", "--like", "kam-portland", *flags).exit_code == 0
        wanted = (
            COPIED.replace("# requisition: …", 'requisition: "CM: 32"  # of this need only')
            .replace("# closes: …", "closes: 2027-01-15")
            .replace("places: [portland]", "places: [oslo]")
        )
        assert (jobs / "postings/kam-oslo.yaml").read_text(encoding="utf-8") == wanted

    @pytest.mark.parametrize(
        ("flags", "name"),
        [
            (("--place", "oslo"), "kam-oslo"),
            (("--role", "account-manager"), "account-manager-portland"),
            (("--place", "oslo", "--role", "account-manager"), "account-manager-oslo"),
            (("--workplace", "remote"), "kam-remote"),
            (("--closes", "2026-12-18"), "kam-portland-2"),
        ],
    )
    def test_the_file_is_called_after_what_is_new(
        self, jobs: Path, flags: tuple[str, ...], name: str
    ) -> None:
        """Its place, its role; with neither it is the old name with a number."""
        assert run("new", "posting", "--like", "kam-portland", *flags).exit_code == 0
        assert (jobs / f"postings/{name}.yaml").is_file()

    def test_what_a_copy_leaves_open_is_said(self, jobs: Path) -> None:
        """As it is of a new posting."""
        said = run("new", "posting", "kam-2", "--like", "kam-portland").stdout
        assert "postings/kam-2.yaml:9" in said
        assert "closes: …" in said

    def test_new_pay_keeps_what_comes_with_it(self, jobs: Path) -> None:
        """Only the amounts and their period are new; a commission is not lost."""
        source = jobs / "postings/kam-portland.yaml"
        pay = 'pay: {min: 28, max: 34, period: hour, extra: "plus commission, uncapped"}'
        text = LIKE.replace("pay: {min: 86000, max: 108000}", pay)
        source.write_text(text, encoding="utf-8")
        flags = ("--like", "kam-portland", "--pay", "62000 to 78000")
        assert run("new", "posting", "kam-2", *flags).exit_code == 0
        text = (jobs / "postings/kam-2.yaml").read_text(encoding="utf-8")
        assert 'pay: {min: 62000, max: 78000, extra: "plus commission, uncapped"}   #' in text

    @pytest.mark.parametrize(
        ("pay", "wanted"),
        [
            ("{min: 1, max: 2, variable: {percent: 15}, note: plus a car}",
             "{min: 62000, max: 78000, variable: {percent: 15}, note: plus a car}"),
            ("{ote: {min: 9, max: 10}, split: 70/30}",
             "{ote: {min: 62000, max: 78000}, split: 70/30}"),
            ("{base: {min: 9}, variable: {min: 8}, period: hour}",
             "{base: {min: 62000, max: 78000}, variable: {min: 8}}"),
            ("{commission_only: true, variable: {min: 8}}",
             "{variable: {min: 8}, min: 62000, max: 78000}"),
        ],
    )  # fmt: skip
    def test_new_amounts_stand_where_the_old_ones_did(
        self, pay: str, wanted: str, jobs: Path
    ) -> None:
        """Of base pay or of on-target earnings; a commission stays."""
        source = jobs / "postings/kam-portland.yaml"
        source.write_text(LIKE.replace("{min: 86000, max: 108000}", pay), encoding="utf-8")
        run("new", "posting", "kam-2", "--like", "kam-portland", "--pay", "62000 to 78000")
        text = (jobs / "postings/kam-2.yaml").read_text(encoding="utf-8")
        assert f"pay: {wanted}   #" in text

    def test_pay_by_place_stays_with_its_place(self, jobs: Path) -> None:
        """One pay for all of them is refused; a place that stays keeps what is said of it."""
        source = jobs / "postings/kam-portland.yaml"
        places = "places:\n  - portland\n  - id: oslo   # north\n    pay: {min: 28}\n"
        source.write_text(re.sub(r"places: .*\n", places, LIKE), encoding="utf-8")
        done = run("new", "posting", "kam-2", "--like", "kam-portland", "--pay", "62k to 78k")
        assert told(done.stderr)[0] == ("KR616", "postings/kam-portland.yaml:7:5")
        run("new", "posting", "kam-3", "--like", "kam-portland", "--place", "oslo")
        text = (jobs / "postings/kam-3.yaml").read_text(encoding="utf-8")
        assert "places:\n  - id: oslo   # north\n    pay: {min: 28}\n" in text

    def test_what_was_said_of_the_first_job_is_dropped(self, jobs: Path) -> None:
        """Overtime status and confirmations belong to the job they were made for."""
        run("new", "posting", "am", "--like", "kam-portland", "--role", "account-manager")
        found = read(jobs / "postings/am.yaml")
        assert found["role"] == "account-manager"
        assert not {"flsa", "confirmed", "approval"} & found.keys()

    def test_an_id_in_the_file_follows(self, jobs: Path) -> None:
        """Otherwise the copy would not fit its own name."""
        source = jobs / "postings/kam-portland.yaml"
        source.write_text("id: kam-portland\n" + LIKE, encoding="utf-8")
        run("new", "posting", "kam-2", "--like", "kam-portland")
        assert read(jobs / "postings/kam-2.yaml")["id"] == "kam-2"

    def test_a_copy_resolves(self, jobs: Path) -> None:
        """It is a posting like any other, and a draft."""
        run("new", "posting", "--like", "kam-portland")
        done = run("show", "kam-portland-2")
        assert done.exit_code == 0
        assert "not yet: a draft" in done.stdout

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("kam-portlnd", "`kam-portland`"),
            ("key-account-manager", "kamroles new posting --role key-account-manager"),
        ],
    )
    def test_only_a_posting_is_copied(self, jobs: Path, name: str, said: str) -> None:
        """A role is filled by a posting of its own."""
        done = run("new", "posting", "--like", name)
        assert done.exit_code == 1
        assert len(told(done.stderr)) == 1
        assert said in done.stderr
        assert len(list((jobs / "postings").iterdir())) == 1


class TestRole:
    """`new role`."""

    def test_a_role_is_a_difference(self, jobs: Path) -> None:
        """Only title and base are written; what is inherited stands there to change."""
        done = run("new", "role", "Account Manager: Schools", "--from", "key-account-manager")
        assert done.exit_code == 0, done.output
        path = jobs / "roles/account-manager-schools.yaml"
        assert read(path) == {
            "extends": "key-account-manager",
            "title": "Account Manager: Schools",
        }
        assert_for_people(path, "role")
        shown = run("show", "account-manager-schools", "--json")
        assert '"title": "Account Manager: Schools"' in shown.stdout
        assert "a difference on key-account-manager" in done.stdout

    @pytest.mark.parametrize(
        "base",
        [
            "account-manager",
            "commercial-lines-account-manager",
            "digital-account-manager",
            "strategic-account-manager",
        ],
    )
    def test_its_comments_are_true(self, jobs: Path, base: str) -> None:
        """Taken into use, they change what the base really has."""
        run("new", "role", "Other", "--from", base)
        path = jobs / "roles/other.yaml"
        lines = path.read_text(encoding="utf-8").splitlines()
        start = lines.index(f"extends: {base}")
        used = "\n".join(line.removeprefix("# ") for line in lines[start:]) + "\n"
        path.write_text(used.replace("…", "Meet schools at home"), encoding="utf-8")
        parse(path.read_text(encoding="utf-8"), "other.yaml")
        done = run("check", "other")
        assert "error" not in done.output

    def test_questions(self, jobs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Title, base, summary."""
        on_terminal(monkeypatch)
        done = run(
            "new",
            "role",
            answers="Schools AM\naccount-manager\nLooks after schools: all of them.\n",
        )
        assert done.exit_code == 0, done.output
        found = read(jobs / "roles/schools-am.yaml")
        assert found["summary"] == "Looks after schools: all of them."

    @pytest.mark.parametrize(
        ("flags", "status", "said"),
        [
            ((), 2, "title"),
            (("Key Account Manager",), 1, "`key-account-manager`"),
            (("Other", "--from", "kamm manager x"), 2, "kamm manager x"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, jobs: Path, flags: tuple[str, ...], status: int, said: str
    ) -> None:
        """A shipped role is not shadowed by accident."""
        done = run("new", "role", *flags)
        assert done.exit_code == status
        assert said in (refused(done.stderr) if status == 2 else done.stderr)
        assert len(told(done.stderr)) == (status == 1)
        assert not (jobs / "roles").exists()


class TestEmployer:
    """`new employer`."""

    def test_flags_say_everything(self, jobs: Path) -> None:
        """And the file is one for people."""
        done = run(
            "new", "employer", "Nordlys AS", "--country", "Norway", "--city", "Oslo",
            "--industry", "software", "--apply", "nordlys.example/jobs",
        )  # fmt: skip
        assert done.exit_code == 0, done.output
        path = jobs / "employers/nordlys-as.yaml"
        assert_for_people(path, "employer")
        found = read(path)
        assert (found["country"], found["industry"]) == ("NO", "software")
        assert "kamroles new posting --employer nordlys-as" in done.stdout

    def test_its_name_is_needed(self, jobs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """From a flag or an answer."""
        assert run("new", "employer").exit_code == 2
        on_terminal(monkeypatch)
        done = run("new", "employer", answers="B\nDE\n\n\n\n1\n\n")
        assert done.exit_code == 0, done.output
        assert read(jobs / "employers/b.yaml") == {"name": "B", "country": "DE"}


@pytest.mark.parametrize("what", ["posting", "employer", "role"])
def test_outside_a_workspace_init_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The command that starts one is named."""
    monkeypatch.chdir(tmp_path)
    done = run("new", what, "name")
    assert done.exit_code == 1
    assert len(told(done.stderr)) == 1
    assert "kamroles init" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_schemas_come_with_the_file(jobs: Path) -> None:
    """Also in a workspace that somebody wrote by hand."""
    run("new", "employer", "B")
    assert {path.stem for path in (jobs / ".kamroles/schemas").iterdir()} >= set(FOLDERS.values())


def test_documents_are_made_at_once(jobs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As web pages, the quickest to look at."""
    monkeypatch.undo()
    done = run("-C", str(jobs), "new", "posting", "am-west")
    assert done.exit_code == 0
    assert {path.name for path in (jobs / "output").glob("*.html")} == {
        "am-west-posting.html",
        "am-west-description.html",
    }
    assert "Open this one first:\n  output/am-west-posting.html" in done.stdout
