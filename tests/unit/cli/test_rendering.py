"""`kamroles render`: which files, where, and what it says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from tests.e2e.command import run
from tests.e2e.conftest import FILES, release, write
from tests.told import refused, told
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a small workspace."""
    for name, content in FILES.items():
        write(tmp_path, name, content)
    release(tmp_path)
    return tmp_path


def test_a_line_for_each_file_with_why_it_is_a_draft(place: Path) -> None:
    """Paths come first, so that a program can read them."""
    done = run("render", "salem", "accounts", "--kind", "posting", "-f", "md", at=place)
    lines = done.out.splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "output/accounts-posting.md",
        "output/salem-posting.md",
    ]
    assert "  draft: " in lines[0]
    assert "draft" not in lines[1]
    assert done.err == "2 written, 0 unchanged\n"
    again = run("render", "salem", "--kind", "posting", "-f", "md", at=place)
    assert again.out == "output/salem-posting.md  unchanged\n"


def test_kinds_and_formats_of_the_workspace_unless_others_are_asked_for(place: Path) -> None:
    """`-f` and `--kind` take several, with commas or repeated."""
    run("render", "salem", at=place)
    names = {path.name for path in (place / "output").glob("salem*")}
    assert names == {
        f"salem-{kind}.{form}" for kind in ("posting", "description") for form in ("md", "html")
    }
    run(
        *["render", "salem", "-f", "txt,json", "-f", "markdown", "--kind", "posting"],
        *["-o", "there"], at=place,
    )  # fmt: skip
    names = {path.name for path in (place / "there").glob("salem*")}
    assert names == {"salem-posting.txt", "salem-posting.json", "salem-posting.md"}


def test_formats_apart_from_each_other(place: Path) -> None:
    """`-f pdf docx` is told what it should be, and nothing is written."""
    done = run("render", "salem", "-f", "md", "docx", at=place)
    assert done.status == 2
    assert "-f pdf,docx" in refused(done.err)
    assert not (place / "output").exists()


def test_outside_a_workspace(tmp_path: Path) -> None:
    """A shipped role becomes a template to fill in, below ./output."""
    done = run("render", "account-manager", "--kind", "posting", "-f", "txt", at=tmp_path)
    assert done.status == 0
    assert done.out.startswith("output/account-manager-posting.txt  draft: ")


def test_a_role_for_an_employer(place: Path) -> None:
    """The employer's name is in the file's, so that two employers never share one."""
    arguments = ["render", "accounts", "--kind", "posting", "-f", "md"]
    done = run(*arguments, "--employer", "northgate", at=place)
    assert done.out.startswith("output/accounts-northgate-posting.md")
    wrong = run(*arguments, "--employer", "northgat", at=place)
    assert wrong.status == 1
    assert [code for code, _ in told(wrong.err)] == ["KR502"]
    assert "`northgate`" in wrong.err
    other = run("render", "salem", "--employer", "other", at=place)
    assert told(other.err) == [("KR517", "postings/salem.yaml:2:11")]


def test_a_file_of_its_own(place: Path) -> None:
    """NAME may be a path, also of a file outside the usual folders."""
    role = "extends: account-manager\ntitle: Elsewhere\n"
    path = write(place, "drafts/elsewhere.yaml", role)
    posting = write(place, "drafts/one.yaml", FILES["postings/salem.yaml"])
    done = run("render", str(path), "drafts/one.yaml", "-f", "md", "--kind", "posting", at=place)
    assert done.status == 0, done.err
    assert posting.is_file()
    assert [line.split("  ")[0] for line in done.out.splitlines()] == [
        "output/elsewhere-posting.md",
        "output/one-posting.md",
    ]


def test_to_standard_output(place: Path) -> None:
    """One text document can be piped on, and nothing is written."""
    done = run("render", "salem", "--kind", "posting", "-f", "md", "-o", "-", at=place)
    assert done.out.startswith("# Accounts\n")
    assert done.err == ""
    assert not (place / "output").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["salem", "accounts", "--kind", "posting", "-f", "md"],
        ["salem", "-f", "md"],
        ["salem", "--kind", "posting", "-f", "md,html"],
        ["salem", "--kind", "posting", "-f", "pdf"],
        ["salem", "--kind", "posting", "-f", "md", "--report", "json"],
    ],
)
def test_what_standard_output_cannot_take(arguments: list[str], place: Path) -> None:
    """Two documents, two formats, PDF, or a report as well."""
    done = run("render", *arguments, "-o", "-", at=place)
    assert done.status == 2
    assert done.out == ""


def test_set_changes_one_run(place: Path) -> None:
    """A field is found in the role, the posting or the employer; the file stays as it is."""
    before = (place / "postings/salem.yaml").read_bytes()
    done = run(
        "render", "salem", "--kind", "posting", "-f", "md", "-o", "-",
        "--set", "title=Accounts, West", "--set", "closes=2026-12-24",
        "--set", "employer.name=Northgate Two", "--set", "responsibilities.site-visits.text=Go.",
        at=place,
    )  # fmt: skip
    assert "# Accounts, West\n" in done.out
    assert "not as approved" in done.out.splitlines()[0]
    assert "December 24, 2026" in done.out
    assert "Northgate Two" in done.out
    assert (place / "postings/salem.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("written", "code", "says"),
    [
        ("titel=x", "KR103", "title"),
        ("title", "KR508", "path=value"),
        ("posting.role=no-such-role", "KR502", "no-such-role"),
        ("pay.min=lots", "KR206", "lots"),
        ("tools=[a", "KR007", "["),
    ],
)
def test_set_is_checked_like_a_file(written: str, code: str, says: str, place: Path) -> None:
    """A slip on the command line is told with its place."""
    done = run("render", "salem", "--set", written, at=place)
    assert done.status == 1
    assert [each for each, _ in told(done.err)] == [code]
    assert says in done.err


def test_open_shows_the_first_page(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """HTML or PDF opens; there is a word where nothing can."""
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", lambda url: opened.append(url) or 0)
    run("render", "salem", "--open", at=place)
    assert opened == ["output/salem-description.html"]
    done = run("render", "salem", "-f", "md", "--open", at=place)
    assert len(printed(done.err).splitlines()) == 2
    monkeypatch.setattr(click, "launch", lambda _: 1)
    assert len(printed(run("render", "salem", "--open", at=place).err).splitlines()) == 2


def test_progress_is_for_terminals(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar moves on a terminal; piped, there is none and rich is not imported."""
    import sys

    from kamroles.cli.console import progress

    with progress("Building") as move:
        assert move is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress("Building") as move:
        assert move is not None
        move(1, 2, "a.html")
    assert place
