"""Run a command as a person would, in a folder of its own and on a fixed day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from kamroles.cli import main

if TYPE_CHECKING:
    import pytest

TODAY = "2026-11-23"


def run(*arguments: str, answers: str | None = None) -> Result:
    """Run ``kamroles`` with the arguments; anything but an exit is a failure."""
    done = CliRunner().invoke(main, ["--as-of", TODAY, *arguments], input=answers)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def on_terminal(patch: pytest.MonkeyPatch) -> None:
    """Make commands ask, as if somebody sat there."""
    patch.setattr("kamroles.cli.questions.watched", lambda: True)


def without_building(patch: pytest.MonkeyPatch) -> None:
    """Let commands write their files only; documents take seconds, and other tests make them."""
    from kamroles.pipeline import Report

    patch.setattr("kamroles.cli.starter.build", lambda *_: Report())
