"""Numbers and names of thousands of digits, which Python itself refuses to read."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest

from kamroles.diagnostics import Problems
from kamroles.pipeline import check, open_library
from tests.conftest import AS_OF
from tests.e2e.conftest import FILES, write

_LONG = "9" * 5000
_FILES = FILES | {
    "kamroles.yaml": "format: 1\nkinds: [posting]\nformats: [pdf]\ntheme: own\n",
    "templates/themes/own/theme.yaml": "extends: plain\npage: {margin: 20mm}\n",
}


@pytest.mark.parametrize("name", [name for name in _FILES if name.endswith(".yaml")])
def test_any_value_may_be_a_long_number(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told, or taken as the text it is."""
    for file, content in _FILES.items():
        write(tmp_path, file, content)
    monkeypatch.chdir(tmp_path)
    open_library(Path())  # as it is, nothing is wrong
    content = _FILES[name]
    for value in re.finditer(r"(?<=[ \[{])[\w.-]+(?=[,\]}\n])", content):
        write(tmp_path, name, content[: value.start()] + _LONG + content[value.end() :])
        with suppress(Problems):
            check(open_library(Path()), [], AS_OF)
