"""What a command printed, held to ``printed.txt``: its findings, or why it was not understood."""

from __future__ import annotations

import re

from tests.wording import printed

_FINDING = re.compile(r"^(?:(\S.*?): )?((?:error|warning|note)\[([\w-]+)\]: .*)$", re.MULTILINE)
_HINT = re.compile(r"^ +(= hint: .*)$", re.MULTILINE)
_LIST = re.compile(r"(?<=: )(?:[\w-]+, ){9,}[\w-]+")
"""Names that grow with the library."""


def told(text: str) -> list[tuple[str, str]]:
    """Return code and place of each finding; message and hint must stand in one line there."""
    found = list(_FINDING.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)]
    for each, end in zip(found, ends, strict=False):
        hints = _HINT.findall(text, each.end(), end)
        printed(_LIST.sub("…", "  ".join([each[2], *hints])))
    return [(each[3], each[1] or "") for each in found]


def refused(text: str) -> str:
    """Return in one line what was wrong with arguments; it must stand there, long lists apart."""
    _, error, why = text.partition("Error: ")
    assert error, text
    line = error + " ".join(why.split())
    printed(_LIST.sub("…", line))
    return line
