"""How commands end: by signals, with streams that take nothing, and what goes with them."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamroles.resources import bundled
from tests.conftest import AS_OF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has none of these signals")

KAMROLES = [sys.executable, "-m", "kamroles", "--as-of", AS_OF.isoformat()]
LONG = 120
"""Seconds after which something that is waited for does not come, on the busiest machine."""


@pytest.fixture(autouse=True)
def _signals_as_usual() -> Iterator[None]:
    """Have commands heed signals also where the tests run under ``nohup`` or behind ``&``."""
    ours = {each: signal.signal(each, signal.SIG_DFL) for each in (signal.SIGHUP, signal.SIGINT)}
    yield
    for each, usual in ours.items():
        signal.signal(each, usual)


@pytest.fixture
def sample(sample_workspace: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample workspace that a test may break."""
    return shutil.copytree(sample_workspace, tmp_path / "workspace")


def wait_for(there: Callable[[], object], what: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + LONG
    while not there():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def members(group: int) -> list[str]:
    """Return the command lines of the processes of a group that have not ended."""
    listed = subprocess.run(
        ["ps", "-e", "-ww", "-o", "pgid=,stat=,args="], capture_output=True, text=True, check=True
    )
    rows = (line.split(None, 2) for line in listed.stdout.splitlines())
    return [args for pgid, state, args in rows if pgid == str(group) and state[0] != "Z"]


def begun(at: Path, *arguments: str) -> subprocess.Popen[str]:
    """Begin a command in a process group of its own."""
    temporary = at / "temporary"
    temporary.mkdir()
    return subprocess.Popen(
        [*KAMROLES, *arguments],
        cwd=at,
        env=os.environ | {"TMPDIR": str(temporary)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGKILL", "SIGINT"])
def test_workers_end_with_the_build(name: str, sample: Path) -> None:
    """Nothing of a build is left, whichever signal ends it, and nothing holds its streams."""
    running = begun(sample, "build", "--workers", "2", "-f", "pdf,docx", "-o", "out")
    spawned = "spawn_main"
    wait_for(lambda: sum(spawned in each for each in members(running.pid)) == 2, "no workers")
    running.send_signal(getattr(signal, name))
    _, err = running.communicate(timeout=LONG)  # ends once nobody holds the streams
    assert running.returncode == -getattr(signal, name)
    wait_for(lambda: not members(running.pid), "something is left")
    assert not list((sample / "temporary").iterdir())
    if name == "SIGINT":
        assert "error[KR767]" in err  # which files it names depends on how far it came
        assert "strategic-account-manager-utrecht" in err or "more" in err
    else:
        assert err == ""


def test_a_worker_whose_parent_is_killed_while_it_starts_says_nothing(sample: Path) -> None:
    """Nobody has told it yet what to do; a terminal that has gone on is not told of it."""
    program = (
        "import os, signal, sys\n"
        "from multiprocessing import util\n"
        "from kamroles.__main__ import run\n"
        "start = util.spawnv_passfds\n"
        "def start_and_be_killed(*arguments):\n"
        "    start(*arguments)\n"
        "    if any('spawn_main' in each for each in map(str, arguments[1])):\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "util.spawnv_passfds = start_and_be_killed\n"
        "sys.argv[1:] = ['build', '--workers', '2', '-f', 'pdf,docx', '-o', 'out']\n"
        "run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=sample, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, "")


def test_a_worker_that_is_stopped_from_outside_is_told(sample: Path) -> None:
    """The build ends with a finding, not with a part of the documents and a good status."""
    running = begun(sample, "build", "--workers", "2", "-f", "pdf,docx", "-o", "out")
    listed = ["pgrep", "-g", str(running.pid), "-f", "spawn_main"]

    def workers() -> list[str]:
        done = subprocess.run(listed, capture_output=True, text=True, check=False)
        return done.stdout.split()

    wait_for(lambda: len(workers()) == 2, "no workers")
    os.kill(int(workers()[0]), signal.SIGABRT)
    _, err = running.communicate(timeout=LONG)
    assert running.returncode == 1
    assert "error[KR513]" in err


@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL", "SIGINT"])
def test_the_folder_of_a_preview_goes_with_it(name: str, sample: Path) -> None:
    """Also when the process has no time to remove it."""
    running = begun(sample, "site", "--serve", "--port", "0")
    temporary = sample / "temporary"
    wait_for(lambda: list(temporary.glob("kamroles-site-*/*")), "no preview")
    running.send_signal(getattr(signal, name))
    running.communicate(timeout=LONG)
    wait_for(lambda: not list(temporary.iterdir()), "the folder is left")


@pytest.mark.parametrize("delay", [0.2, 0.5, 1.0])
def test_an_interrupt_ends_it_by_its_signal_from_the_first_import_on(
    delay: float, sample: Path
) -> None:
    """Also while options are read, before there is a command that could name anything."""
    program = (
        "import os, signal, sys, threading\n"
        "from kamroles.__main__ import run\n"
        f"threading.Timer({delay}, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "sys.argv[1:] = ['site', '--serve', '--port', '0']\n"
        "run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=sample, capture_output=True, text=True, check=False
    )
    assert done.returncode in {-signal.SIGINT, 0}  # 0 once the site is shown: it was to be stopped
    assert "Traceback" not in done.stderr
    assert "Aborted" not in done.stderr or done.returncode


@pytest.fixture
def own_face(sample: Path) -> Path:
    """Return a workspace whose theme has a face that somebody wrote, and that never ends."""
    theme = shutil.copytree(bundled("templates") / "themes/plain", sample / "templates/themes/own")
    endless = "#let spin() = { let i = 0; while i < 100000000000 { i = calc.rem(i, 9) + 1 } }"
    with (theme / "face.typ").open("a") as face:
        face.write(f"\n{endless}\n#spin()\n")
    (sample / "kamroles.yaml").write_text("theme: own\n")
    return sample


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("name", ["SIGHUP", "SIGQUIT", "SIGKILL"])
def test_what_is_laid_out_behind_the_fence_ends_with_the_build(
    name: str, workers: str, own_face: Path
) -> None:
    """Also when a signal reaches all processes at once, as from a terminal that is closed."""
    running = begun(own_face, "build", "--workers", workers, "-f", "pdf", "-o", "out")
    wait_for(lambda: any("layout_process" in each for each in members(running.pid)), "no fence")
    os.killpg(running.pid, getattr(signal, name))
    running.communicate(timeout=LONG)
    wait_for(lambda: not members(running.pid), "something is left")
    wait_for(lambda: not list((own_face / "temporary").iterdir()), "a folder is left")


def shell(line: str, at: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of shell, in which ``kamroles`` is this one."""
    command = line.replace("kamroles", shlex.join(KAMROLES))
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=at, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=LONG,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("kamroles list roles 2>&-", 0),
        ("kamroles check 2>&-", 0),
        ("kamroles render account-manager -f md -o out 2>&-", 0),
        ("kamroles list roles 2>/dev/full", 0),
        ("kamroles --help 2>&-", 0),
        ("kamroles render nobody 2>&-", 1),
        ("kamroles nonsense 2>&-", 2),
        ("kamroles list roles >&-", 1),
        ("kamroles --help >/dev/full", 1),
        ("kamroles build --help >/dev/full", 1),
        ("kamroles check >/dev/full", 1),
        ("kamroles schema role >&-", 1),
        ("kamroles list roles >&- 2>&-", 1),
        ("kamroles list roles <&-", 0),
    ],
)
def test_streams_that_take_nothing(line: str, status: int, sample: Path) -> None:
    """A result that nobody gets is a failure, told in a line; comments that nobody gets are not."""
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    done = shell(line, sample)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.stderr.count("standard output: ") == (status == 1 and "2>" not in line)


@pytest.mark.parametrize("what", ["list roles", "--help", "schema role", "check"])
def test_a_pipe_that_nobody_reads(what: str, sample: Path) -> None:
    """It ends in silence, as programs that are ended by SIGPIPE do."""
    done = shell(f"(kamroles {what} 2>err) | true", sample)
    assert done.returncode in {0, 141}  # 0 if all was written before its reader had gone
    assert "Traceback" not in (sample / "err").read_text()
    assert "standard output" not in (sample / "err").read_text()
