"""`publish` as a person, and as CI, sees it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamroles.publish.ledger import LEDGER
from kamroles.publish.publishers import GROUP, known_publishers
from tests.packages import install
from tests.terminal import talk
from tests.told import refused, told
from tests.unit.cli.running import run
from tests.unit.publish.releases import approve, change, folder_of, other_days
from tests.unit.publish.test_targets import target_of
from tests.unit.site.conftest import POSTINGS
from tests.wording import printed

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN = {"jar-keeper-salem", "jar-keeper-both", "lid-keeper-bend"}


def pages(folder: str = "public") -> set[str]:
    """Return the names of the pages of postings that are published to a folder."""
    return {path.stem for path in Path(folder, "jobs").glob("*.html")}


def plan_in(output: str) -> list[tuple[str, ...]]:
    """Return mark, name and what becomes of it, from the lines of a plan."""
    lines = (line.split() for line in output.splitlines())
    return [tuple(line[:3]) for line in lines if line and line[0] in {"+", "~", "-", "!"}]


def settings(text: str) -> None:
    """Add to the workspace's own file."""
    with Path("kamroles.yaml").open("a", encoding="utf-8") as file:
        file.write(text)


@pytest.mark.usefixtures("root")
def test_a_folder_needs_no_configuration() -> None:
    """The plan is shown, what is open goes there, and what falls due next is said."""
    done = run("publish", "public/", "--yes")
    assert done.exit_code == 0
    printed(done.stdout)
    assert plan_in(done.stdout) == [
        ("+", "jar-keeper-both", "new"),
        ("+", "jar-keeper-salem", "new"),
        ("+", "lid-keeper-bend", "new"),
        ("!", "lid-keeper-draft", "held"),
    ]
    assert pages() == OPEN | {"lid-keeper-paused", "lid-keeper-over"}
    assert "3 open jobs are live at https://umbel-quince.example/work" in done.stderr
    assert "Next, on 2026-12-18: last day to apply" in done.stderr
    assert "https://umbel-quince.example/work/jobs/jar-keeper-salem.html" in done.stdout


def test_a_change_is_shown_by_its_facts(root: Path) -> None:
    """New, changed, closed, held, in one plan; the numbers are those of files."""
    run("publish", "./public", "--yes")
    other_days(root)
    change(root, "lid-keeper-bend", "min: 50000", "min: 52000")
    done = run("publish", "public", "--dry-run")
    assert done.exit_code == 0
    printed(done.stdout)
    assert plan_in(done.stdout) == [
        ("+", "lid-keeper-draft", "new"),
        ("~", "jar-keeper-salem", "changed"),
        ("-", "jar-keeper-both", "closed"),
        ("!", "lid-keeper-bend", "held"),
    ]
    assert "lid-keeper-draft" not in pages()


