"""`kamroles build`: everything once, then only what changed; a file is whole or untouched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kamroles.pipeline import workers
from kamroles.resources import bundled
from tests.e2e.command import Ran, run, snapshot
from tests.e2e.conftest import FILES, write
from tests.told import told
from tests.wording import printed

SAMPLES = bundled("templates") / "workspace"
PER_POSTING = 12
"""Two kinds in six formats."""


@pytest.fixture(scope="module")
def samples(sample_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """Return the sample workspace, built, and what the command said."""
    place = shutil.copytree(sample_workspace, tmp_path_factory.mktemp("built") / "workspace")
    return place, run("build", "--workers", "1", at=place)


def test_every_sample_is_built_in_every_format(samples: tuple[Path, Ran]) -> None:
    """Each posting comes as two kinds in six formats; each line names a file that is there."""
    place, done = samples
    postings = len(list((place / "postings").glob("*.yaml")))
    assert (done.status, done.err.splitlines()[-1:]) == (
        0, [f"{postings * PER_POSTING} written, 0 unchanged"],
    )  # fmt: skip
    lines = [line.split("  ")[0] for line in done.out.splitlines()]
    assert len(lines) == postings * PER_POSTING
    assert all((place / line).stat().st_size > 500 for line in lines)


def test_a_second_build_writes_nothing(samples: tuple[Path, Ran]) -> None:
    """Not even the time of a file changes."""
    place, first = samples
    count = len(first.out.splitlines())
    times = {path: path.stat().st_mtime_ns for path in (place / "output").iterdir()}
    again = run("build", at=place)
    assert (again.status, again.out) == (0, "")
    assert f"0 written, {count} unchanged" in again.err
    assert {path: path.stat().st_mtime_ns for path in (place / "output").iterdir()} == times


def test_what_a_killed_build_had_begun_to_write_is_taken_away(workspace: Path) -> None:
    """By the next one, also if no document has changed; what else lies there stays."""
    run("build", at=workspace)
    half, other = (workspace / "output" / f".kamroles-{n}" for n in ("0123456789abcdef", "notes"))
    for path in (half, other):
        path.write_text("half a d", encoding="utf-8")
    assert run("build", at=workspace).status == 0
    assert (half.exists(), other.exists()) == (False, True)


def test_two_processes_make_the_same_bytes(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How the work is shared out shows in no file."""
    monkeypatch.setattr(workers, "_WORTH_IT", 2)
    done = run("build", "-f", "html,pdf,docx", "--workers", "1", "-o", "one", at=workspace)
    assert done.status == 0, done.err
    done = run("build", "-f", "html,pdf,docx", "--workers", "2", "-o", "two", at=workspace)
    assert done.status == 0, done.err
    one, two = snapshot(workspace / "one"), snapshot(workspace / "two")
    assert len(one) == 2 * 3
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_one_changed_posting_rewrites_only_its_files(workspace: Path) -> None:
    """A new closing date reaches this posting's documents and no other file."""
    write(workspace, "postings/other.yaml", FILES["postings/salem.yaml"])
    run("build", at=workspace)
    posting = workspace / "postings" / "salem.yaml"
    later = posting.read_text("utf-8").replace("closes: 2026-12-18", "closes: 2026-12-19")
    write(workspace, "postings/salem.yaml", later)
    done = run("build", at=workspace)
    assert (
        done.out.splitlines()
        == [
            str(Path("output") / f"salem-{kind}.{suffix}")
            for kind in ("description", "posting")
            for suffix in ("html", "md")
        ][2:]
    )
    assert "2 written, 6 unchanged" in done.err


def test_a_changed_role_rewrites_what_is_made_of_it(workspace: Path) -> None:
    """What a posting inherits is part of what its documents are made from."""
    role = FILES["roles/accounts.yaml"].replace("title: Accounts", "title: Accounts, West")
    write(workspace, "roles/accounts.yaml", role)
    done = run("build", at=workspace)
    assert "4 written, 0 unchanged" in done.err
    assert "Accounts, West" in (workspace / "output" / "salem-posting.md").read_text("utf-8")


