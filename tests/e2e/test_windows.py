"""What Windows does differently, simulated: files, consoles, names, locks and missing modules.

Nothing here ran on Windows itself; see docs/explanation/platforms.md.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kamroles import write as writing
from kamroles.cli import COMMANDS, main
from kamroles.pipeline import workers
from tests.conftest import AS_OF
from tests.e2e.command import run, snapshot, spawn
from tests.e2e.conftest import FILES, write
from tests.e2e.test_bad_input import NO_PANGO
from tests.pages import blocks
from tests.told import told
from tests.wording import printed

if TYPE_CHECKING:
    from collections.abc import Callable

KIND = "templates/kinds/posting.md"
TEMPLATE = "# {{ role.title }}\n\nWords of our own: Straße, “quoted”.\n\n{{ employer.name }}\n"


def _crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


ENCODED: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda text: _crlf(text).encode(),
    "byte-order mark": lambda text: codecs.BOM_UTF8 + _crlf(text).encode(),
    "UTF-16": lambda text: codecs.BOM_UTF16_LE + _crlf(text).encode("utf-16-le"),
    "UTF-16, big end first": lambda text: codecs.BOM_UTF16_BE + _crlf(text).encode("utf-16-be"),
}
"""How editors and shells of Windows save a text."""


@pytest.mark.parametrize("how", ENCODED)
def test_files_saved_by_windows_give_the_same_documents(how: str, workspace: Path) -> None:
    """Notepad's line ends and marks, and what PowerShell's `>` writes, change no byte."""
    for name in [name for name in FILES if name.endswith(".yaml")]:
        write(workspace, name, ENCODED[how](FILES[name]))
    done = run("build", "-f", "md,html,json,txt,docx", "-o", "windows", at=workspace)
    assert done.status == 0, done.err
    for name, text in FILES.items():
        write(workspace, name, text)
    run("build", "-f", "md,html,json,txt,docx", "-o", "unix", at=workspace)
    assert snapshot(workspace / "windows") == snapshot(workspace / "unix")


@pytest.mark.parametrize("how", ENCODED)
def test_a_fault_is_told_at_the_same_place(how: str, workspace: Path) -> None:
    """Neither marks nor line ends shift lines and columns."""
    posting = FILES["postings/salem.yaml"].replace("onsite", "hybrd")
    write(workspace, "postings/salem.yaml", ENCODED[how](posting))
    said = run("check", "salem", at=workspace).out
    assert told(said) == [("KR214", "postings/salem.yaml:4:12")]
    assert "4 | workplace: hybrd\n  |            ^^^^^\n" in said


@pytest.mark.parametrize("how", ["CRLF", "byte-order mark"])
def test_templates_and_themes_saved_by_windows(how: str, workspace: Path) -> None:
    """The documents are the same, and such a theme counts as the shipped one."""
    theme = Path(__file__).resolve().parents[2] / "templates" / "themes" / "plain"
    wanted = [*("-f", "md,html,pdf", "--kind", "posting", "--pdf-engine", "auto"), "-v"]
    write(workspace, KIND, TEMPLATE)
    plain = run("render", "salem", *wanted, "-o", "unix", at=workspace)
    write(workspace, KIND, ENCODED[how](TEMPLATE))
    for file in theme.iterdir():
        text = file.read_text(encoding="utf-8")
        write(workspace, f"templates/themes/plain/{file.name}", ENCODED[how](text))
    done = run("render", "salem", *wanted, "-o", "windows", at=workspace)
    assert (done.status, done.err) == (0, plain.err)
    assert snapshot(workspace / "windows") == snapshot(workspace / "unix")


def test_a_template_in_utf_16_says_how_to_save_it(workspace: Path) -> None:
    """It is no traceback, and no template passed over."""
    write(workspace, KIND, ENCODED["UTF-16"](TEMPLATE))
    done = run("build", at=workspace)
    assert done.status == 1
    assert told(done.err) == [("KR507", f"{KIND}:1:1")]


NAMES = "Café · Zoë → 60 000 € \N{EN DASH} 北京"
SPOKEN = [
    ["--help"], ["--version"], *([name, "--help"] for name in COMMANDS),
    ["list"], ["list", "roles"], ["list", "formats"], ["show", "salem"], ["explain", "salem"],
    ["explain", "salem", "title"], ["check"], ["check", "--report", "github"], ["review", "salem"],
    ["build", "-v"], ["render", "salem", "-f", "md,txt", "-o", "Büro"], ["doctor"],
    ["render", "Zoë"], ["rendr"], ["schema", "posting"], ["init", "--sample", "Ablage é"],
    ["new", "role", "Führung é →", "-y"], ["eject", "posting"],
]  # fmt: skip
AT_NIGHT = [pytest.param(name, marks=pytest.mark.slow) for name in ("cp1252", "cp850")]
CONSOLES = ["cp437", "ascii", "utf-16-le", *AT_NIGHT]


@pytest.fixture
def named(workspace: Path) -> Path:
    """Return a workspace with names that few consoles can show."""
    posting = FILES["postings/salem.yaml"].replace("hybrid", "onsite")
    write(workspace, "postings/salem.yaml", f"{posting}title: '{NAMES}'\ncontact: '{NAMES}'\n")
    employer = FILES["employers/northgate.yaml"]
    write(workspace, "employers/northgate.yaml", employer.replace("Northgate Sample", NAMES))
    return workspace


@pytest.mark.parametrize("encoding", CONSOLES)
def test_every_command_speaks_on_any_console(encoding: str, named: Path) -> None:
    """What a console cannot show is written another way; nothing is raised."""
    runner = CliRunner(charset=encoding)
    for command in SPOKEN:
        done = runner.invoke(main, ["--as-of", AS_OF.isoformat(), "-C", str(named), *command])
        assert isinstance(done.exception, SystemExit | None), (command, done.exception)
        assert done.output, command


@pytest.mark.parametrize(
    "command", [["show", "salem", "--json"], ["check", "--report", "json"], ["schema", "role"]]
)
def test_data_stays_readable_on_any_console(command: list[str], named: Path) -> None:
    """Escapes are such that JSON means the same."""
    runner = CliRunner(charset="cp437")
    done = runner.invoke(main, ["--as-of", AS_OF.isoformat(), "-C", str(named), *command])
    assert isinstance(json.loads(done.stdout), dict)
    if command[0] == "show":
        shown = json.loads(done.stdout)["posting"]["contact"]
        assert shown == NAMES.replace("→", "->").replace("\N{EN DASH}", "-")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=["cp1252", "C"],
)
def test_a_process_of_its_own_speaks_on_any_console(
    environment: dict[str, str], named: Path
) -> None:
    """Standard output and the files' names are as the system has them; documents are UTF-8."""
    command = [sys.executable, "-m", "kamroles", "--as-of", AS_OF.isoformat()]
    for arguments in (["show", "salem"], ["render", "salem", "-f", "md", "-o", "Büro"]):
        done = subprocess.run(
            [*command, *arguments],
            cwd=named, env=os.environ | environment, capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stdout
    (made,) = named.glob("B*/salem-posting.md")
    assert f"\n# {NAMES}\n" in made.read_text(encoding="utf-8")


def test_no_file_is_read_in_the_systems_own_encoding(tmp_path: Path) -> None:
    """Python warns of each place that leaves the encoding to the system; ours has none."""
    done = subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-W", "always::EncodingWarning",
         "-m", "kamroles", "init", "jobs", "--employer", "Northgate", "-y"],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert re.findall(r"kamroles/\S+\.py:\d+: EncodingWarning.*", done.stderr) == []


