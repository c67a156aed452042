"""Files are put in place whole, only when they changed, under names every system takes."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles import fingerprint, write
from kamroles.diagnostics import Problems
from tests.wording import pinned


def test_only_a_change_is_written(tmp_path: Path) -> None:
    """The same content leaves the file alone, its time included."""
    path = tmp_path / "deep" / "a.md"
    assert write.write_file(path, b"one")
    before = path.stat()
    assert not write.write_file(path, b"one")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert write.write_file(path, b"two")
    assert path.read_bytes() == b"two"


def test_files_may_be_read_by_those_whom_the_system_lets(tmp_path: Path) -> None:
    """A temporary file's narrow rights do not stay."""
    before = os.umask(0o022)
    try:
        write.write_file(tmp_path / "a", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stops the writing, nothing half-done is left."""
    path = tmp_path / "a.md"
    write.write_file(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Problems) as caught:
        write.write_file(path, b"new")
    assert [code for code, _ in pinned(caught.value.diagnostics)] == ["KR510"]
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]
    assert path.read_bytes() == b"old"


def test_an_interruption_goes_on_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C is not swallowed, and leaves nothing behind."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write.write_file(tmp_path / "a.md", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("stem", "name"),
    [("con", "_con.md"), ("LPT1.x", "_LPT1.x.md"), ("a/b", "a-b.md"), ("..", "document.md")],
)
def test_names_that_some_system_refuses(stem: str, name: str) -> None:
    """They are changed, and no name leads out of the folder."""
    assert write.file_name(stem, ".md") == name


@given(st.text())
def test_no_stem_leads_out_of_the_folder(stem: str) -> None:
    """Whatever an id is, the file lies in the output folder."""
    name = write.file_name(stem, ".md")
    assert Path(name).name == name
    assert name not in {".md", "..md"}


def test_the_manifest_knows_what_is_current(tmp_path: Path) -> None:
    """A file is current if it is there, untouched, and made from the same input."""
    manifest = write.Manifest(tmp_path)
    write.write_file(tmp_path / "a.md", b"one")
    manifest.record("a.md", "key")
    manifest.record("gone.md", "key")
    manifest.save()
    again = write.Manifest.load(tmp_path)
    assert again.current("a.md", "key")
    assert not again.current("a.md", "other")
    assert not again.current("gone.md", "key")
    (tmp_path / "a.md").write_bytes(b"longer")
    assert not again.current("a.md", "key")


@pytest.mark.parametrize("text", ["", "[]", '{"outputs": []}', '{"outputs": {"a.md": 1}}'])
def test_a_strange_manifest_counts_as_none(text: str, tmp_path: Path) -> None:
    """It only costs time."""
    (tmp_path / write.MANIFEST).write_text(text)
    (tmp_path / "a.md").write_text("x")
    manifest = write.Manifest.load(tmp_path)
    assert not manifest.current("a.md", "key")
    manifest.save()


@pytest.mark.parametrize(
    "name",
    ["../a", "/etc/a", "a/../../b", "", "a\0b", "\ud800", "9" * 500, "a/" * 3000 + "b"],
    ids=["above", "absolute", "by way of", "none", "null", "no text", "long", "deep"],
)
def test_a_manifest_knows_files_of_its_folder_alone(name: str, tmp_path: Path) -> None:
    """Whoever wrote it: what it says of others would be taken away."""
    folder = tmp_path / "out"
    write.write_file(tmp_path / "a", b"somebody's")
    said = {"outputs": {name: {"key": "", "stat": "due"}, "b": {"key": "k", "stat": "due"}}}
    write.write_file(folder / write.MANIFEST, json.dumps(said).encode())
    write.write_file(folder / "b", b"ours")
    manifest = write.Manifest.load(folder)
    assert not manifest.untouched(name)
    assert manifest.untouched("b")
    manifest.save()
    assert [*write.Manifest.load(folder).entries] == ["b"]


def test_the_key_of_parts_tells_them_apart() -> None:
    """Where one part ends counts."""
    assert fingerprint.key(["ab", "c"]) != fingerprint.key(["a", "bc"])
    assert fingerprint.key(["\ud800"]) != fingerprint.key(["?"])


def test_the_stamp_of_packages() -> None:
    """It changes with the package, and a package that is not there is none."""
    assert fingerprint.package_stamp("jinja2") != fingerprint.package_stamp("yaml")
    assert fingerprint.package_stamp("no_such_package") in {"", "no_such_package"}
