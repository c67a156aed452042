"""Files that turn into something else between the look at them and their opening."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.ordinary import plain_text, read_ordinary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes nor free links")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _link_outside(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent.parent / "secret.yaml")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Return a way to get a file that changes once more right before it is opened."""
    (tmp_path / "secret.yaml").write_text("secret: outside\n", encoding="utf-8")
    path = tmp_path / "workspace" / "role.yaml"
    path.parent.mkdir()
    path.write_text("title: Gardener\n", encoding="utf-8")
    really_open = os.open

    def changing(change: Callable[[Path], None]) -> Path:
        def open_changed(place: Path, flags: int) -> int:
            change(path)
            return really_open(place, flags)

        monkeypatch.setattr("kamroles.ordinary.os.open", open_changed)
        return path

    return changing


@pytest.mark.parametrize("change", [_pipe, _link_outside, _folder, os.unlink])
def test_what_took_its_place_is_told(
    change: Callable[[Path], None], file: Callable[..., Path]
) -> None:
    """Nobody waits for a pipe that nobody writes to, and no link is followed after the check."""
    path = file(change)
    with pytest.raises(Problems) as told:
        read_ordinary(path, "role.yaml", path.parent)
    assert [each.code for each in told.value.diagnostics] == ["KR001"]
    assert "secret" not in told.value.diagnostics[0].message


def test_a_file_that_becomes_long_is_read_up_to_the_limit(file: Callable[..., Path]) -> None:
    """One byte more, by which whoever asks sees that there is more."""
    path = file(lambda path: path.write_bytes(b"#" * 1_000))
    assert len(read_ordinary(path, "role.yaml", path.parent, most=100)) == 101


def test_a_file_of_an_office_program_is_told_as_such() -> None:
    """Whoever saved it as text, as for another encoding, would lose it."""
    with pytest.raises(Problems) as told:
        plain_text(b"PK\x03\x04\x14\x00", "posting.yaml", "KR003")
    assert "packed" in told.value.diagnostics[0].message
    assert "encoding" not in (told.value.diagnostics[0].hint or "")