@pytest.mark.parametrize("name", ["con", "AUX", "nul", "com1", "lpt9", "prn.v2", "CON .x", "com¹"])
def test_names_of_devices_are_no_files(name: str) -> None:
    """Windows would write to the device."""
    assert writing.reserved(name)
    assert not writing.reserved(writing.file_name(name, ".md"))


@pytest.mark.parametrize("name", ["console", "com", "com10", "lpt", "auxiliary", "account-manager"])
def test_names_like_those_of_devices_are_files(name: str) -> None:
    """Only the very names are kept."""
    assert writing.file_name(name, ".md") == f"{name}.md"


@pytest.mark.parametrize(
    ("stem", "name"),
    [("a. ", "a.md"), ("a:b", "a-b.md"), ('a"<>|?*b', "a------b.md"), ("a\\b", "a-b.md"),
     ("x" * 149 + ". y", "x" * 149 + ".md"), (" .", "document.md")],
)  # fmt: skip
def test_names_that_windows_changes_or_refuses(stem: str, name: str) -> None:
    """They are written in a way that every system leaves as it is."""
    assert writing.file_name(stem, ".md") == name


def test_a_posting_called_like_a_device_has_documents(workspace: Path) -> None:
    """Its files carry the kind, so that their names are no device's."""
    write(workspace, "postings/con.yaml", FILES["postings/salem.yaml"])
    done = run("render", "con", "-f", "md", "--kind", "posting", at=workspace)
    assert done.out.startswith(str(Path("output", "con-posting.md")))


