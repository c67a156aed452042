"""Run tasks under one version of kamroles, and note all that is seen from outside.

Started by script/parity under the Python of that version; needs nothing but kamroles itself:
``python runner.py ORDER.json RESULTS.json STORE``. A task is a folder of files and the commands to
run in it. Noted are exit status, what was printed, and the files that were written, which go into
STORE under the hash of their content.
"""

from __future__ import annotations

import base64
import contextlib
import gc
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOT_COMPARED = {".kamroles.json"}
"""What a build keeps for itself; it holds a mark of the code."""
SECONDS = 120
"""How long one task may take."""


@dataclass(frozen=True)
class Folders:
    """Where things are; their names come out the same under every version."""

    work: Path
    here: Path
    store: Path
    shipped: tuple[Path, ...]

    def plain(self, text: str) -> str:
        """Return a text without the paths of this run and this installation."""
        for path, name in [
            (self.here, "<here>"),
            (self.work, "<work>"),
            *((path, "<kamroles>") for path in self.shipped),
            (Path(sys.prefix), "<python>"),
        ]:
            text = text.replace(str(path), name)
        return re.sub(r"(?<=\.kamroles-)\w{8}\b", "<random>", text)


def main(order: Path, results: Path, store: Path) -> None:
    """Work through the tasks of an order."""
    wanted = json.loads(order.read_text(encoding="utf-8"))
    work = Path(tempfile.mkdtemp(prefix="parity-")).resolve()
    os.environ |= {"KAMROLES_CACHE": str(work / "cache"), "XDG_CACHE_HOME": str(work / "cache")}
    import kamroles

    package = Path(kamroles.__file__).resolve().parent
    if not package.is_relative_to(wanted["root"]):
        sys.exit(f"kamroles was found in {package}, not below {wanted['root']}")
    folders = Folders(work, work / "here", store, (package / "_bundled", package.parent))
    try:
        bases = prepared(wanted["bases"], folders)
        done = {}
        # Typst refuses to work in a child of a process that used it: children come first.
        for task in sorted(wanted["tasks"], key=lambda task: bool(task.get("shared"))):
            done[task["name"]] = apart(task, bases, folders)
        results.write_text(json.dumps(done, indent=1), encoding="utf-8")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def prepared(bases: dict[str, Any], folders: Folders) -> dict[str, Path]:
    """Return the folders that tasks start from, and import what they will need."""
    made = {}
    for name, base in bases.items():
        made[name] = folders.work / "bases" / name
        made[name].mkdir(parents=True)
        if base["sample"]:
            invoke(["init", "--sample", str(made[name])])
        put(made[name], base["files"])
    if "small" in made:
        invoke(["-C", str(made["small"]), "check"])
        invoke(["-C", str(made["small"]), "render", "salem", "-f", "md", "-o", "made"])
        shutil.rmtree(made["small"] / "made")
    gc.collect()
    gc.freeze()  # so that children do not copy all of it
    return made


