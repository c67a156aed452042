"""`kamroles list`, and what a shell can complete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from kamroles.cli import main
from kamroles.field_tables import known_channels
from kamroles.render import FORMATS
from tests.e2e.command import run
from tests.e2e.conftest import FILES, write
from tests.told import refused
from tests.wording import printed

GUIDES = Path(__file__).resolve().parents[3] / "docs/how-to"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with one of each thing."""
    folder = tmp_path_factory.mktemp("place")
    for name, content in FILES.items():
        write(folder, name, content)
    write(folder, "templates/kinds/posting.md", "# {{ role.title }}\n")
    write(folder, "templates/themes/own/theme.yaml", "")
    write(folder, "roles/broken.yaml", "title: [\n")
    return folder


def rows(out: str) -> list[list[str]]:
    """Return the cells of each printed line."""
    return [line.split("  ") for line in out.splitlines()]


def test_roles_with_where_they_come_from_and_what_they_are(place: Path) -> None:
    """The workspace's come first; a broken file is listed all the same."""
    lines = run("list", "roles", at=place).out.splitlines()
    cells = [[cell.strip() for cell in line.split("  ") if cell] for line in lines]
    inherited = "Keeps and grows a set of existing customers on behalf of one supplier."
    assert cells[0] == ["accounts", "workspace", inherited]
    assert cells[1] == ["broken", "workspace"]
    (key,) = (c for c in cells if c[0] == "key-account-manager")
    assert key[1] == "shipped"
    assert "few customers" in key[2]


def test_without_a_sort_each_line_starts_with_it(place: Path) -> None:
    """So that `grep` finds what one looks for."""
    out = run("list", at=place).out
    sorts = list(dict.fromkeys(line.split()[0] for line in out.splitlines()))
    assert sorts == [
        "roles", "employers", "postings", "packs", "kinds", "templates", "themes", "formats",
        "channels",
    ]  # fmt: skip
    assert "Accounts, Northgate Sample" in out


def test_one_word_or_several(place: Path) -> None:
    """`list role` is `list roles`."""
    assert run("list", "role", at=place).out == run("list", "roles", at=place).out


def test_json_has_the_paths(place: Path) -> None:
    """A program gets everything there is to know."""
    there = json.loads(run("list", "--json", at=place).out)
    assert there["employers"] == [
        {
            "id": "northgate",
            "title": "Northgate Sample",
            "source": "workspace",
            "path": "employers/northgate.yaml",
        }
    ]
    assert [each["id"] for each in there["formats"]] == list(FORMATS)
    kinds = {each["id"]: each["source"] for each in there["kinds"]}
    assert kinds["posting"] == "workspace"
    assert kinds["description"] == "shipped"
    replaced = [t for t in there["templates"] if t["id"] == "kinds/posting.md"]
    assert [t["source"] for t in replaced] == ["workspace", "shipped"]


def test_outside_a_workspace_there_is_what_ships(tmp_path: Path) -> None:
    """No employer and no posting ships."""
    there = json.loads(run("list", "--json", at=tmp_path).out)
    assert there["employers"] == there["postings"] == []
    assert "account-manager" in {each["id"] for each in there["roles"]}
    none = run("list", "postings", at=tmp_path)
    assert (none.status, none.out, len(printed(none.err).splitlines())) == (0, "", 1)


def test_words_leave_what_has_them(place: Path) -> None:
    """Of roles by all they say, of other things by what they are called."""
    assert run("list", "postings", "northgate", at=place).out.startswith("salem ")
    assert run("list", "postings", "elsewhere", at=place).out == ""
    first = run("list", "roles", "key", "account", at=place).out.splitlines()[0]
    assert first.startswith("key-account-manager ")


def test_roles_of_a_family_and_level(place: Path) -> None:
    """In any case; JSON tells where words were found."""
    out = run("list", "--family", "Project-Control", at=place).out
    assert [line.split()[0] for line in out.splitlines()] == ["control-account-manager"]
    there = json.loads(run("list", "roles", "kam", "--json", at=place).out)
    assert there["roles"][0]["note"] == "also called KAM"


def test_drafts_are_marked(place: Path) -> None:
    """Also those that inherit it."""
    write(place, "roles/draft.yaml", "title: Draft\nstatus: draft\n")
    write(place, "roles/heir.yaml", "title: Heir\nextends: draft\n")
    lines = run("list", "roles", at=place).out.splitlines()
    assert {line.split()[0] for line in lines if line.endswith(" draft")} >= {"draft", "heir"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--family", "comercial"), "`commercial`"),
        (("--competency", "negotation"), "`negotiation`"),
        (("--credential", "pc-licence"), "'pc-licence'"),
        (("--status", "final"), "draft, ready"),
        (("postings", "--level", "senior"), "--level"),
    ],
)
def test_what_nobody_has_is_wrong_usage(
    arguments: tuple[str, ...], named: str, place: Path
) -> None:
    """With the nearest."""
    done = run("list", *arguments, at=place)
    assert done.status == 2
    assert named in refused(done.err)


def test_words_that_no_role_has(place: Path) -> None:
    """A name that is nearly right is offered."""
    done = run("list", "roles", "kee", "acount", "manager", at=place)
    assert (done.status, done.out) == (0, "")
    first, nearest, *_ = done.err.splitlines()
    printed(first)
    assert "(key-account-manager)" in nearest


def complete(place: Path, *words: str) -> list[str]:
    """Return what Tab offers for the last word."""
    shell = ShellComplete(main, {}, "kamroles", "_KAMROLES_COMPLETE")
    *before, last = words
    return [item.value for item in shell.get_completions(["-C", str(place), *before], last)]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("re",), ["render", "review", "reopen", "repost"]),
        (("render", "sal"), ["salem", "sales-account-manager"]),
        (("show", "key-"), ["key-account-manager"]),
        (("render", "salem", "--employer", ""), ["northgate"]),
        (("render", "salem", "--kind", "po"), ["posting"]),
        (("render", "salem", "--theme", ""), ["own", "one-page", "plain"]),
        (("render", "salem", "-f", "html,p"), ["html,pdf"]),
        (("list", "e"), ["employers"]),
        (("list", "--family", "pro"), ["project-control"]),
        (("list", "--competency", "nego"), ["negotiation"]),
        (("--v",), ["--verbose", "--version"]),
    ],
)
def test_completion(words: tuple[str, ...], offered: list[str], place: Path) -> None:
    """Names of the workspace and of what ships."""
    assert complete(place, *words) == offered


def test_a_broken_workspace_completes_to_nothing(tmp_path: Path) -> None:
    """A shell never shows a traceback because of a file."""
    write(tmp_path, "kamroles.yaml", "theme: [\n")
    assert complete(tmp_path, "render", "a") == []
    assert complete(tmp_path / "nowhere", "render", "zzz") == []


def test_what_channels_ask_is_shown_whole(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how sure it is in words, on every width; the guide shows every channel."""
    guide = (GUIDES / "feeds-and-preflight.md").read_text(encoding="utf-8")
    for width in ("60", "100"):
        monkeypatch.setenv("COLUMNS", width)
        said = " ".join(run("list", "channels", "-v", at=place).out.split())
        for channel in known_channels()[0].values():
            assert " ".join(channel.terms.split()) in said
            assert f"\n{channel.name} " in guide
        assert "(from memory)" in said
        assert "[V" not in said