@pytest.mark.usefixtures("root")
def test_nobody_to_ask_is_refused() -> None:
    """With the plan above, and with what publishes it."""
    done = run("publish", "./public")
    assert done.exit_code == 2
    assert plan_in(done.stdout)
    refused(done.stderr)
    assert not Path("public").exists()


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("\n", 1), ("n\n", 1)])
def test_a_terminal_asks(answer: str, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a yes publishes."""
    monkeypatch.setattr("kamroles.cli.publish.watched", lambda: True)
    done = run("publish", "./public", answers=answer)
    assert done.exit_code == status
    assert Path("public/index.html").exists() == (status == 0)


@pytest.mark.usefixtures("root")
def test_check_tells_by_its_status_whether_something_would_change() -> None:
    """And changes nothing."""
    assert run("publish", "./public", "--check").exit_code == 1
    assert not Path("public").exists()
    run("publish", "./public", "--yes")
    assert run("publish", "./public", "--check").exit_code == 0
    assert run("publish", "./public").exit_code == 0  # there is nothing to ask


@pytest.mark.usefixtures("root")
def test_a_site_without_an_address_is_not_published() -> None:
    """Search engines could not read it; the line to write is told."""
    Path("kamroles.yaml").write_text("kinds: [posting]\n", encoding="utf-8")
    done = run("publish", "./public", "--yes")
    assert done.exit_code == 1
    assert told(done.stderr) == [("KR700", "")]
    assert not Path("public").exists()


def test_without_a_workspace_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor asked for an address of the site."""
    monkeypatch.chdir(tmp_path)
    done = run("publish", "./public", "--yes")
    assert told(done.stderr) == [("KR516", "")]


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("extra", [[], ["--dry-run"], ["--check"]])
def test_an_empty_workspace_wipes_nothing(extra: list[str]) -> None:
    """Not even three jobs, unless that is said."""
    run("publish", "./public", "--yes")
    before = pages()
    for name in POSTINGS:
        Path(f"postings/{name}.yaml").unlink()
    done = run("publish", "./public", "--yes", *extra)
    assert done.exit_code == 1
    assert told(done.stderr)[0] == ("KR703", "")
    assert pages() == before
    assert run("publish", "./public", "--yes", "--max-deletes", "3").exit_code == 0
    assert pages() == set()


@pytest.mark.usefixtures("root")
def test_jobs_that_are_all_over_go_by_themselves() -> None:
    """A nightly run closes what its last day has passed, without a person."""
    run("publish", "./public", "--yes")
    done = run("--as-of", "2027-03-01", "publish", "./public", "--yes")
    assert done.exit_code == 0
    assert {row[2] for row in plan_in(done.stdout) if row[0] == "-"} == {"expired"}


@pytest.mark.usefixtures("root")
def test_fewer_may_be_allowed() -> None:
    """For those who want to look at each."""
    run("publish", "./public", "--yes")
    done = run("--as-of", "2027-03-01", "publish", "./public", "--yes", "--max-deletes", "2")
    assert done.exit_code == 1
    assert told(done.stderr)[0] == ("KR703", "")


def test_the_first_day_never_changes(root: Path) -> None:
    """Whatever the file says later, and whatever day it is."""
    run("publish", "./public", "--yes")
    change(root, "jar-keeper-salem", "posted: 2026-11-02", "posted: 2026-11-20")
    done = run("publish", "./public", "--yes")
    assert ("KR707", "postings/jar-keeper-salem.yaml:6:9") in told(done.stderr)
    page = Path("public/jobs/jar-keeper-salem.html").read_text(encoding="utf-8")
    assert '"datePosted": "2026-11-02"' in page or '"datePosted":"2026-11-02"' in page
    assert "2026-11-20" not in page
    run("--as-of", "2026-11-10", "publish", "./public", "--yes")
    ledger = json.loads(Path("public/.kamroles/ledger.json").read_text(encoding="utf-8"))
    for name in OPEN:
        assert ledger["postings"][name]["first_posted"] == f"2026-11-0{POSTINGS[name][3]}"
        for one in ledger["postings"][name]["appearances"]:
            assert one["from"] <= one.get("until", "9999")


def test_site_and_feeds_keep_the_first_day_too(root: Path) -> None:
    """The archive tells it; where two targets have different ones, the file counts."""
    run("publish", "./public", "--yes")
    change(root, "jar-keeper-salem", "posted: 2026-11-02", "posted: 2026-11-20")
    days = []
    for target in ("./public", "./other"):
        site, feed = run("site"), run("feed", "ziprecruiter", "-o", "-")
        days.append(("KR707", "postings/jar-keeper-salem.yaml:6:9") in told(site.stderr))
        page = Path("site/jobs/jar-keeper-salem.html").read_text(encoding="utf-8")
        (day,) = re.findall(r'"datePosted": ?"([^"]+)"', page)
        (job,) = re.findall(
            r"<job>(?:(?!</job>).)*jar-keeper-salem.*?</job>", feed.stdout, re.DOTALL
        )
        assert day in job
        days.append(day)
        run("publish", target, "--yes")
    assert days == [True, "2026-11-02", True, "2026-11-02"]
    run("site")
    assert "2026-11-20" in Path("site/jobs/jar-keeper-salem.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("site", "KR701"),
        ("./site", "KR710"),
        ("./output/site", "KR710"),
        (".", "KR710"),
        ("postings", "KR710"),
        ("careers", "KR701"),
        ("", "KR701"),
        ("./kamroles.yaml", "KR701"),
        ("./kamroles.yaml/jobs", "KR701"),
    ],
)
def test_what_is_no_target(target: str, code: str) -> None:
    """A name that stands nowhere makes no folder, and a folder of kamroles' own is none."""
    settings("targets: {career: {url: ../public}}\n")
    done = run("publish", target, "--yes")
    assert done.exit_code == 1
    assert told(done.stderr) == [(code, "")]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
def test_a_plan_fits_the_terminal(root: Path) -> None:
    """Whatever the address."""
    settings(f"targets: {{careers: {{url: ./{'p' * 60}}}}}\n")
    shown = talk(root, ["publish", "careers", "--dry-run"], [])
    assert [line for line in shown.splitlines() if len(line) > 80] == []
    assert " as of 2026-11-23\n" in shown


