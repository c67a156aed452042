"""What the guide to publishing tells a person to type works, for a made-up employer."""

from __future__ import annotations

from pathlib import Path

from tests import fixture_site, s3_server
from tests.pages import Reader, blocks

PAGE = Path(__file__).resolve().parents[2] / "docs/how-to/publish.md"


def test_every_command_of_the_guide_works(tmp_path: Path) -> None:
    """From top to bottom, in a workspace whose jobs are open."""
    bucket = s3_server.bucket("", name="nowhere-paper-careers")
    root = fixture_site.workspace(tmp_path / "jobs", "https://careers.nowhere-paper.example")
    reader = Reader.in_folder(root, in_process=True)
    ran = 0
    for block in blocks(PAGE):
        reader.follow(block)
        ran += block.language in {"sh", "console"} and block.mark != "not run"
    assert ran > 4
    assert (root / "public/index.html").is_file()
    assert (root / "archive/versions").is_dir()
    assert s3_server.files(bucket)["index.html"] == (root / "public/index.html").read_bytes()
