"""Releases of one workspace, and what must be true of any place that they are published to."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import subprocess
import tarfile
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from kamroles import pipeline
from kamroles.pipeline import approving
from kamroles.publish.apply import apply_plan
from kamroles.publish.ledger import FOLDER, LEDGER, Ledger, decode
from kamroles.publish.plan import Plan, make_plan
from kamroles.publish.publishers import open_target
from kamroles.publish.site_release import SiteRelease, make_release
from tests import s3_server
from tests.unit.publish.apart import apart
from tests.unit.site.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kamroles.publish.publishers import PublishingTarget

BRANCH = "pages"
OWN = ("CNAME", b"careers.example\n")
"""A file that the employer put there, which is nobody else's."""
_PARTS = re.compile(
    r'(?:<link rel="(?:stylesheet|icon)"[^>]* href|src|data-rows)="([^"#]+)"'
    r'|<a href="([^"]+)" download'
    r'|property="og:image" content="https://umbel-quince\.example/work/([^"]+)"'
)
_FONT = re.compile(rb"url\(([^)]+\.woff2)\)")


@dataclass(frozen=True)
class Releases:
    """Two releases: in the second a job is new, one has other pay, one is closed."""

    first: SiteRelease
    second: SiteRelease

    @classmethod
    def of(cls, workspace: Path, folder: Path) -> Releases:
        """Build both."""
        first = release_of(workspace, folder / "first")
        work = shutil.copytree(workspace, folder / "work")
        other_days(work)
        return cls(first, release_of(work, folder / "second"))


def release_of(workspace: Path, folder: Path, day: datetime.date = TODAY) -> SiteRelease:
    """Build a workspace into a folder."""
    return make_release(pipeline.open_library(workspace), folder, day, {})


def other_days(workspace: Path) -> None:
    """Approve the draft, raise the pay of one job, and close another."""
    change(workspace, "jar-keeper-salem", "min: 60000", "min: 64000")
    change(
        workspace, "jar-keeper-both", "closes:", "status: closed\nstatus_since: 2026-11-22\ncloses:"
    )
    approve(workspace, "jar-keeper-salem", "lid-keeper-draft")


def approve(workspace: Path, *names: str) -> None:
    """Approve the words of postings."""
    library = pipeline.open_library(workspace)
    found, problems = approving.waiting(library, names, ["posting"], TODAY)
    assert problems == []
    approving.approve(library, found, "HR Director", datetime.date(2026, 11, 21))


def change(workspace: Path, posting: str, old: str, new: str) -> None:
    """Change words of a posting."""
    file = workspace / f"postings/{posting}.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def publish(release: SiteRelease, url: str) -> Plan:
    """Publish a release as the command does; return the plan that was carried out."""
    if url.startswith("s3:"):
        done = apart(lambda: replace(_publish(release, url), release=cast("SiteRelease", None)))
        return replace(done, release=release)  # which is too much to send between processes
    return _publish(release, url)


def _publish(release: SiteRelease, url: str) -> Plan:
    with open_target(url, Path()) as target:
        return publish_to(target, release)


def publish_to(target: PublishingTarget, release: SiteRelease) -> Plan:
    """Publish to a target that is open."""
    plan = plan_for(target, release)
    if plan.changes:
        apply_plan(plan, target)
    return plan


def plan_for(target: PublishingTarget, release: SiteRelease) -> Plan:
    """Return what publishing would change."""
    ledger = decode(target.read(LEDGER), target.address)
    there = target.hashes(sorted({*release.files, *ledger.paths}))
    return make_plan(release, ledger, there, target.address)


def folder_of(url: str) -> Path:
    """Return the folder of this machine that a path or the address of a server leads to."""
    return Path(urlsplit(url).path)


def files_of(url: str) -> dict[str, bytes]:
    """Return every file at a target, of its own records only the ledger."""
    if url.startswith("s3:"):
        found = s3_server.files(url)
    elif not url.startswith("git+"):
        folder = folder_of(url)
        found = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
    else:
        repository, _, branch = url.removeprefix("git+file://").partition("#")
        command = ["git", "-C", repository, "archive", "--format=tar", branch]
        done = subprocess.run(command, capture_output=True, check=True)
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            members = [member for member in archive if member.isfile()]
            files = {member.name: archive.extractfile(member) for member in members}
            found = {name: file.read() for name, file in files.items() if file}
    own = [path for path in found if path.startswith(f"{FOLDER}/") and path != LEDGER]
    return {path: content for path, content in found.items() if path not in own}


def is_whole(files: Mapping[str, bytes]) -> None:
    """Hold that no page lacks a part, and that what the first page shows is there."""
    for path, content in files.items():
        if path.endswith(".html") and path != "404.html":
            for asset, download, absolute in _PARTS.findall(content.decode()):
                part = absolute or _joined(path, asset or download)
                assert part in files, f"{path} lacks {part}"
        if path.endswith(".css"):
            for font in _FONT.findall(content):
                assert _joined(path, font.decode()) in files, f"{path} lacks {font!r}"
    if "index.html" in files:
        for link in re.findall(r'href="((?:jobs|browse)/[^"#]+)"', files["index.html"].decode()):
            assert link in files, f"the list leads to {link}, which is not there"


def _joined(path: str, relative: str) -> str:
    parts = list(PurePosixPath(path).parent.parts)
    for step in relative.split("/"):
        if step == "..":
            parts.pop()
        else:
            parts.append(step)
    return "/".join(parts)


def is_published(files: Mapping[str, bytes], release: SiteRelease) -> Ledger:
    """Hold that a release is there, whole and alone, and that the ledger tells so."""
    ledger = decode(files[LEDGER], "the target")
    own = {path: content for path, content in files.items() if path not in {LEDGER, OWN[0]}}
    odd = sorted(own.keys() ^ release.files.keys())
    assert odd == [], odd
    assert {p: sha256(c).hexdigest() for p, c in own.items()} == ledger.files
    assert ledger.files == {path: file.sha256 for path, file in release.files.items()}
    assert not ledger.cut_off
    assert ledger.live.keys() == release.postings.keys()
    for name, posting in release.postings.items():
        live = ledger.live[name].live
        assert live
        assert live.same(posting.appearance)
    for published in ledger.postings.values():
        assert all(each.until for each in published.appearances[:-1])
    is_whole(files)
    return ledger