def test_a_file_that_was_taken_away_is_made_again(workspace: Path) -> None:
    """The manifest is believed only as far as the files go."""
    (workspace / "output" / "salem-posting.md").unlink()
    write(workspace, "output/salem-posting.html", "somebody wrote here")
    done = run("build", at=workspace)
    assert "2 written, 2 unchanged" in done.err
    assert (workspace / "output" / "salem-posting.html").stat().st_size > 5000


def test_files_of_a_posting_that_is_gone_are_told(workspace: Path) -> None:
    """They stay, for they may be wanted; another choice of formats leaves nothing over."""
    assert "earlier runs" not in run("build", "-f", "md", at=workspace).err
    posting = workspace / "postings" / "salem.yaml"
    posting.rename(posting.with_name("bend.yaml"))
    err = run("build", "-f", "md", at=workspace).err
    printed(err)
    assert "4 files" in err
    assert str(Path("output") / "salem-posting.html") in err
    assert "bend-posting" not in err
    assert (workspace / "output" / "salem-posting.html").is_file()


def test_a_broken_manifest_costs_only_time(workspace: Path) -> None:
    """Without it everything is rendered, and nothing differs."""
    write(workspace, "output/.kamroles.json", '{"outputs": [')
    assert "0 written, 4 unchanged" in run("build", at=workspace).err


def test_a_write_that_fails_midway_leaves_the_old_file(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the disk is full, or the run is killed before the new file is put in place."""
    before = snapshot(workspace / "output")
    role = FILES["roles/accounts.yaml"].replace("title: Accounts", "title: Accounts, West")
    write(workspace, "roles/accounts.yaml", role)

    def full(self: Path, target: Path) -> Path:
        if target.suffix == ".html":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    replace = Path.replace
    monkeypatch.setattr(Path, "replace", full)
    done = run("build", at=workspace)
    assert done.status == 1
    assert [each for each in told(done.err) if each[0] != "KR605"] == [("KR510", "")] * 2
    assert "No space left on device" in done.err
    after = snapshot(workspace / "output")
    assert after.keys() == before.keys()
    assert after["salem-posting.html"] == before["salem-posting.html"]
    assert after["salem-posting.md"] != before["salem-posting.md"]


def test_an_interrupted_build_can_be_resumed(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was finished before Ctrl+C is not made again."""
    shutil.rmtree(workspace / "output")
    from kamroles import write as writing

    write_file = writing.write_file
    finished = []

    def stop(path: Path, content: bytes) -> bool:
        if len(finished) == 2 and path.name != writing.MANIFEST:
            raise KeyboardInterrupt
        finished.append(path.name)
        return write_file(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(writing, "write_file", stop)
        done = run("build", at=workspace)
    assert done.status == 130
    assert "Traceback" not in done.err
    assert "2 written, 2 unchanged" in run("build", at=workspace).err


def test_a_render_that_would_write_one_file_twice_is_refused(workspace: Path) -> None:
    """Two documents never end up in the same file, the second over the first."""
    write(workspace, "postings/accounts-northgate.yaml", FILES["postings/salem.yaml"])
    done = run("render", "accounts-northgate", "accounts", "--employer", "northgate", at=workspace)
    assert done.status == 1
    assert told(done.err) == [("KR514", "")] * 2


def test_a_fault_crosses_from_another_process(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a worker finds is told as if it had been found here."""
    monkeypatch.setattr(workers, "_WORTH_IT", 2)
    bomb = "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://example.com/x.png'/></svg>"
    write(workspace, "assets/logo.svg", bomb)
    one = run("build", "-f", "pdf", "--workers", "1", "-o", "one", at=workspace)
    two = run("build", "-f", "pdf", "--workers", "2", "-o", "two", at=workspace)
    assert one.status == 1
    assert (two.status, two.err) == (one.status, one.err)


def test_a_role_and_a_posting_of_one_name(workspace: Path) -> None:
    """Their documents would be the same files, so neither is made."""
    write(workspace, "kamroles.yaml", "formats: [md]\nroles: [salem]\n")
    write(workspace, "roles/salem.yaml", "extends: account-manager\ntitle: Salem\n")
    for command in ("build", "check"):
        done = run(command, at=workspace)
        assert done.status == 1
        assert ("KR514", "kamroles.yaml:2:9") in told(done.out + done.err)
        assert "postings/salem.yaml" in done.out + done.err
