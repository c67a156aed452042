"""The preview is a real server on this machine, and says when the site was built anew."""

from __future__ import annotations

import os
import re
import threading
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.site import serve

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two pages."""
    (tmp_path / "index.html").write_text("<body>home</body>", encoding="utf-8")
    (tmp_path / "404.html").write_text("<body>not here</body>", encoding="utf-8")
    (tmp_path / "a.txt").write_text("plain", encoding="utf-8")
    return tmp_path


def test_pages_listen_for_news(folder: Path) -> None:
    """Each page gets a line of script; other files stay as they are."""
    with serve.preview(folder, 0) as shown:
        with urllib.request.urlopen(shown.url) as answer:  # noqa: S310 - http on loopback
            assert b"home<script>new EventSource" in answer.read()
        with urllib.request.urlopen(f"{shown.url}a.txt") as answer:  # noqa: S310
            assert answer.read() == b"plain"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{shown.url}nothing")  # noqa: S310
        assert refused.value.code == 404
        with refused.value as answer:
            assert b"not here" in answer.read()


def test_what_is_missing_looks_like_the_site_at_any_address(folder: Path) -> None:
    """Its links start at the root, however deep the address is."""
    (folder / "404.html").write_text("<head></head><body></body>", encoding="utf-8")
    with serve.preview(folder, 0) as shown, pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{shown.url}a/b/c")  # noqa: S310
    with refused.value as answer:
        assert b'<head><base href="/">' in answer.read()


def test_nothing_outside_the_folder_is_shown(folder: Path) -> None:
    """Whatever the address says."""
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    with serve.preview(folder, 0) as shown, pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{shown.url}..%2fsecret.txt")  # noqa: S310
    with refused.value as answer:
        assert answer.code == 404


def test_a_build_is_told(folder: Path) -> None:
    """An open page hears of it."""
    with serve.preview(folder, 0) as shown:
        with urllib.request.urlopen(shown.url) as answer:  # noqa: S310
            address = re.findall(r'EventSource\("/([^"]+)"', answer.read().decode())[0]
        shown.announce()
        with urllib.request.urlopen(shown.url + address, timeout=10) as answer:  # noqa: S310
            assert answer.readline() == b"data: built\n"


def test_a_taken_port_is_told(folder: Path) -> None:
    """With what to do."""
    with serve.preview(folder, 0) as shown:
        port = int(shown.url.rsplit(":", 1)[1].strip("/"))
        with pytest.raises(Problems) as refused:
            serve.preview(folder, port).__enter__()
    assert [each.code for each in refused.value.diagnostics] == ["KR512"]


def test_a_saved_file_is_noticed(folder: Path) -> None:
    """One in a folder that is ignored is not."""
    out = folder / "site"
    out.mkdir()
    seen, stop = threading.Event(), threading.Event()
    watching = threading.Thread(target=serve.watch, args=(folder, {out}, seen.set, stop))
    watching.start()
    try:
        (out / "page.html").write_text("x", encoding="utf-8")
        assert not seen.wait(1.2)
        (folder / "new.yaml").write_text("x", encoding="utf-8")
        assert seen.wait(10)
    finally:
        stop.set()
        watching.join()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links need a right of their own elsewhere")
def test_links_in_circles_are_looked_at_once(tmp_path: Path) -> None:
    """Two that lead back double the way with each step."""
    (tmp_path / "one").symlink_to(tmp_path)
    (tmp_path / "two").symlink_to(tmp_path)
    file = tmp_path / "posting.yaml"
    file.write_text("role: a", encoding="utf-8")
    assert [path for path, _ in serve._stamps(tmp_path, [])] == [file]
