"""What all tests share: a cache of their own, no network, a switch that accepts goldens."""

from __future__ import annotations

import datetime
import gc
import os
import socket
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from kamroles import cache as kept
from tests import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kamroles import pipeline

AS_OF = datetime.date(2026, 11, 23)
"""Today, in every test that needs one."""

settings.register_profile(
    "kamroles", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("kamroles")


# Thousands of tests keep many objects alive, and each look through them for garbage is long:
# measured, a third of the whole run with Python's own threshold of 700.
gc.set_threshold(500_000, 20, 100)


def examples(number: int) -> int:
    """Return how many examples a long property test takes: all at night, a third by day."""
    return number if os.environ.get("KAMROLES_NIGHT") else number // 3


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that accepts what documents look like now."""
    parser.addoption(
        "--update-goldens", action="store_true", help="write tests/golden anew from what is built"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Tell the tests of findings whether their words are being accepted."""
    wording.updating = config.getoption("--update-goldens")


def pytest_collection_finish() -> None:
    """Spare the modules and the tests themselves the looks for garbage: they live to the end."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the words that were accepted."""
    if wording.updating:
        wording.update(last=not hasattr(session.config, "workerinput"))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep results of this run apart from the user's; processes of one run share them."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "cache"
    patch = pytest.MonkeyPatch()
    patch.setenv("KAMROLES_CACHE", str(folder / "kamroles"))
    patch.setenv("XDG_CACHE_HOME", str(folder))
    patch.setenv("NO_COLOR", "1")
    patch.delenv("COLUMNS", raising=False)  # what is printed is as wide on every terminal
    kept.folder.cache_clear()  # a test module may have asked for it while it was imported
    yield
    patch.undo()
    kept.folder.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse every connection that leaves the machine."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        here = isinstance(address, tuple) and address[0] == "127.0.0.1"
        if self.family != getattr(socket, "AF_UNIX", None) and not here:
            message = f"a test tried to connect to {address}"
            raise OSError(message)
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", refuse)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the top of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sample_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample workspace, made for the day of the tests."""
    from click.testing import CliRunner

    from kamroles.cli import main

    place = tmp_path_factory.mktemp("samples") / "workspace"
    done = CliRunner().invoke(main, ["--as-of", AS_OF.isoformat(), "init", "--sample", str(place)])
    assert done.exit_code == 0, done.output
    return place


@pytest.fixture(scope="session")
def sample_library(sample_workspace: Path) -> pipeline.Library:
    """Return what the sample workspace names, read once; not to be changed."""
    from kamroles.pipeline import open_library

    return open_library(sample_workspace)


@pytest.fixture(scope="session")
def sample_document(
    sample_library: pipeline.Library, sample_workspace: Path
) -> Callable[[pipeline.Order], pipeline.Composed]:
    """Return what composes a document of the sample workspace, each once."""
    from kamroles.pipeline import Options, compose

    options = Options(AS_OF, (), sample_workspace)
    return cache(lambda order: compose(sample_library, order, options)[0])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a folder that packages are imported from; what was imported is forgotten after."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        if str(folder) in (getattr(sys.modules[name], "__file__", None) or ""):
            del sys.modules[name]
