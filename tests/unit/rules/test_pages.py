"""Every rule has a page, and the command shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kamroles.cli import main
from kamroles.diagnostics.codes import CODES
from kamroles.pipeline.meanings import mending
from kamroles.rules.registry import RULES, code_meanings
from tests.e2e.command import run
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path


def test_codes_are_known_everywhere() -> None:
    """Reports name what a code means; no rule has the code of a stage."""
    assert {code: rule.meaning for code, rule in RULES.items()}.items() <= code_meanings().items()
    assert code_meanings().items() >= CODES.items()
    assert all(code == rule.code for code, rule in RULES.items())
    assert not {code for code in RULES if code.startswith("KR")}


def test_names_are_unique() -> None:
    """A rule can be asked for by name."""
    assert len({rule.name for rule in RULES.values()}) == len(RULES)


@pytest.mark.parametrize("code", RULES)
def test_a_page_tells_all(code: str, tmp_path: Path) -> None:
    """What to do, why, and an example of both ways."""
    rule = RULES[code]
    shown = " ".join(run("rule", code.lower(), at=tmp_path).out.split())
    for text in (code, rule.name, rule.meaning, rule.advice, rule.why, rule.bad, rule.good):
        assert " ".join(text.split()) in shown
    assert run("rule", rule.name, at=tmp_path).out == run("rule", code, at=tmp_path).out


def test_words_are_listed(tmp_path: Path) -> None:
    """So that one can see what is looked for."""
    assert "synergy, synergies" in run("rule", "C004", at=tmp_path).out


def test_all_rules_are_listed(tmp_path: Path) -> None:
    """A line for each."""
    lines = run("rule", at=tmp_path).out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)


def test_every_code_that_is_printed_says_how_to_mend(repository: Path) -> None:
    """What it looks like and what to do; a code is never printed that nothing is said of."""
    printed_codes = {
        code
        for path in (repository / "kamroles").rglob("*.py")
        for code in re.findall(r"\bKR\d{3}\b", path.read_text(encoding="utf-8"))
    }
    assert printed_codes <= {*CODES}
    assert mending().keys() == {*CODES}


@pytest.mark.parametrize("code", CODES)
def test_the_command_says_how_to_mend(code: str) -> None:
    """Meaning, an example, and what to do."""
    shown = " ".join(CliRunner().invoke(main, ["rule", code]).stdout.split())
    told = mending()[code]
    for text in (CODES[code], told.seen, told.mend):
        assert " ".join(text.split()) in shown


def test_other_codes_have_their_sentence(tmp_path: Path) -> None:
    """They stand in the same reports."""
    shown = printed(run("rule", "KR109", at=tmp_path).out)
    assert CODES["KR109"] in " ".join(shown.split())


def test_the_nearest_rule_is_offered(tmp_path: Path) -> None:
    """By code or name."""
    done = run("rule", "long-sentense", at=tmp_path)
    assert done.status == 2
    assert "`long-sentence`" in printed(done.err.splitlines()[-1])
