"""What stands above the first heading of a posting: pay, place, and a button to apply."""

from __future__ import annotations

import pytest

from kamroles.document import Facts, block_lines, inline_text
from tests.unit.compose.jobs import bare_job, make_job
from tests.unit.compose.test_posting import facts_of, posting_of


def test_the_place_of_a_remote_job_is_its_office() -> None:
    """It is not done there."""
    said = facts_of(posting_of(make_job(posting={"workplace": "remote", "remote_from": ["US"]})))
    assert (said["Office"], said["Workplace"]) == ("Portland, Oregon", "Remote (United States)")


def test_the_place_is_said_once_in_the_head() -> None:
    """Not by the title and in the facts."""
    document = posting_of()
    head = [inline_text(document.eyebrow), *block_lines(document.blocks)]
    assert sum(line.count("Portland") for line in head) == 1


def test_pay_stands_out() -> None:
    """What is paid is bold; what the employer notes of it is not."""
    facts = next(block for block in posting_of().blocks if isinstance(block, Facts))
    first = facts.rows[0][1]
    bold = inline_text(tuple(run for run in first if run.bold))
    assert bold == "$78,000 to $96,000 a year"
    assert inline_text(first).endswith("plus a yearly bonus of up to 10%")


@pytest.mark.parametrize(
    ("ways", "words", "target"),
    [
        (
            [{"id": "m", "text": "Write.", "email": "a@example.org"}],
            "Apply by email",
            "mailto:a@example.org",
        ),
        (
            [
                {"id": "m", "text": "Write.", "email": "a@example.org"},
                {"id": "f", "text": "Use the form.", "url": "https://example.org/form"},
            ],
            "Apply for this job",
            "https://example.org/form",
        ),
    ],
)
def test_the_button_leads_to_the_form_or_else_to_an_email(
    ways: list[dict[str, str]], words: str, target: str
) -> None:
    """The form wins, wherever it stands."""
    action = posting_of(make_job(employer={"apply": ways})).action
    assert [(run.text, run.href) for run in action] == [(words, target)]


def test_there_is_no_button_to_nowhere() -> None:
    """Without an address there is none."""
    ways = [{"id": "visit", "text": "Come by."}]
    assert posting_of(make_job(employer={"apply": ways})).action == ()
    assert posting_of(bare_job()).action == ()
