"""Bad input: a message with place, excerpt, code and hint; and what was written before stays."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.e2e.command import Ran, run, snapshot, spawn
from tests.e2e.conftest import FILES, write
from tests.told import refused, told

if TYPE_CHECKING:
    from pathlib import Path

ROLE, FIRM, POSTING = "roles/accounts.yaml", "employers/northgate.yaml", "postings/salem.yaml"
KIND = "templates/kinds/posting.md"


@dataclass(frozen=True)
class Case:
    """A fault in one file, and what has to be said about it.

    Attributes:
        name: what the test is called.
        file: where the fault is written.
        content: the whole file with the fault.
        code: the finding's code.
        place: line and column, where they are certain.
        says: a value that the message or hint holds.

    """

    name: str
    file: str
    content: str | bytes
    code: str
    place: str = r"\d+:\d+"
    says: str = ""


def changed(file: str, old: str, new: str) -> str:
    """Return a file of the workspace with one passage changed."""
    assert FILES[file].count(old) == 1
    return FILES[file].replace(old, new)


def added(file: str, text: str) -> str:
    """Return a file of the workspace with more lines."""
    return FILES[file] + text


def kind(body: str) -> str:
    """Return a posting template with a passage that is at fault."""
    return f"# {{{{ role.title }}}}\n\nSome words.\n\n{body}\n"


PAY = "pay: {min: 60000, max: 70000}"
CASES = [
    Case("tab", ROLE, "title: A\nbook:\n\ttext: five\n", "KR006", "3:1"),
    Case(
        "no-break space",
        POSTING,
        changed(POSTING, "employer: ", "employer:\u00a0"),
        "KR005",
        "2:10",
        "`employer: northgate`",
    ),
    Case(
        "field of the posting",
        POSTING,
        added(POSTING, "overrides:\n  benefits: [Car]\n"),
        "KR103",
        "9:3",
        "column 1",
    ),
    Case(
        "field further down",
        POSTING,
        added(POSTING, "overrides:\n  travel: {min: 1, max: 2}\n"),
        "KR103",
        "9:3",
        "`conditions:`",
    ),
    Case(
        "starts with a star",
        ROLE,
        added(ROLE, "measures:\n  - *Net sales* by year\n"),
        "KR008",
        "7:5",
        '`- "*Net sales* by year"`',
    ),
    Case("open quote", ROLE, 'extends: account-manager\ntitle: "A\n', "KR007", "2:8"),
    Case("broken", ROLE, "title: A\n  summary: B\n", "KR0(09|10|08)"),
    Case("duplicate key", ROLE, added(ROLE, "title: Again\n"), "KR014", "6:1"),
    Case("unknown field", ROLE, added(ROLE, "sumary: x\n"), "KR103", "6:1", "summary"),
    Case("wrong type", ROLE, added(ROLE, "tools: 5\n"), "KR10[12]", "6:8"),
    Case(
        "wrong enum",
        POSTING,
        changed(POSTING, "workplace: onsite", "workplace: on site please"),
        "KR214",
        "4:12",
        "onsite, hybrid, remote",
    ),
    Case(
        "missing parent",
        ROLE,
        changed(ROLE, "account-manager", "acount-manager"),
        "KR502",
        "1:10",
        "account-manager",
    ),
    Case("cycle", ROLE, changed(ROLE, "account-manager", "accounts"), "KR503", "1:10", "accounts"),
    Case(
        "remove an unknown id",
        ROLE,
        added(ROLE, "tools:\n  - id: crmm\n    remove: true\n"),
        "KR105",
        r"7:\d+",
        "`crm`",
    ),
    Case(
        "remove an id unlike any",
        ROLE,
        added(ROLE, "tools:\n  - id: xyzzy\n    remove: true\n"),
        "KR105",
        r"7:\d+",
    ),
    Case(
        "move after an unknown id",
        ROLE,
        added(ROLE, "    after: renewalls\n"),
        "KR105",
        r"6:\d+",
        "renewals",
    ),
    Case("kind change", ROLE, added(ROLE, "book: large\n"), "KR10[12]", "6:7"),
    Case(
        "shares above 100",
        ROLE,
        added(ROLE, "    share: 80\n  - id: more\n    text: Do more.\n    share: 30\n"),
        "KR110",
        says="110",
    ),
    Case(
        "pay minimum above maximum",
        POSTING,
        changed(POSTING, PAY, "pay: {min: 70000, max: 60000}"),
        "KR221",
        r"5:\d+",
    ),
    Case(
        "a day that is not",
        POSTING,
        changed(POSTING, "2026-12-18", "2026-02-30"),
        "KR205",
        "7:9",
        "2026-02-30",
    ),
    Case(
        "closes before it is posted",
        POSTING,
        changed(POSTING, "2026-12-18", "2026-10-18"),
        "KR222",
        "7:9",
    ),
    Case(
        "approved in the future",
        POSTING,
        added(POSTING, "approval: {by: Director, on: 2026-11-30}\n"),
        "KR222",
        r"8:\d+",
    ),
    Case("not UTF-8", ROLE, "title: Büro\n".encode("latin-1"), "KR003", "1:9"),
    Case("template not UTF-8", KIND, "# Title\n\nBüro\n".encode("latin-1"), "KR507", "3:2"),
    Case("a Word file", ROLE, b"PK\x03\x04\x14\x00\x08\xda", "KR003", "1:1", "Word"),
    Case("empty", ROLE, "", "KR004", "1:1"),
    Case("many digits", POSTING, added(POSTING, f"openings: {'9' * 17}\n"), "KR207", says="digits"),
    Case("below zero", POSTING, added(POSTING, "openings: -3\n"), "KR207", says="below zero"),
    Case(
        "logo elsewhere",
        FIRM,
        changed(FIRM, "assets/logo.svg", "https://northgate.example/logo.svg"),
        "KR506",
        says="nothing is fetched",
    ),
    Case("curly quotes", KIND, kind("{{ link(\u201ca\u201d) }}"), "KR302", "5:9", "straight"),
    Case("10 MB", ROLE, "summary: " + "x" * 10_000_000, "KR002"),
    Case(
        "alias bomb",
        ROLE,
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "KR012",
        "1:4",
    ),
    Case("100,000 levels", ROLE, "tools: " + "[" * 100_000, "KR011"),
    Case(
        "logo outside",
        FIRM,
        changed(FIRM, "assets/logo.svg", "../../secret.svg"),
        "KR505",
        "4:7",
    ),
    Case(
        "no such logo",
        FIRM,
        changed(FIRM, "assets/logo.svg", "assets/lego.svg"),
        "KR506",
        "4:7",
    ),
    Case("template syntax", KIND, kind("{% if %}"), "KR302", r"5:\d+"),
    Case("template name", KIND, kind("{{ rolle.title }}"), "KR303", r"5:\d+", "role"),
    Case("template field", KIND, kind("{{ role.titel }}"), "KR304", r"5:\d+", "title"),
    Case("template internals", KIND, kind("{{ role.__class__.__mro__ }}"), "KR30[45]", r"5:\d+"),
    Case("internals by filter", KIND, kind("{{ role|attr('__class__') }}"), "KR30[58]", r"5:\d+"),
    Case("template file", KIND, kind('{% include "../../kamroles.yaml" %}'), "KR301", r"5:\d+"),
    Case("any file", KIND, kind('{% include "/etc/passwd" %}'), "KR301", r"5:\d+"),
    Case("method", KIND, kind("{{ role.title.upper }}"), "KR30[4567]", r"5:\d+"),
    Case(
        "300 MB",
        KIND,
        kind("{% for a in range(3000) %}{% for b in range(1000) %}" + "x" * 100 + "{% endfor %}"
             "{% endfor %}"),
        "KR31[12]",
        r"5:\d+",
    ),
    Case("300 MB at once", KIND, kind("{{ 'x' * 300000000 }}"), "KR31[12]", r"5:\d+"),
]  # fmt: skip


def assert_told(done: Ran, file: str, code: str, place: str, says: str = "") -> None:
    """Check that a fault was told with place, code, excerpt and hint."""
    assert done.status == 1, done
    assert "Traceback" not in done.err
    head = re.search(
        rf"^(\S*{re.escape(file)}:{place}): error\[{code}\]: .+", done.err, re.MULTILINE
    )
    assert head, done.err
    block = done.err[head.start() :].split("\n\n")[0]
    assert "= hint: " in block, block
    assert says in block, block
    if not code.startswith("KR31"):  # which limit is met first depends on the machine
        told(done.err)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_is_told_and_outputs_stay(case: Case, workspace: Path) -> None:
    """Each fault is told where it stands; no file of the last build is touched."""
    write(workspace, case.file, case.content)
    before = snapshot(workspace / "output")
    done = run("build", at=workspace)
    assert_told(done, case.file, case.code, case.place, case.says)
    assert snapshot(workspace / "output") == before


@pytest.mark.parametrize("name", ["tab", "100,000 levels", "300 MB", "any file", "not UTF-8"])
def test_a_process_of_its_own_ends_the_same_way(name: str, workspace: Path) -> None:
    """The worst files break no interpreter either."""
    case = next(case for case in CASES if case.name == name)
    write(workspace, case.file, case.content)
    before = snapshot(workspace / "output")
    done = spawn("build", at=workspace)
    assert_told(done, case.file, case.code, case.place, case.says)
    assert snapshot(workspace / "output") == before


def test_an_excerpt_shows_the_line_and_marks_the_place(workspace: Path) -> None:
    """The words at fault are underlined."""
    write(workspace, POSTING, changed(POSTING, "onsite", "hybrd"))
    done = run("build", at=workspace)
    assert "4 | workplace: hybrd\n  |            ^^^^^\n" in done.err
    assert told(done.err) == [("KR214", f"{POSTING}:4:12")]
    assert "`hybrid`" in done.err


def test_all_faults_of_all_files_are_told_in_one_run(workspace: Path) -> None:
    """Five faults in three files: five messages, and the sound posting is still built."""
    write(workspace, "postings/sound.yaml", FILES[POSTING].replace("accounts", "account-manager"))
    write(workspace, ROLE, added(ROLE, "sumary: x\nlevell: y\n"))
    write(workspace, FIRM, changed(FIRM, "country: US\nlogo", "country: Oregon\nlogo"))
    write(
        workspace,
        POSTING,
        changed(POSTING, "workplace: onsite", "workplace: hybrd").replace("2026-12-18", "tomorrow"),
    )
    done = run("check", at=workspace)
    assert done.status == 1
    assert sorted(told(done.out)) == [
        ("KR103", f"{ROLE}:6:1"),
        ("KR103", f"{ROLE}:7:1"),
        ("KR205", f"{POSTING}:7:9"),
        ("KR210", f"{FIRM}:3:10"),
        ("KR214", f"{POSTING}:4:12"),
    ]


def test_a_missing_role_does_not_hide_the_postings_own_faults(workspace: Path) -> None:
    """What cannot be read is one message; the rest of the posting is checked all the same."""
    faulty = changed(POSTING, "role: accounts", "role: acounts").replace("northgate", "southgate")
    write(workspace, POSTING, faulty.replace("onsite", "hybrd"))
    done = run("check", "salem", at=workspace)
    assert told(done.out) == [
        ("KR502", f"{POSTING}:1:7"),
        ("KR502", f"{POSTING}:2:11"),
        ("KR214", f"{POSTING}:4:12"),
    ]


def test_a_broken_workspace_file_does_not_hide_other_faults(workspace: Path) -> None:
    """`check` goes on with the usual settings."""
    write(workspace, "kamroles.yaml", "formats: [pfd]\n")
    write(workspace, POSTING, changed(POSTING, "onsite", "hybrd"))
    done = run("check", at=workspace)
    assert told(done.out) == [
        ("KR214", "kamroles.yaml:1:11"),
        ("KR214", f"{POSTING}:4:12"),
        ("KR608", f"{ROLE}:1:1"),
        ("S004", f"{ROLE}:4:5"),
    ]


def test_one_bad_posting_never_stops_the_others(workspace: Path) -> None:
    """The sound posting is written, the bad one is told."""
    write(workspace, "postings/other.yaml", FILES[POSTING])
    write(workspace, POSTING, changed(POSTING, "onsite", "hybrd"))
    done = run("build", at=workspace)
    assert done.status == 1
    assert (workspace / "output" / "other-posting.html").is_file()


def test_a_logo_that_links_out_of_the_workspace(workspace: Path) -> None:
    """Links are followed before the place is judged."""
    secret = write(workspace.parent, "secret.svg", FILES["assets/logo.svg"])
    (workspace / "assets" / "logo.svg").unlink()
    (workspace / "assets" / "logo.svg").symlink_to(secret)
    assert_told(run("build", at=workspace), FIRM, "KR505", "4:7")


def test_a_template_that_links_out_of_the_workspace(workspace: Path) -> None:
    """A link to a file elsewhere is refused, not read and not passed over."""
    secret = write(workspace.parent, "secret.md", "# {{ role.title }}\n\nsecret\n")
    (workspace / KIND).parent.mkdir(parents=True)
    (workspace / KIND).symlink_to(secret)
    done = run("build", at=workspace)
    assert done.status == 1
    assert [code for code, _ in told(done.err)] == ["KR505"]
    assert "= hint: " in done.err


def test_an_unknown_role_names_the_nearest(workspace: Path) -> None:
    """A typing slip is met with what was meant."""
    done = run("render", "acount-manager", "nonsense-of-all-kinds", at=workspace)
    assert done.status == 1
    assert told(done.err) == [("KR501", "")] * 2
    for value in ("`acount-manager`", "`account-manager`", "kamroles list"):
        assert value in done.err


@pytest.mark.parametrize("place", ["taken/below", "taken", "/proc/nowhere", "/dev/full/below"])
def test_output_that_cannot_be_written(place: str, workspace: Path) -> None:
    """A folder that cannot be there is told, with where to go instead."""
    if place.startswith("/") and not sys.platform.startswith("linux"):
        pytest.skip("these places are Linux's")
    write(workspace, "taken", "a file")
    before = snapshot(workspace)
    done = run("build", "-o", place, at=workspace)
    assert done.status == 1
    assert told(done.err) == [("KR510", "")] * 4
    assert "-o" in done.err
    assert snapshot(workspace) == before


def test_an_output_folder_outside_the_workspace(workspace: Path) -> None:
    """A file in YAML cannot make kamroles write elsewhere; the command line can."""
    write(workspace, "kamroles.yaml", "formats: [md]\noutput: ../elsewhere\n")
    assert told(run("build", at=workspace).err) == [("KR515", "")]
    assert not (workspace.parent / "elsewhere").exists()
    assert run("build", "-o", "../elsewhere", at=workspace).status == 0


NO_PANGO = """\
import sys

