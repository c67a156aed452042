"""What the guide to publishing tells a person to type works, for a made-up employer."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests import fixture_site, s3_server
from tests.pages import Reader, blocks
from tests.ssh_server import SSHD, ssh_server

PAGE = Path(__file__).resolve().parents[2] / "docs/how-to/publish.md"


def test_every_command_of_the_guide_works(tmp_path: Path) -> None:
    """From top to bottom, in a workspace whose jobs are open."""
    bucket = s3_server.bucket("", name="nowhere-paper-careers")
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
    assert s3_server.files(bucket)["index.html"] == (root / "public/index.html").read_bytes()
    if server:
        assert (tmp_path / "careers/index.html").is_file()
        server.stop()


def test_the_steps_of_the_workflow_work(tmp_path: Path) -> None:
    """In a checkout, as a runner has it: the branch has the site, and main has the archive.

    What installs kamroles and asks for GitHub's token is left out. Twice, since nights repeat.
    """
    root = fixture_site.workspace(tmp_path / "jobs", "https://careers.nowhere-paper.example")
    repository = tmp_path / "jobs.git"
    with (root / "kamroles.yaml").open("a", encoding="utf-8") as file:
        file.write(f"targets: {{pages: {{url: 'git+file://{repository}#gh-pages'}}}}\n")
    reader = Reader.in_folder(root)
    block = next(each for each in blocks(PAGE) if each.language == "yaml" and "jobs:" in each.body)
    prepare = f"""set -e
        git init -q --bare -b main ../jobs.git; git init -q -b main; git add .
        git -c user.name=A -c user.email=a@a.example commit -qm 'Write the jobs'
        git push -q {repository} main; git clone -q {repository} ../checkout"""
    reader.run(block, prepare)
    reader.here = tmp_path / "checkout"
    steps = [each["run"] for each in yaml.safe_load(block.body)["jobs"]["publish"]["steps"][2:]]
    ours = [each for each in steps if not each.startswith(("pip ", "gh "))]
    assert len(ours) == 2
    commits = []
    for _ in range(2):
        for step in ours:
            reader.run(block, f"set -e\n{step}")
        commits.append(reader.run(block, f"git -C {repository} rev-list --all"))
    assert commits[0] == commits[1]
    kept = reader.run(block, f"git -C {repository} ls-tree -r --name-only main archive")
    assert "archive/targets/pages.json" in kept
    shown = reader.run(block, f"git -C {repository} ls-tree -r --name-only gh-pages")
    assert {"index.html", "jobs/portland-hybrid.html"} <= set(shown.splitlines())


def test_what_runs_each_night_works(tmp_path: Path) -> None:
    """The line for cron and the one of the service publish, without somebody to ask."""
    root = fixture_site.workspace(tmp_path / "jobs", "https://careers.nowhere-paper.example")
    with (root / "kamroles.yaml").open("a", encoding="utf-8") as file:
        file.write("targets: {careers: {url: ../public}}\n")
    reader = Reader.in_folder(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    (cron,) = re.findall(r"^5 0 \* \* \* (.+)", text, re.MULTILINE)
    (service,) = re.findall(r"^ExecStart=(.+)", text, re.MULTILINE)
    block = next(blocks(PAGE))
    for command in (cron, f"cd /srv/jobs && {service}"):
        done = command.replace("/srv/venv/bin/", "").replace("/srv/jobs", str(root))
        assert "9 open jobs are live" in reader.run(block, f"({done})")
    assert (tmp_path / "public/index.html").is_file()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_the_units_are_read_by_systemd(tmp_path: Path) -> None:
    """As systemd itself reads them, but for what is no folder or program of this machine."""
    for block in blocks(PAGE):
        if block.language == "ini":
            text = block.body.replace("/srv/venv/bin/kamroles", "/bin/true")
            (tmp_path / Path(block.value).name).write_text(text.replace("User=jobs\n", ""))
    command = ["systemd-analyze", "verify", *sorted(map(str, tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, str(tmp_path) in done.stderr) == (0, False), done.stderr