def test_targets_have_names(root: Path) -> None:
    """A path in kamroles.yaml counts from there, wherever the command is run."""
    settings("targets: {careers: {url: ../public}}\n")
    done = run("-C", "postings", "publish", "careers", "--yes")
    assert done.exit_code == 0
    assert done.stdout.startswith("Plan for careers (")
    assert (root.parent / "public/index.html").exists()
    assert (root / "archive/targets/careers.json").exists()


def test_one_folder_is_one_target(root: Path) -> None:
    """However it is typed, and from wherever; the name in kamroles.yaml comes first."""
    run("publish", "./public/", "--yes")
    run("-C", "postings", "publish", "../public", "--yes")
    run("publish", str(root / "public"), "--yes")
    assert [
        row["target"] for row in json.loads(run("archive", "lid-keeper-bend", "--json").stdout)
    ] == ["public"]
    settings("targets: {careers: {url: out/../../public}}\n")
    for target in ("../public", "careers", str(root.parent / "public")):
        run("publish", target, "--yes")
    rows = json.loads(run("archive", "lid-keeper-bend", "--json").stdout)
    assert [row["target"] for row in rows] == ["careers", "public"]


@pytest.mark.usefixtures("root")
def test_of_many_addresses_the_first_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """And with -v all."""
    monkeypatch.setattr("kamroles.cli.publish._ADDRESSES", 2)
    monkeypatch.setattr("kamroles.cli.publish._DUE", 1)
    done = run("publish", "./public", "--yes")
    assert done.stdout.count("https://") == 2
    assert "and 1 more" in done.stderr
    done = run("publish", "./other", "--yes", "-v")
    assert done.stdout.count("https://") == 3


def test_a_branch_by_its_address(root: Path, bare: Path) -> None:
    """As a folder, and told by the same words."""
    url = f"git+file://{bare}#pages"
    settings(f"targets: {{pages: {{url: '{url}'}}}}\n")
    done = run("publish", "pages", "--yes")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Plan for pages ({url}), as of 2026-11-23")
    shown = subprocess.run(
        ["git", "-C", bare, "show", "pages:jobs/jar-keeper-salem.html"],
        check=True,
        capture_output=True,
    )
    assert shown.stdout == (root / "site/jobs/jar-keeper-salem.html").read_bytes()
    assert run("publish", "pages", "--check").exit_code == 0


TRACKING = """
from contextlib import contextmanager, nullcontext
from hashlib import sha256

from kamroles.publish.publishers import Publisher

BOARDS = {}

class Board:
    def __init__(self, address):
        self.address = address
        self.files = BOARDS.setdefault(address, {})

    def read(self, path):
        return self.files.get(path)

    def hashes(self, paths):
        return {p: sha256(self.files[p]).hexdigest() for p in paths if p in self.files}

    def alone(self):
        return nullcontext()

    def put(self, path, content, media_type, cache):
        self.files[path] = content

    def remove(self, path):
        self.files.pop(path, None)

    def finish(self, message, day):
        pass

@contextmanager
def opened(url, base):
    yield Board(url)

PUBLISHER = Publisher(name="board", schemes=("board", "sftp"), open=opened)
"""


@pytest.fixture
def _fresh() -> Iterator[None]:
    """Let publishers be looked for anew."""
    known_publishers.cache_clear()
    yield
    known_publishers.cache_clear()


@pytest.mark.usefixtures("root", "_fresh")
def test_a_publisher_of_another_package_is_one_of_all(site: Path) -> None:
    """On the same plan; it does not replace what kamroles has."""
    install(site, "board-publisher", TRACKING, GROUP, "board = board_publisher:PUBLISHER")
    done = run("publish", "board://north/jobs", "--yes")
    assert done.exit_code == 0
    import board_publisher  # type: ignore[import-not-found]

    files = board_publisher.BOARDS["board://north/jobs"]
    assert {"jobs/jar-keeper-salem.html", "index.html", ".kamroles/ledger.json"} <= files.keys()
    assert run("publish", "board://north/jobs", "--check").exit_code == 0
    assert known_publishers()[0]["sftp"].name == "sftp"


@pytest.mark.usefixtures("root", "_fresh")
def test_a_publisher_that_cannot_be_used_is_told(site: Path) -> None:
    """When its address is asked for."""
    install(site, "broken-publisher", "PUBLISHER = 1\n", GROUP, "x = broken_publisher:PUBLISHER")
    done = run("publish", "board://north/jobs", "--yes")
    assert done.exit_code == 1
    assert [code for code, _ in told(done.stderr)] == ["KR525", "KR701"]


