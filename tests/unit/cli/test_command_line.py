"""The command line as a whole: help, shared options, findings, exit status."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

import kamroles
from kamroles.cli import COMMANDS, main
from tests.e2e.command import run
from tests.e2e.conftest import write
from tests.told import told

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = "role: account-manager\nemployer: nobody\nplaces: [x]\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with one posting that has faults."""
    folder = tmp_path_factory.mktemp("small")
    write(folder, "kamroles.yaml", "formats: [md]\n")
    write(folder, "postings/broken.yaml", BROKEN)
    return folder


def commands() -> list[str]:
    """Return the name of every command and sub-command."""
    context = click.Context(main)
    names = []
    for name in COMMANDS:
        command = main.get_command(context, name)
        parts = command.commands if isinstance(command, click.Group) else ()
        names += [name, *(f"{name} {part}" for part in parts)]
    return names


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help_with_an_example(name: str) -> None:
    """Help says in one line what the command does, and shows how it is typed."""
    shown = CliRunner().invoke(main, [*name.split(), "--help"], terminal_width=100).stdout
    usage, _, rest = shown.partition("\n\n")
    assert usage.startswith(f"Usage: main {name} ")
    assert re.match(r"  [A-Z].+\.", rest)
    assert f"Example: kamroles {name}" in " ".join(shown.split())


def test_help_lists_every_command_and_imports_none() -> None:
    """What help needs is click alone; heavy libraries wait for the command that uses them."""
    code = (
        "import sys\nfrom kamroles.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith('kamroles')], file=sys.stderr)\n"
        "print([m for m in ('yaml', 'msgspec', 'jinja2', 'rich', 'importlib.metadata') "
        "if m in sys.modules], file=sys.stderr)"
    )
    wide = os.environ | {"COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=wide
    )
    assert done.stderr.splitlines() == [
        "['kamroles', 'kamroles.cli', 'kamroles.cli.console']",
        "[]",
    ]
    for name, (_, short) in COMMANDS.items():
        assert f"  {name} " in done.stdout
        assert short in done.stdout


def test_the_version() -> None:
    """It is the package's own."""
    assert CliRunner().invoke(main, ["--version"]).stdout == f"kamroles {kamroles.__version__}\n"


def test_python_m_kamroles_is_kamroles() -> None:
    """The module runs the same program under the same name."""
    command = [sys.executable, "-m", "kamroles", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: kamroles [OPTIONS] COMMAND")


def test_shared_options_stand_before_or_after_the_command(small: Path, tmp_path: Path) -> None:
    """Where they stand changes nothing, and -C ends with the command."""
    before = CliRunner().invoke(main, ["-C", str(small), "--report", "json", "check"])
    after = CliRunner().invoke(main, ["check", "-C", str(small), "--report", "json"])
    assert before.stdout == after.stdout
    assert before.exit_code == after.exit_code == 1
    assert run("list", "postings", at=tmp_path).out == ""


def test_findings_as_json_take_standard_output(small: Path) -> None:
    """A program reads one JSON document; lines for people go to standard error."""
    done = run("--report", "json", "render", "broken", "account-manager", "-o", "out", at=small)
    told = json.loads(done.out)
    assert told["errors"] == 1
    assert "out/account-manager-posting.md" in done.err


def test_findings_as_annotations_and_sarif(small: Path) -> None:
    """Both name file and line."""
    lines = run("--report", "github", "check", at=small).out
    assert "::error file=postings/broken.yaml,line=2" in lines
    log = json.loads(run("--report", "sarif", "check", at=small).out)
    assert log["runs"][0]["results"][0]["ruleId"].startswith("KR")
    assert log["runs"][0]["tool"]["driver"]["version"] == kamroles.__version__


def test_findings_are_the_result_of_check_only(small: Path) -> None:
    """`check` prints them to standard output, other commands to standard error."""
    nobody = [("KR502", "postings/broken.yaml:2:11")]
    assert told(run("check", at=small).out) == nobody
    built = run("build", at=small)
    assert told(built.err) == nobody
    assert built.out == ""


def test_colors_only_on_a_terminal(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR and --no-color are kept even there."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    arguments = ["-C", str(small), "build"]
    assert "\x1b[" in CliRunner().invoke(main, arguments, color=True).stderr
    assert "\x1b[" not in CliRunner().invoke(main, ["--no-color", *arguments], color=True).stderr
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in CliRunner().invoke(main, arguments, color=True).stderr


def test_strict_fails_on_warnings(tmp_path: Path) -> None:
    """A warning alone is no failure, unless one asks for it."""
    write(tmp_path, "kamroles.yaml", "kinds: [posting]\n")
    write(tmp_path, "employers/e.yaml", "name: E\nlocations: [{id: x, city: X, country: US}]\n")
    write(tmp_path, "postings/p.yaml", "role: account-manager\nemployer: e\nplaces: [x]\n")
    done = run("check", at=tmp_path)
    assert done.status == 0
    assert "KR601" in dict(told(done.out))
    assert run("check", "--strict", at=tmp_path).status == 1


@pytest.mark.parametrize(
    ("raised", "code", "says"),
    [
        (PermissionError(13, "Permission denied", "/srv/x"), "KR512", "/srv/x: Permission denied"),
        (MemoryError(), "KR513", "memory"),
        (RecursionError(), "KR513", "memory"),
    ],
)
def test_what_the_system_refuses_is_told_plainly(
    raised: BaseException, code: str, says: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback for what is not a fault of the program."""

    def refuse(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr("kamroles.pipeline.produce", refuse)
    done = run("render", "account-manager", at=small)
    assert done.status == 1
    assert told(done.err) == [(code, "")]
    assert says in done.err


def test_interrupted(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends the run with a finding and the status that shells expect."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kamroles.pipeline.produce", interrupt)
    done = run("render", "account-manager", at=small)
    assert done.status == 130
    assert told(done.err) == [("KR767", "")]


def test_a_reader_that_stops_reading(small: Path) -> None:
    """`kamroles list | head -0` ends without a word."""
    command = [sys.executable, "-m", "kamroles", "list"]
    done = subprocess.Popen(command, cwd=small, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.stdout
    assert done.stderr
    done.stdout.close()
    told = done.stderr.read()
    done.stderr.close()
    done.wait(timeout=30)
    assert told == b""
