"""What the guide to publishing tells a person to type works, for a made-up employer."""

from __future__ import annotations

from pathlib import Path

from tests import fixture_site
from tests.pages import Reader, blocks
from tests.ssh_server import SSHD, ssh_server

PAGE = Path(__file__).resolve().parents[2] / "docs/how-to/publish.md"


def test_every_command_of_the_guide_works(tmp_path: Path) -> None:
    """From top to bottom, in a workspace whose jobs are open."""
    root = fixture_site.workspace(tmp_path / "jobs", "https://careers.nowhere-paper.example")
    server = ssh_server(f"internal-sftp -d {tmp_path}") if SSHD else None
    if server:
        server.is_reached_as("www.example.com", root / ".ssh")
    reader = Reader.in_folder(root, in_process=True)
    ran = 0
    for block in blocks(PAGE):
        if "sftp://" in block.body and not server:
            continue
        reader.follow(block)
        ran += block.language in {"sh", "console"} and block.mark != "not run"
    assert ran > 4
    assert (root / "public/index.html").is_file()
    assert (root / "archive/versions").is_dir()
    if server:
        assert (tmp_path / "careers/index.html").is_file()
        server.stop()