def test_one_that_is_approved_again_has_another_line(root: Path) -> None:
    """Who approved what was live is part of what was live."""
    run("publish", "./public", "--yes")
    change(root, "jar-keeper-salem", "min: 60000", "min: 61000")
    approve(root, "jar-keeper-salem")
    done = run("publish", "./public", "--yes")
    assert plan_in(done.stdout)[0] == ("~", "jar-keeper-salem", "changed")
    assert len(run("archive", "jar-keeper-salem").stdout.splitlines()) == 3


def test_a_job_without_pay_and_a_sample_are_held(root: Path) -> None:
    """Each with what mends it; the others go."""
    for name in ("jar-keeper-both", "lid-keeper-bend"):
        file = root / f"postings/{name}.yaml"
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if "pay:" not in line), encoding="utf-8")
    left_out = "pay_left_out: {because: It is agreed on, decided_by: CFO, decided_on: 2026-11-02}\n"
    with (root / "postings/lid-keeper-bend.yaml").open("a", encoding="utf-8") as file:
        file.write(left_out)
    run("approve", "jar-keeper-both", "lid-keeper-bend", "--by", "HR Director", "--yes")
    done = run("publish", "./public", "--dry-run")
    rows = {row[1]: row[0] for row in plan_in(done.stdout)}
    assert rows["jar-keeper-both"] == "!"
    assert rows["lid-keeper-bend"] == "+"
    employer = root / "employers/umbel.yaml"
    employer.write_text(f"sample: yes\n{employer.read_text(encoding='utf-8')}", encoding="utf-8")
    done = run("publish", "./public", "--yes")
    assert {row[0] for row in plan_in(done.stdout)} == {"!"}
    assert "kamroles new employer" in done.stdout


def test_without_a_place_for_the_archive_nothing_goes_out(root: Path) -> None:
    """Else nobody could tell later what was live."""
    (root / "archive").write_text("not a folder", encoding="utf-8")
    done = run("publish", "./public", "--yes")
    assert done.exit_code == 1
    assert "error[KR510]" in done.stderr
    assert "see to it that archive is a folder" in done.stderr
    assert not (root / "public").exists()


@pytest.mark.parametrize("kind", ["folder", "sftp"])
def test_what_the_system_refuses_at_a_target_is_told(kind: str, root: Path, tmp_path: Path) -> None:
    """With the file that it is about, and what to do; first of reading, then of writing."""
    url = target_of(kind, tmp_path)
    public = folder_of(url)
    (public / LEDGER).mkdir(parents=True)
    done = run("publish", url, "--check")
    assert done.exit_code == 1
    assert "error[KR730]" in done.stderr
    assert LEDGER in done.stderr
    (public / LEDGER).rmdir()
    (public / "cards").write_text("mine", encoding="utf-8")
    done = run("publish", url, "--yes")
    assert done.exit_code == 1
    assert re.search(r"error\[KR708\]: .* stopped: \S*cards\b", done.stderr)
    assert (public / "cards").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_pipes_and_links_at_a_target_hold_nothing_up(root: Path) -> None:
    """What is no ledger is told; what is being written goes to no other place."""
    run("publish", "./public", "--yes")
    own = root / "public" / ".kamroles"
    ledger = (own / "ledger.json").read_bytes()
    (own / "ledger.json").unlink()
    os.mkfifo(own / "ledger.json")
    done = run("publish", "./public", "--yes")
    assert done.exit_code == 1
    assert "error[KR730]" in done.stderr
    (own / "ledger.json").unlink()
    (own / "ledger.json").write_bytes(ledger)
    (root / "mine").write_text("mine", encoding="utf-8")
    (own / "unfinished").symlink_to(root / "mine")
    change(root, "lid-keeper-bend", "min: 50000", "min: 52000")
    run("publish", "./public", "--yes")
    assert (root / "mine").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("root")
def test_without_a_place_to_build_in_that_is_said() -> None:
    """In words of publishing, which has no `-o`."""
    Path("site").write_text("mine", encoding="utf-8")
    done = run("publish", "./public", "--yes")
    assert "error[KR510]" in done.stderr
    assert "publishing builds the site in the workspace first" in done.stderr
    assert "-o" not in done.stderr


def test_a_file_that_cannot_be_built_takes_no_page_away(root: Path) -> None:
    """What stands in the way in the folder of the site is told, and what is live stays."""
    run("publish", "./public", "--yes")
    before = {path: path.read_bytes() for path in Path("public").rglob("*") if path.is_file()}
    (root / "site/.kamroles.json").unlink()
    (root / "site/index.html").write_text("mine", encoding="utf-8")
    done = run("publish", "./public", "--yes")
    assert done.exit_code == 1
    assert "KR650" in {code for code, _ in told(done.stderr)}
    assert {p: p.read_bytes() for p in Path("public").rglob("*") if p.is_file()} == before
