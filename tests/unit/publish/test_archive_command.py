"""`archive` as a person sees it: what was live when, and who approved it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.running import run
from tests.unit.publish.releases import other_days


def test_the_archive_shows_what_was_live_when(root: Path) -> None:
    """By version, with bytes, source and approver; also of what is gone from the workspace."""
    run("publish", "./public", "--yes")
    old = Path("public/jobs/jar-keeper-salem.html").read_bytes()
    other_days(root)
    run("--as-of", "2026-11-26", "publish", "./public", "--yes")
    Path("postings/jar-keeper-salem.yaml").unlink()
    run("--as-of", "2026-11-28", "publish", "./public", "--yes")
    done = run("archive", "jar-keeper-salem")
    assert done.exit_code == 0
    rows = [line.split()[:3] for line in done.stdout.splitlines()[1:]]
    assert rows == [
        ["2026-11-23", "2026-11-26", "public"],
        ["2026-11-26", "2026-11-28", "public"],
    ]
    first, second = json.loads(run("archive", "jar-keeper-salem", "--json").stdout)
    assert (first["approved_by"], first["approved_on"]) == ("HR Director", "2026-11-05")
    assert second["approved_on"] == "2026-11-21"
    version = json.loads(Path(first["kept_in"]).read_text(encoding="utf-8"))
    page = version["files"]["jobs/jar-keeper-salem.html"]
    assert Path("archive", page).read_bytes() == old
    assert {*version["files"]} == {
        "cards/jar-keeper-salem.png",
        "jobs/jar-keeper-salem.html",
        "jobs/jar-keeper-salem.txt",
    }
    assert version["source"]["posting"]["pay"]["min"] in {60000, "60000"}
    assert json.loads(Path(second["kept_in"]).read_text())["source"]["posting"]["pay"]["min"] in {
        64000,
        "64000",
    }


@pytest.mark.usefixtures("root")
def test_the_archive_comes_back_from_the_target() -> None:
    """When CI forgot it, the ledger still tells what was live when; the bytes are not there."""
    run("publish", "./public", "--yes")
    for path in sorted(Path("archive").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    Path("archive").rmdir()
    assert "never published" in run("archive", "jar-keeper-salem").stderr
    run("publish", "./public", "--yes")
    assert "2026-11-23" in run("archive", "jar-keeper-salem").stdout


@pytest.mark.usefixtures("root")
def test_nobody_can_read_the_archive_at_the_target() -> None:
    """What the ledger says of a posting stands on its page, or is who approved it."""
    run("publish", "./public", "--yes")
    names = {path.name for path in Path("public/.kamroles").iterdir()}
    assert names == {"ledger.json", "lock"}


@pytest.mark.usefixtures("root")
def test_of_a_name_that_is_none_the_nearest_is_told() -> None:
    """As everywhere."""
    done = run("archive", "jar-keeper-sale")
    assert done.exit_code == 2
    assert "jar-keeper-salem" in done.stderr
