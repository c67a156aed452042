"""What a command printed, held to ``printed.txt``: its findings, or why it was not understood."""

from __future__ import annotations

import re

from tests.wording import printed

_FINDING = re.compile(r"^(?:(\S.*?): )?((?:error|warning|note)\[(KR\d+)\]: .*)$", re.MULTILINE)
_HINT = re.compile(r"^ +(= hint: .*)$", re.MULTILINE)


def told(text: str) -> list[tuple[str, str]]:
    """Return code and place of each finding; messages and hints must stand in the file."""
    found = list(_FINDING.finditer(text))
    printed("\n".join([*(each[2] for each in found), *_HINT.findall(text)]))
    return [(each[3], each[1] or "") for each in found]


def refused(text: str) -> str:
    """Return in one line what was wrong with arguments; it must stand in the file."""
    _, error, why = text.partition("Error: ")
    assert error, text
    return printed(error + " ".join(why.split()))
