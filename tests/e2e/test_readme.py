"""What the README and the guides tell a person to type does what they say."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kamroles.render import FORMATS
from tests.pages import Reader, blocks, compare

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = (
    "README.md",
    "docs/how-to/install.md",
    "docs/how-to/find-a-role.md",
    "docs/how-to/add-a-job-family.md",
    "docs/how-to/customise-wording.md",
    "docs/how-to/own-brand.md",
    "docs/how-to/remove-or-change-a-duty.md",
    "docs/how-to/own-data.md",
    "docs/how-to/say-what-you-pay.md",
    "docs/how-to/feeds-and-preflight.md",
    "docs/how-to/careers-site.md",
    "docs/how-to/close-and-reopen.md",
    "docs/how-to/run-in-ci.md",
    "docs/how-to/fix-an-error.md",
    "docs/how-to/pdf-engines.md",
    "docs/how-to/shell-completion.md",
)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_works(page: str, tmp_path: Path, sample_workspace: Path) -> None:
    """Each command of a page runs, after those above it, and prints what the page shows.

    Those of the README run as they stand; for the guides the sample workspace is there already.
    """
    for name in ("script", "pyproject.toml"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    guide = page != "README.md"
    sample = sample_workspace if guide else None
    reader = Reader.in_folder(tmp_path, in_process=guide, sample=sample)
    ran = 0
    for block in blocks(ROOT / page):
        reader.follow(block)
        ran += block.language in {"sh", "console"} and block.mark != "not run"
    assert ran, "the page has no command that is run"


@pytest.mark.parametrize("page", [*PAGES, "docs/tutorial/first-document.md"])
def test_a_block_that_is_not_run_says_why(page: str) -> None:
    """Nothing escapes the test above by accident."""
    languages = {block.language for block in blocks(ROOT / page)}
    assert languages <= {"sh", "console", "yaml", "powershell", "markdown", "text", "xml", "css"}


def test_every_format_is_described() -> None:
    """One that is added shows up on the page that says what is printed."""
    text = (ROOT / "docs/explanation/what-is-printed.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"| `{name}` |" not in text] == []


def test_the_index_leads_to_every_page() -> None:
    """No page of the documentation is written for nobody."""
    docs = ROOT / "docs"
    led_to = set(re.findall(r"\]\(([^)#]+)\)", (docs / "README.md").read_text(encoding="utf-8")))
    pages = {path.relative_to(docs).as_posix() for path in docs.glob("*/*.md")}
    decisions = {page for page in pages if re.match(r"adr/\d", page)}
    assert pages - decisions - led_to == set()


def test_a_posting_like_another_differs_in_two_lines(
    sample_workspace: Path, tmp_path: Path
) -> None:
    """As the README says: place and pay, and what was the first one's alone is left out."""
    shutil.copytree(sample_workspace, tmp_path / "my-jobs")
    lines = next(block for block in blocks(ROOT / "README.md") if "--like" in block.body)
    command = next(line for line in lines.body.splitlines() if "--like" in line)
    Reader.in_folder(tmp_path / "my-jobs").run(lines, command.removeprefix("$ "))
    first, second = (
        (tmp_path / f"my-jobs/postings/key-account-manager-{place}.yaml").read_text("utf-8")
        for place in ("portland", "bend")
    )
    written = {line for line in second.splitlines() if not line.lstrip().startswith("#")}
    new = written - set(first.splitlines())
    assert sorted(line.partition(":")[0] for line in new) == ["pay", "places"]
    fields = {line.partition(":")[0] for line in written}
    assert not fields & {"posted", "closes", "starts", "flsa", "confirmed", "approvals"}


def test_the_demo_keeps_what_somebody_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run replaces the demo's own copy, and never work of a person.

    The demo is run for real but for its set-up, which would need the network.
    """
    monkeypatch.setenv("KAMROLES_DEMO_SKIP_INSTALL", "1")
    shutil.copytree(ROOT / "script", tmp_path / "script")
    reader = Reader.in_folder(tmp_path)
    block = next(blocks(ROOT / "README.md"))
    reader.run(block, "script/demo")
    output = tmp_path / "output"
    first = sorted(path.name for path in output.iterdir())
    reader.run(block, "script/demo")
    assert sorted(path.name for path in output.iterdir()) == first
    posting = next((output / "workspace" / "postings").glob("*.yaml"))
    changed = posting.read_text(encoding="utf-8") + "# mine\n"
    posting.write_text(changed, encoding="utf-8")
    reader.run(block, "script/demo")
    kept = next(output.glob("workspace-changed-*"))
    assert (kept / "postings" / posting.name).read_text(encoding="utf-8") == changed
    assert posting.read_text(encoding="utf-8") != changed


@pytest.mark.parametrize(
    ("shown", "printed", "fits"),
    [
        ("a\nb\n", "a\nx\nb\n", True),
        ("b\na\n", "a\nb\n", False),
        ("wrote … files\n", "wrote 12 files\n", True),
        ("…\nlast\n", "first\nlast\n", True),
        ("missing\n", "", False),
    ],
)
def test_what_a_page_shows_is_compared(shown: str, printed: str, fits: bool) -> None:
    """The comparison can fail."""
    block = next(blocks(ROOT / "README.md"))
    if fits:
        compare(block, "command", shown, printed)
    else:
        with pytest.raises(AssertionError, match="not printed"):
            compare(block, "command", shown, printed)


def test_scripts_are_sound() -> None:
    """Every script parses, and can be run by its name."""
    for script in (ROOT / ".ci" / "run", *(ROOT / "script").iterdir()):
        if script.suffix in {"", ".sh"} and script.is_file():
            done = subprocess.run(["bash", "-n", script], check=False, capture_output=True)
            assert done.returncode == 0, done.stderr
            assert script.suffix or script.stat().st_mode & 0o111, f"{script} cannot be run"
