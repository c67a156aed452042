"""What is kept between runs is checked, the user's own, and never needed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kamroles import cache

if TYPE_CHECKING:
    from pathlib import Path

POSIX = pytest.mark.skipif(not hasattr(os, "getuid"), reason="the system has no such owners")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty cache folder."""
    monkeypatch.setattr("kamroles.cache.folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture(autouse=True)
def _looked_at_anew() -> None:
    cache._place.cache_clear()
    cache.folder.cache_clear()


def kept(*makes: bytes, name: str = "a") -> list[bytes]:
    """Return what each turn gets, given what it would make."""
    return [cache.kept("fonts", name, lambda made=made: made) for made in makes]  # type: ignore[misc]


def test_an_entry_is_made_once(folder: Path) -> None:
    """The second turn gets what the first one made."""
    assert kept(b"one", b"two") == [b"one", b"one"]
    assert (folder / "fonts" / "a").read_bytes().startswith(b"kamroles cache 2 ")


@pytest.mark.parametrize(
    "place", [0, 20, 30, 60, 85, -2], ids=["version", "digest", "digest too", "its end", "a", "z"]
)
def test_one_bit_that_flipped_is_noticed(folder: Path, place: int) -> None:
    """Wherever it is: in the version, the digest or the bytes."""
    kept(b"abcdefghijklmnopqrstuvwxyz")
    entry = folder / "fonts" / "a"
    content = bytearray(entry.read_bytes())
    content[place] ^= 1
    entry.write_bytes(content)
    assert kept(b"new", b"newer") == [b"new", b"new"]


def test_an_entry_that_was_cut_or_is_of_another_version_is_made_anew(folder: Path) -> None:
    """A part of a font is no font."""
    for damage in (b"", b"kamroles cache 2 ", b"kamroles cache 1 "):
        kept(b"abc")
        entry = folder / "fonts" / "a"
        whole = entry.read_bytes()
        entry.write_bytes(damage + whole[len(damage) :] if damage.endswith(b"1 ") else damage)
        assert kept(b"new") == [b"new"]
        entry.unlink()


@POSIX
def test_nobody_waits_for_a_pipe_or_writes_through_a_link(folder: Path, tmp_path: Path) -> None:
    """What stands in the place of an entry makes room for it, and is not opened."""
    kept(b"one")
    entry, outside = folder / "fonts" / "a", tmp_path / "outside"
    outside.write_bytes(b"of somebody else")
    entry.unlink()
    os.mkfifo(entry)
    assert kept(b"two", b"three") == [b"two", b"two"]
    entry.unlink()
    entry.symlink_to(outside)
    assert kept(b"four", b"five") == [b"four", b"four"]
    assert outside.read_bytes() == b"of somebody else"
    assert [*(folder / "fonts").iterdir()] == [entry]


@POSIX
def test_the_folder_is_the_users_own(folder: Path) -> None:
    """Nobody else reads or writes what is made there."""
    kept(b"one")
    assert (folder / "fonts").stat().st_mode & 0o777 == 0o700


@POSIX
def test_a_folder_that_is_open_to_others_is_not_used(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is taken from there, and nothing put there."""
    kept(b"one")
    folder.chmod(0o755)  # nobody else can put anything into the one below
    place = folder / "fonts"
    for mode in (0o777, 0o770, 0o720, 0o705):
        place.chmod(mode)
        cache._place.cache_clear()
        assert kept(b"two", b"three") == [b"two", b"three"]
        assert f"chmod 700 {place}" in caplog.text
        caplog.clear()
    place.chmod(0o700)
    cache._place.cache_clear()
    assert kept(b"four") == [b"one"]


def test_an_entry_under_the_name_of_another_is_made_anew(folder: Path) -> None:
    """Its bytes are whole, and they are another font's."""
    kept(b"one")
    (folder / "fonts" / "a").rename(folder / "fonts" / "b")
    assert kept(b"two", name="b") == [b"two"]


@POSIX
def test_a_pipe_in_the_folder_is_not_waited_for(folder: Path) -> None:
    """Nor a link to what never ends; a file takes its place."""
    kept(b"one")
    entry = folder / "fonts" / "a"
    for put in (os.mkfifo, lambda path: path.symlink_to("/dev/zero")):
        entry.unlink()
        put(entry)
        assert kept(b"two", b"three") == [b"two", b"two"]
        assert entry.is_file()
        assert not entry.is_symlink()


@POSIX
def test_nothing_is_written_to_where_a_link_leads(folder: Path, tmp_path: Path) -> None:
    """Whoever put the link there, the file is not the cache's."""
    kept(b"one")
    entry, own = folder / "fonts" / "a", tmp_path / "own.txt"
    own.write_text("words")
    entry.unlink()
    entry.symlink_to(own)
    assert kept(b"two", b"three") == [b"two", b"two"]
    assert own.read_text() == "words"


def test_a_folder_in_the_place_of_an_entry_is_no_fault(folder: Path) -> None:
    """Then it is made each time."""
    (folder / "fonts" / "a").mkdir(parents=True)
    (folder / "fonts").chmod(0o700)
    assert kept(b"one", b"two") == [b"one", b"two"]


@POSIX
@pytest.mark.parametrize(
    ("set_to", "where"),
    [
        ({}, "home/.cache/kamroles"),
        ({"XDG_CACHE_HOME": "relative"}, "home/.cache/kamroles"),
        ({"XDG_CACHE_HOME": "~/xdg"}, "home/xdg/kamroles"),
        ({"KAMROLES_CACHE": "~/mine"}, "home/mine"),
    ],
)
def test_where_things_are_kept(
    set_to: dict[str, str], where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative folder of the system's counts for nothing, and no folder is called by a tilde."""
    for name in ("XDG_CACHE_HOME", "KAMROLES_CACHE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": str(tmp_path / "home"), **set_to}.items():
        monkeypatch.setenv(name, value)
    assert cache.folder() == tmp_path / where


@POSIX
@pytest.mark.parametrize("chosen", ["", "~/cache", "~nobody-here"])
def test_without_a_home_nothing_is_kept(
    chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No folder is called by a tilde."""
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KAMROLES_CACHE", chosen)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # as for a user without any
    assert kept(b"one", b"two") == [b"one", b"two"]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_no_fault(folder: Path) -> None:
    """Everything is then made each time."""
    folder.write_text("a file stands where the folder would")
    assert kept(b"one", b"two") == [b"one", b"two"]
