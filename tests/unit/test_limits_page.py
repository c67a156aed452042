"""The page about limits says those that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles import ordinary, theme
from kamroles.compose import limits, loading
from kamroles.diagnostics import forms
from kamroles.pipeline import fence
from kamroles.rules import avoided_words
from kamroles.source import yaml
from kamroles.theme import images

if TYPE_CHECKING:
    from pathlib import Path


def test_the_page_about_limits_is_true(repository: Path) -> None:
    """Each row with its number."""
    text = (repository / "docs/explanation/limits.md").read_text(encoding="utf-8")
    for said in (
        f"a face | {ordinary.MAX_BYTES // 1024} KiB",
        f"one list | {yaml.MAX_VALUES:,} and {yaml.MAX_ENTRIES:,}",
        f"one value | {yaml.MAX_TEXT:,} characters",
        f"groups in groups | {yaml.MAX_DEPTH}",
        f"a template | {loading.MAX_TEMPLATE:,} characters",
        f"template writes | {limits.MAX_TEXT:,} characters",
        f"may take | {limits.CPU_SECONDS:g} seconds",
        f"{theme.MAX_PICTURE // 10**6} MB, {images.MAX_PIXELS // 10**6} million pixels",
        f"{fence.SECONDS:g} seconds, and one for each {1 / fence.SECONDS_OF_CHARACTER:,.0f} char",
        f"{fence.MEMORY / 10**9:g} GB of memory; {fence.OUTPUT // 10**6} MB for a file",
        f"of a file | {forms._MOST_OF_A_FILE}",
        f"told of a job | {avoided_words._MOST}",
    ):
        assert said in text, said