class _NoPango:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint.text.ffi":
            raise OSError("cannot load library 'libpango-1.0-0'")

sys.meta_path.insert(0, _NoPango())
"""


def test_without_pango_the_other_formats_are_written(workspace: Path, tmp_path: Path) -> None:
    """WeasyPrint is told to miss it, with the command that mends it; Typst does without."""
    hook = tmp_path / "hook"
    write(hook, "sitecustomize.py", NO_PANGO)
    wanted = ("render", "salem", "--kind", "posting", "-f", "md,pdf,html")
    done = spawn(*wanted, "-o", "here", at=workspace, PYTHONPATH=str(hook))
    assert done.status == 0, done.err
    assert (workspace / "here" / "salem-posting.pdf").is_file()
    done = spawn(
        *wanted, "--pdf-engine", "weasyprint", "-o", "there",
        at=workspace, PYTHONPATH=str(hook),
    )  # fmt: skip
    assert done.status == 1, done.err
    assert done.err.count("error[KR401]") == 1
    assert "apt-get install" in done.err
    assert "Traceback" not in done.err
    names = {path.name for path in (workspace / "there").glob("salem*")}
    assert names == {"salem-posting.md", "salem-posting.html"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--as-of", "yesterday", "list"], "2026-12-18"),
        (["--as-of", "2026-02-30", "list"], "2026-02-30"),
        (["--report", "jason", "list"], "`json`"),
        (["render", "salem", "-f", "pfd"], "`pdf`"),
        (["render", "salem", "--kind", "postng"], "`posting`"),
        (["render", "salem", "--theme", "plane"], "`plain`"),
        (["render", "salem", "--pdf-engine", "weasy"], "weasyprint"),
        (["render", "salem", "-o", "-"], "one --kind"),
        (["list", "rols"], "`roles`"),
        (["rendr"], "`render`"),
    ],
)
def test_wrong_usage(arguments: list[str], says: str, workspace: Path) -> None:
    """Status 2, and what could be meant."""
    done = run(*arguments, at=workspace)
    assert (done.status, done.out) == (2, "")
    assert says in refused(done.err)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["render"], "NAME"),
        (["-C", "nowhere", "list"], "nowhere"),
        (["build", "--workers", "0"], "workers"),
        (["build", "--wrkers", "2"], "--workers"),
    ],
)
def test_wrong_usage_that_click_tells(arguments: list[str], says: str, workspace: Path) -> None:
    """Status 2, and the option or argument, in words that are not ours."""
    done = run(*arguments, at=workspace)
    assert (done.status, done.out) == (2, "")
    assert says in done.err


def test_folders_that_are_not_read_are_told(workspace: Path) -> None:
    """Without its settings a folder is no workspace, and what is in it is not checked."""
    (workspace / "kamroles.yaml").unlink()
    assert "warning[KR516]: " in run("check", at=workspace).out
    assert "KR516" not in run("check", at=workspace / "assets").out
