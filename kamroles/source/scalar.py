"""Text as a YAML value that reads back as the same text."""

from __future__ import annotations

import json
import re

from kamroles.diagnostics import Problems, Source
from kamroles.source.decode import refused_characters

# A letter first, so that it is no number, date, list or quote; no mark that YAML gives a meaning.
_INNER = r"\w .;()/&+%@$'\u2019\u2013\u2014?!*=\-"
_SAFE = re.compile(rf"[^\W\d_](?:[{_INNER}]*[\w.;)/&+%$'\u2019?!*])?")
_SAFE_IN_BLOCK = re.compile(rf"[^\W\d_](?:[{_INNER},]*[\w.;)/&+%$'\u2019?!*])?")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9./?=&%+~_@-]*[A-Za-z0-9/]")
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"}
"""Words that YAML readers take for something else than text, in any case."""


def written(text: str, *, flow: bool = False) -> str:
    """Return ``text`` as it is to be written on one line after ``name:`` or a dash.

    Args:
        text: what is to be read back.
        flow: whether it will stand inside ``[…]`` or ``{…}``.

    Raises:
        Problems: it has a character that no definition may hold.

    """
    if found := refused_characters(Source("the text", text)):
        raise Problems(found)
    safe = _SAFE if flow else _SAFE_IN_BLOCK
    plain = safe.fullmatch(text) or _ADDRESS.fullmatch(text)
    if plain and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)  # its escapes are YAML's too