@pytest.mark.parametrize(
    "command",
    [["posting", "aux", "--role", "accounts"], ["employer", "Con"], ["role", "Nul"]],
    ids=lambda command: command[0],
)
def test_no_new_file_is_called_like_a_device(command: list[str], workspace: Path) -> None:
    """A folder that works here works on Windows too."""
    before = snapshot(workspace)
    done = run("new", *command, "-y", at=workspace)
    assert done.status == 1
    assert told(done.err) == [("KR510", "")]
    assert snapshot(workspace) == before


def test_names_that_differ_in_capitals_only(workspace: Path) -> None:
    """Windows and macOS would write one file over the other."""
    for name in ("note", "Note"):
        write(workspace, f"templates/kinds/{name}.md", TEMPLATE)
    if len(list((workspace / "templates" / "kinds").iterdir())) == 1:
        pytest.skip("this system does not tell capitals apart")
    done = run("render", "salem", "--kind", "note,Note", "-f", "md", at=workspace)
    assert done.status == 1
    assert told(done.err) == [("KR514", "")]


def test_a_document_that_word_holds_open(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said what to do, the other documents are made, and later this one too."""
    arguments = ("build", "-f", "docx,md", "-o", "out")
    assert run(*arguments, at=workspace).status == 0
    before = snapshot(workspace / "out")
    write(
        workspace, "postings/salem.yaml", FILES["postings/salem.yaml"] + "title: Accounts, West\n"
    )

    def refuse(self: Path, *rest: Path) -> object:
        if (rest or (self,))[0].name == "salem-posting.docx":
            raise PermissionError(13, "Permission denied", str(self))
        return usual(self, *rest)

    usual = Path.replace
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        done = run(*arguments, at=workspace)
    assert done.status == 1
    assert told(done.err) == [("KR510", "")]
    assert "salem-posting.docx" in done.err
    after = snapshot(workspace / "out")
    assert after.keys() == before.keys()
    assert [name for name in after if after[name] == before[name]] == ["salem-posting.docx"]
    again = run(*arguments, at=workspace)
    assert (again.status, "1 written, 3 unchanged" in again.err) == (0, True)


def test_a_long_path_works_where_the_system_takes_it(workspace: Path) -> None:
    """Nothing here counts the characters of a path."""
    deep = "/".join(["f" * 60] * 6)
    done = run("render", "salem", "-f", "md,docx", "-o", deep, at=workspace)
    assert done.status == 0, done.err
    assert len(str(next((workspace / deep).glob("*.docx")).resolve())) > 260


def test_a_long_path_that_windows_does_not_find(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows says that there is no such folder; the message says why."""

    def unseen(path: Path, *rest: object, **more: object) -> None:
        if len(str(path.absolute())) > 247:
            raise FileNotFoundError(2, "No such file or directory", str(path))
        usual(path, *rest, **more)

    usual = Path.mkdir
    monkeypatch.setattr(Path, "mkdir", unseen)
    done = run("render", "salem", "-f", "md", "-o", "/".join(["f" * 60] * 6), at=workspace)
    assert done.status == 1
    assert told(done.err) == [("KR510", "")] * 2


def test_a_name_that_is_too_long_for_any_system(workspace: Path) -> None:
    """The system's own refusal is told the same way."""
    done = run("render", "salem", "-f", "md", "-o", "f" * 300, at=workspace)
    assert done.status == 1
    assert told(done.err) == [("KR510", "")] * 2


def test_paths_with_backslashes(workspace: Path) -> None:
    """In a file they mean the same on every system, and so does a NAME."""
    firm = FILES["employers/northgate.yaml"].replace("assets/logo.svg", r"assets\logo.svg")
    write(workspace, "employers/northgate.yaml", firm)
    write(workspace, "kamroles.yaml", "formats: [md]\noutput: made\\here\n")
    done = run("render", r"postings\salem.yaml", r".\roles\accounts.yaml", at=workspace)
    assert done.status == 0, done.err
    names = {path.name for path in (workspace / "made" / "here").glob("*.md")}
    assert names == {
        f"{n}-{k}.md" for n in ("salem", "accounts") for k in ("posting", "description")
    }
    write(workspace, "kamroles.yaml", "output: ..\\elsewhere\n")
    assert told(run("build", at=workspace).err) == [("KR515", "")]


def test_a_workspace_on_another_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From C: to D: there is no relative path; the whole one is shown."""

    def no_way(path: Path, *rest: str) -> str:
        if str(path).startswith(str(tmp_path)):
            raise ValueError("path is on mount 'D:', start on mount 'C:'")
        return usual(path, *rest)

    usual = os.path.relpath
    monkeypatch.setattr(os.path, "relpath", no_way)
    done = run("init", str(tmp_path / "jobs"), "--employer", "Northgate", "-y", at=tmp_path)
    assert done.status == 0, done.err
    assert str(tmp_path / "jobs" / "output" / "account-manager-remote-posting.html") in done.out


def test_no_more_processes_than_windows_can_wait_for(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pool of more than 61 cannot be started there."""
    asked = []

    class Pool:
        def __init__(self, workers: int, **_: object) -> None:
            asked.append(workers)
            raise KeyboardInterrupt

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Pool)
    with pytest.raises(KeyboardInterrupt):
        list(workers.render_all([(None, "pdf", "typst")] * 100, 64))  # type: ignore[list-item]
    assert asked == [61]


