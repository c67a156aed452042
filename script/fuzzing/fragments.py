"""What is put into files: characters, numbers, values, and pieces that ask for too much."""

from __future__ import annotations

import json
import re
from pathlib import Path

NUMBER = re.compile(r"(?<![\w.#])\d+(?:\.\d+)?")
WORDS = re.compile(r"[A-Z][a-z]+(?: [a-z]+){2,}\.?")
"""A plain value of some words, which needs no quotes."""
NUMBERS = (
    "0", "-1", "00", "1e400", "1e9", "0x1F", "1_000", "999999999999", "9" * 400, ".5", "1.5.2",
    "12:30:00", "2026-13-45", "65.000", "\u0663", "\u00bd", "\u2075", "NaN", ".inf",
)  # fmt: skip
CHARACTERS = (
    "\ufeff\u2028\u2029\u0085\u200b\u200d\u202e\u2066\u00ad\u00a0\u3000\u0301\ufb01"
    "\ue000\ufffd\ufffe\ud800\x07\x1b\x7f\t\u0000\U0001f600\U000e0041\u0130\u1e9e"
    "\u05d0\u0627\uff21\U0001d400"
)
_PIECES = json.loads(Path(__file__).with_name("pieces.json").read_text(encoding="utf-8"))
_LONG = ("9" * 5000, "[" * 200, "{a: " * 90, "a" * 300, "word " * 3000, "e\u0301" * 200)
VALUES = (*_PIECES["values"], *_LONG)
SHAPES = (
    "null", "true", "0", "-1", "1e400", "NaN", '""', '"a"', '"../a"', '"2026-13-45"', "[]", "{}",
    "[[]]", '{"a": {"b": []}}', '"\\ud800"', "9" * 400, "[" * 5000 + "]" * 5000,
)  # fmt: skip
"""JSON that stands where something else belongs."""
TEMPLATE, STYLE, FACE, PICTURE = (
    tuple(_PIECES[name]) for name in ("template", "style", "face", "picture")
)
