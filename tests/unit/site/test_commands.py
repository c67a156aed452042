"""`status` and `site` as a person sees them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.told import refused, told
from tests.unit.cli.running import run
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path


def test_status_has_every_posting(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its state, why, and what is due next."""
    monkeypatch.delenv("COLUMNS", raising=False)  # processes that share tests have one
    done = run("status")
    assert done.exit_code == 0
    printed(done.output)
    said = json.loads(run("status", "--json").output)
    states = {each["posting"]: each["state"] for each in said}
    assert states["jar-keeper-salem"] == "open"
    assert states["lid-keeper-draft"] == "draft"
    assert states["lid-keeper-over"] == "closed"
    assert [each["due"] for each in said if each["posting"] == "jar-keeper-salem"] == ["2026-12-18"]


def test_status_of_an_empty_workspace(tmp_path: Path, monkeypatch: object) -> None:
    """It says what to do."""
    (tmp_path / "kamroles.yaml").write_text("kinds: [posting]\n", encoding="utf-8")
    done = run("-C", str(tmp_path), "status")
    assert done.exit_code == 0
    assert "new posting" in done.output


def test_site_says_what_it_did(root: Path) -> None:
    """And why a posting is not in it, with the command that helps."""
    done = run("site")
    assert done.exit_code == 0
    assert (root / "site/index.html").exists()
    assert "lid-keeper-draft" in done.output
    assert 'kamroles approve lid-keeper-draft --by "…"' in done.output
    assert "Sitemap: https://umbel-quince.example/work/sitemap.xml" in done.output


def test_a_folder_outside_is_refused(root: Path) -> None:
    """As for documents."""
    settings = root / "kamroles.yaml"
    text = settings.read_text(encoding="utf-8").replace("downloads", "output: ../away, downloads")
    settings.write_text(text, encoding="utf-8")
    done = run("site")
    assert done.exit_code == 1
    assert "KR515" in done.output


@pytest.mark.parametrize("port", ["-1", "65536", "many"])
def test_a_port_that_there_is_not(root: Path, port: str) -> None:
    """It is wrong usage, told before anything is built."""
    assert run("site", "--serve", "--port", port).exit_code == 2
    assert not (root / "site").exists()


def test_drafts_keep_out_of_a_folder_that_somebody_names(root: Path) -> None:
    """It may be the one that is put online."""
    done = run("site", "--serve", "--out", "site")
    assert done.exit_code == 2
    refused(done.output)
    assert not (root / "site").exists()


def test_recommendations_are_counted(root: Path) -> None:
    """The command that tells each of them stands beside; refusals alone are told at once."""
    done = run("site")
    assert "KR621" not in done.output
    (told_of,) = (line for line in done.output.splitlines() if "preflight" in line)
    assert "`kamroles preflight google site`" in printed(told_of)
    assert "KR621" in run("preflight", "google", "site").output


@pytest.mark.parametrize(
    "url",
    [
        "https://umbel-quince.example/work?page=1",
        "https://umbel-quince.example/#jobs",
        "https://user:word@umbel-quince.example/",
        "https:///work",
        "https://umbel-quince.example/index.html",
        "umbel-quince.example/work",
        "https://umbel-quince.example/two words",
        "https://ü..example/",
        f"https://{'ü' * 70}.example/",
    ],
)
def test_an_address_that_no_site_can_stand_at(root: Path, url: str) -> None:
    """Else every link, feed and sitemap would be wrong."""
    settings = root / "kamroles.yaml"
    text = settings.read_text(encoding="utf-8").replace("https://umbel-quince.example/work", url)
    settings.write_text(text, encoding="utf-8")
    done = run("site")
    assert done.exit_code == 1
    assert [code for code, _ in told(done.output)] == ["KR212"]
    assert not (root / "site").exists()
