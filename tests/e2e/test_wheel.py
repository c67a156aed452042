"""A wheel, installed outside the checkout, holds everything and does the same job."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

AS_OF = "2026-11-23"
BUNDLED = "kamroles/_bundled/"
FORMATS = ("md", "html", "pdf", "docx")
POSTING = "key-account-manager-portland"


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that must succeed; return what it printed."""
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env=keep, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, repository,
        cwd=folder)  # fmt: skip
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own; return the folder of its commands.

    What kamroles needs is borrowed from the environment of the tests, so that no network is
    needed. A path in a .pth file lends packages, but not that environment's editable kamroles.
    """
    place = tmp_path_factory.mktemp("elsewhere") / "env"
    run(sys.executable, "-m", "venv", "--without-pip", place, cwd=place.parent)
    python = place / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps",
        "--no-index", wheel, cwd=place.parent)  # fmt: skip
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))",
                   cwd=place.parent).strip())  # fmt: skip
    lent = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (own / "lent.pth").write_text("\n".join(lent) + "\n", encoding="utf-8")
    return python.parent


def bundled(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the shipped templates and roles in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith(BUNDLED) and not name.endswith("/"):
                yield name.removeprefix(BUNDLED), archive.read(name)


def test_it_ships_the_templates_and_roles_that_are_kept(wheel: Path, repository: Path) -> None:
    """Nothing is left out, nothing else slips in, no byte differs."""
    command = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard",
               "templates", "roles")  # fmt: skip
    said = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    if said.returncode or not said.stdout:
        pytest.skip("not a git checkout")
    kept = {name: (repository / name).read_bytes() for name in said.stdout.split("\0") if name}
    assert dict(bundled(wheel)) == kept


def test_it_is_what_runs_there(installed: Path, repository: Path) -> None:
    """The environment uses the installed wheel and no file of the checkout."""
    code = "import kamroles, kamroles.resources as r; print(kamroles.__file__, r.bundled('roles'))"
    for path in run(installed / "python", "-c", code, cwd=installed).split():
        assert Path(path).is_relative_to(installed.parent)
        assert not Path(path).is_relative_to(repository)


def test_it_makes_the_same_documents(installed: Path, tmp_path: Path) -> None:
    """A new workspace renders to the same files as from the checkout."""
    made = {}
    for name, command in (
        ("wheel", (installed / "kamroles",)),
        ("checkout", (sys.executable, "-m", "kamroles")),
    ):
        place = tmp_path / name
        place.mkdir()
        run(*command, "--as-of", AS_OF, "init", "--sample", "ws", cwd=place)
        run(*command, "-C", "ws", "--as-of", AS_OF, "render", POSTING, "-f", ",".join(FORMATS),
            "-o", place / "out", cwd=place)  # fmt: skip
        made[name] = {
            path.relative_to(place).as_posix(): path.read_bytes()
            for path in sorted(place.rglob("*"))
            if path.is_file() and not path.name.startswith(".")
        }
    assert made["wheel"] == made["checkout"]
    assert {f"out/{POSTING}-posting.{format}" for format in FORMATS} <= set(made["wheel"])
