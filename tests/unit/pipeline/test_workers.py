"""What processes that render documents have to say when they end."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kamroles.pipeline.workers import _errors_go_to, _last_line

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", ""),
        ("Traceback:\\nno more memory\\n\\n", "; its last words: no more memory"),
        ("x" * 5_000 + "\\nend", "; its last words: end"),
    ],
)
def test_the_last_words_of_a_process_are_kept(written: str, told: str, tmp_path: Path) -> None:
    """They go into a file, for whoever started it to tell."""
    program = f"import sys; sys.stderr.write('{written}')"
    with (tmp_path / "errors").open("w+b") as errors:
        with _errors_go_to(errors):
            subprocess.run([sys.executable, "-c", program], check=True)
        assert _last_line(errors) == told