WINDOWS = """\
import os, signal, sys
for name in ("resource", "fcntl", "pwd", "grp", "termios", "tty", "pty", "readline"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "register_at_fork", "getuid", "geteuid", "getgid", "mkfifo",
             "uname", "sysconf", "sched_getaffinity", "chown", "killpg", "setsid"):
    vars(os).pop(name, None)
for name in ("setitimer", "getitimer", "ITIMER_VIRTUAL", "SIGVTALRM", "SIGALRM", "SIGKILL",
             "SIGHUP", "SIGPIPE", "alarm", "pthread_sigmask"):
    vars(signal).pop(name, None)
os.environ["PATH"] = ""
from kamroles.cli import main
main(sys.argv[1:], prog_name="kamroles")
"""


def windows_like(*arguments: str, at: Path) -> str:
    """Run a command without the modules and functions of Unix, and without any program."""
    done = subprocess.run(
        [sys.executable, "-c", WINDOWS, "--as-of", AS_OF.isoformat(), *arguments],
        cwd=at, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_nothing_to_pdf_without_what_only_unix_has(tmp_path: Path) -> None:
    """`init` and `render` need no bash, no fork and no module of Unix, and no program at all."""
    windows_like("init", "jobs", "--employer", "Northgate", "-y", at=tmp_path)
    assert list((tmp_path / "jobs" / "output").glob("*.docx"))
    windows_like(
        *("-C", "jobs", "render", "account-manager-remote", "--kind", "posting"),
        *("-f", "md,html,docx,txt,json,pdf", "--pdf-engine", "typst", "-o", "out"), at=tmp_path,
    )  # fmt: skip
    made = {path.suffix for path in (tmp_path / "jobs" / "out").glob("account-manager-remote*")}
    assert made == {".md", ".html", ".docx", ".txt", ".json", ".pdf"}


def test_the_lines_for_powershell_reach_a_pdf(tmp_path: Path) -> None:
    """What a person on Windows is told to type works where nothing of Unix is there.

    After an installation by pip and by uv it is the same but for how Python finds the command.
    """
    page = Path(__file__).resolve().parents[2] / "docs/how-to/install.md"
    shells = [block for block in blocks(page) if block.language == "powershell"]
    by_pip, by_uv = (block.body.strip().splitlines() for block in shells)
    assert by_pip.pop(0).startswith("py -m pip install --user ")
    assert by_uv.pop(0).startswith("uv tool install ")
    assert [line.removeprefix("py -m ") for line in by_pip] == by_uv
    here = tmp_path
    for line in by_uv:
        command, *arguments = line.split()
        if command == "cd":
            here /= arguments[0]
            continue
        assert command == "kamroles"
        windows_like(*arguments, at=here)
    made = {path.name for path in (here / "output").iterdir()}
    assert "key-account-manager-portland-posting.pdf" in made


@pytest.fixture
def no_pango(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which WeasyPrint finds no Pango, as after a plain install."""
    write(tmp_path / "hook", "sitecustomize.py", NO_PANGO)
    return {"PYTHONPATH": str(tmp_path / "hook")}


def test_without_pango_every_format_is_made(workspace: Path, no_pango: dict[str, str]) -> None:
    """Typst sets the pages, and -v says so."""
    done = spawn("build", "-f", "md,html,txt,json,docx,pdf", "-o", "out", "-v",
                 at=workspace, **no_pango)  # fmt: skip
    assert done.status == 0, done.err
    assert len(snapshot(workspace / "out")) == 2 * 6
    assert (workspace / "out" / "salem-posting.pdf").read_bytes().startswith(b"%PDF-")
    (why,) = [line for line in done.err.splitlines() if "PDF by Typst" in line]
    printed(why)
    assert "plain" in why


@pytest.mark.parametrize("asked", ["workspace", "style sheet"])
def test_weasyprint_without_pango_says_what_to_install(
    asked: str, workspace: Path, no_pango: dict[str, str]
) -> None:
    """However WeasyPrint is asked for; the other formats are made, and doctor agrees."""
    if asked == "workspace":
        write(workspace, "kamroles.yaml", "pdf_engine: weasyprint\n")
    if asked == "style sheet":
        theme = Path(__file__).resolve().parents[2] / "templates" / "themes" / "plain"
        for file in theme.iterdir():
            write(workspace, f"templates/themes/plain/{file.name}", file.read_bytes())
        with (workspace / "templates/themes/plain/style.css").open("a") as style:
            style.write("p{letter-spacing:.01em}\n")
    done = spawn("build", "-f", "md,pdf,html", "-o", "out", at=workspace, **no_pango)
    assert done.status == 1, done.err
    assert done.err.count("error[KR401]") == 1
    assert "apt-get install" in done.err
    assert "Traceback" not in done.err
    names = {path.suffix for path in (workspace / "out").glob("salem*")}
    assert names == {".md", ".html"}
    examined = spawn("doctor", at=workspace, **no_pango)
    assert examined.status == 1, examined.out
    printed("\n".join(line for line in examined.out.splitlines() if "Pango is not" in line))
    assert "Pango is not" in examined.out