def put(folder: Path, files: dict[str, Any]) -> None:
    """Write, link or remove files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir():
            path.rmdir()  # what was in it is gone by now
        match content:
            case None:
                pass
            case {"link": target}:
                path.symlink_to(target)
            case {"bytes": encoded}:
                path.write_bytes(base64.b64decode(encoded))
            case {"folder": _}:
                path.mkdir()
            case {"text": text, "times": times}:  # the same words over and over
                path.write_bytes(text.encode() * times)
            case _:
                path.write_bytes(content.encode("utf-8", "surrogatepass"))


def apart(task: dict[str, Any], bases: dict[str, Path], folders: Folders) -> dict[str, Any]:
    """Do a task in a process of its own, where nothing is left of those before."""
    shutil.rmtree(folders.here, ignore_errors=True)
    shutil.copytree(bases[task["base"]], folders.here, symlinks=True)
    put(folders.here, task["files"])
    before, started = snapshot(folders.here), sum(os.times()[:4])
    runs = attempt(task, folders) if task.get("shared") else forked(task, folders)
    seconds = round(sum(os.times()[:4]) - started, 2)
    after = snapshot(folders.here)
    for name, digest in after.items():
        if before.get(name) != digest and not (kept := folders.store / digest).exists():
            part = kept.with_name(f"{digest}.{os.getpid()}")
            shutil.copyfile(folders.here / name, part)
            part.replace(kept)
    changed = {name: digest for name, digest in after.items() if before.get(name) != digest}
    lost = sorted(before.keys() - after.keys())
    return {"runs": runs, "files": changed, "lost": lost, "seconds": seconds}


def snapshot(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in NOT_COMPARED and path.suffix != ".pyc"
    }


def forked(task: dict[str, Any], folders: Folders) -> list[dict[str, Any]]:
    """Run the commands in a child process, and note if it breaks or hangs."""
    answer = folders.work / "answer.json"
    answer.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        try:
            answer.write_text(json.dumps(attempt(task, folders)), encoding="utf-8")
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    if not answer.is_file():
        broken = f"ended by signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "broke"
        return [{"command": "all", "status": -1, "out": "", "err": "", "broken": broken}]
    runs: list[dict[str, Any]] = json.loads(answer.read_text(encoding="utf-8"))
    return runs


def attempt(task: dict[str, Any], folders: Folders) -> list[dict[str, Any]]:
    """Run each command of a task in its folder."""
    runs = []
    for command in task["commands"]:
        signal.alarm(SECONDS)
        os.chdir(folders.here)
        done = spawn(command, task) if task.get("spawn") else invoke(command)
        os.chdir(folders.work)
        shown = {name: folders.plain(done[name]) for name in ("out", "err", "broken")}
        runs.append({"command": " ".join(command)[:200], "status": done["status"], **shown})
    return runs


def invoke(command: list[str]) -> dict[str, Any]:
    """Run a command in this process."""
    from click.testing import CliRunner

    from kamroles.cli import main as kamroles

    done = CliRunner().invoke(kamroles, ["--as-of", "2026-11-23", *command], prog_name="kamroles")
    fault = done.exception
    broken = ""
    if fault and not isinstance(fault, SystemExit):
        broken = "".join(traceback.format_exception_only(fault))
    return {
        "status": done.exit_code,
        "out": done.stdout_bytes.decode("utf-8", "backslashreplace"),
        "err": done.stderr_bytes.decode("utf-8", "backslashreplace"),
        "broken": broken,
    }


def spawn(command: list[str], task: dict[str, Any]) -> dict[str, Any]:
    """Run a command as a person does, in an interpreter of its own, which looks into a folder."""
    whole = [sys.executable, "-m", "kamroles", "--as-of", "2026-11-23", *command]
    folder = task.get("path") and str(Path(task["path"]).resolve())
    paths = filter(None, (folder, os.environ.get("PYTHONPATH")))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    if "answers" in task:
        status, out, err = dialogue(whole, environment, task["answers"])
    else:
        done = subprocess.run(
            whole, stdin=subprocess.DEVNULL, capture_output=True, check=False, env=environment,
            timeout=SECONDS,
        )  # fmt: skip
        status, out, err = done.returncode, done.stdout, done.stderr
    said = out + err
    broken = said.splitlines()[-1] if b"Traceback (most recent call last)" in said else b""
    shown = {"out": out, "err": err, "broken": broken}
    return {"status": status} | {
        name: text.decode("utf-8", "backslashreplace") for name, text in shown.items()
    }


def dialogue(
    command: list[str], environment: dict[str, str], answers: str
) -> tuple[int, bytes, bytes]:
    """Run a command on a terminal, in colors, for somebody who types these answers."""
    import pty
    import termios

    ours, theirs = pty.openpty()
    settings = termios.tcgetattr(theirs)
    settings[1] &= ~termios.OPOST  # line ends stay as they are
    settings[3] &= ~termios.ECHO  # and what is typed does not come between
    termios.tcsetattr(theirs, termios.TCSANOW, settings)
    environment = {name: value for name, value in environment.items() if name != "NO_COLOR"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs,
                          env=environment) as process:  # fmt: skip
        os.close(theirs)
        os.write(ours, answers.encode() + b"\x04")
        said = b""
        with contextlib.suppress(OSError):  # so it ends when nobody is left on the other side
            while part := os.read(ours, 65536):
                said += part
    os.close(ours)
    return process.returncode, said, b""


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
