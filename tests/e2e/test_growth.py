"""What takes four times as long to write takes about four times as long to judge."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.pipeline import check, open_library
from tests.conftest import AS_OF
from tests.e2e.conftest import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SOUND = {"kamroles.yaml": "formats: [md]\n", "roles/own.yaml": "extends: account-manager\n"}
_ROLE = "extends: account-manager\ntitle: Long\n"
_DUTIES = f"{_ROLE}responsibilities:\n"
_FEW, _TIMES = 250, 4
_AT_MOST = 9
"""How many times as long: a step for each pair of entries would make it sixteen."""


def _entries(entry: str, count: int) -> str:
    return "".join(entry.replace("N", str(number)) for number in range(count))


SHAPES: dict[str, tuple[str, str, Callable[[int], str]]] = {
    "own data": (
        "employers/northlight.yaml", "",
        lambda n: "name: Northlight\nextra:\n" + _entries("  key_N: value\n", 4 * n),
    ),
    "competencies that are not there": (
        "roles/long.yaml", "long",
        lambda n: f"{_ROLE}competencies:\n" + _entries("  - {id: negotiatio-N, level: 3}\n", n),
    ),
    "places that are not there": (
        "roles/long.yaml", "long",
        lambda n: _DUTIES + _entries("  - {id: d-N, text: Do N, after: e-N}\n", n),
    ),
    "duties that are not there": (
        "roles/long.yaml", "long", lambda n: _DUTIES + _entries("  - {id: d-N, share: 5}\n", n),
    ),
    "roles that are not there": (
        "kamroles.yaml", "", lambda n: "roles:\n" + _entries("  - account-managerN\n", n),
    ),
    "terms that are not there": (
        "roles/glossary/jars.yaml", "",
        lambda n: "terms:\n" + _entries(
            "  - {id: jar-N, name: Jar N, text: A jar, source: Ours, related: [jax-N]}\n", n
        ),
    ),
    "names given twice": ("roles/long.yaml", "long", lambda n: _ROLE + "summary: A\n" * 20 * n),
    "tags": ("roles/long.yaml", "long", lambda n: _ROLE + _entries("key_N: !x a\n", 4 * n)),
    "stars without an end": (
        "roles/long.yaml", "long", lambda n: _DUTIES + f"  - {{id: d, text: {'**a ' * 4 * n}}}\n",
    ),
    "words to avoid in one text": (
        "roles/long.yaml", "long",
        lambda n: _DUTIES + f"  - {{id: d, text: {'A rockstar, young. ' * (n // 2)}}}\n",
    ),
    "digits in place of an address": (
        "employers/northlight.yaml", "long",
        lambda n: f"name: Northlight\napply:\n  - email: {'9' * 16 * n}\n",
    ),
    "one word": (
        "roles/long.yaml", "long",
        lambda n: _DUTIES + _entries(f"  - {{id: d-N, text: '{'a, ' * 6000}'}}\n", n // 100),
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_time_grows_with_the_length(shape: str, tmp_path: Path) -> None:
    """Whatever there is much of in a file."""
    place = tmp_path
    for own, words in _SOUND.items():
        write(place, own, words)
    file, name, text = SHAPES[shape]
    _time_of(place, file, text(1), name)  # what is read once is read before
    few, many = (_time_of(place, file, text(n), name) for n in (_FEW, _TIMES * _FEW))
    assert many < _AT_MOST * few


def _time_of(place: Path, file: str, text: str, name: str) -> float:
    """Return the seconds of the processor that a file takes, with all else there is to check."""
    write(place, file, text)
    took = []
    for _ in range(2):
        start = time.process_time()
        with suppress(Problems):
            check(open_library(place), [name] if name else [], AS_OF)
        took.append(time.process_time() - start)
    return min(took)
