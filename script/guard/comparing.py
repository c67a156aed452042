"""What differs between the results of two versions, each difference with old and new."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Result = dict[str, Any]
PLACE = ("file", "line", "column", "end_line", "end_column")


@dataclass(frozen=True)
class Difference:
    """Something that is not as it was.

    Attributes:
        sort: what kind of thing it is; differences are counted by it.
        name: the task, and what in it.
        old: how it was.
        new: how it is.

    """

    sort: str
    name: str
    old: str
    new: str


def differences(
    old: dict[str, Result], new: dict[str, Result], words: Callable[[str, str], str]
) -> Iterator[Difference]:
    """Yield all that differs; ``words`` returns the text of a file by its name and hash."""
    for name in {**old, **new}:
        if name not in old or name not in new:
            there, gone = "there", "not there"
            yield Difference("missing", name, *((there, gone) if name in old else (gone, there)))
            continue
        yield from _runs(name, old[name]["runs"], new[name]["runs"])
        yield from _files(name, old[name], new[name], words)


def _runs(name: str, old: list[Result], new: list[Result]) -> Iterator[Difference]:
    if len(old) != len(new):
        yield Difference("broken off", name, _brief(old), _brief(new))
    for before, after in zip(old, new, strict=False):
        said = f"{name} > {before['command']}"
        if before["command"] != after["command"]:
            yield Difference("broken off", said, before["command"], after["command"])
        for what, label in (("status", "exit status"), ("broken", "traceback")):
            if before[what] != after[what]:
                yield Difference(label, said, str(before[what]), str(after[what]))
        reports = _report(before["out"]), _report(after["out"])
        if reports[0] is not None and reports[1] is not None:
            yield from _findings(said, *reports)
        elif before["out"] != after["out"]:
            yield Difference("printed", said, before["out"], after["out"])
        if before["err"] != after["err"]:
            yield Difference("printed beside", said, before["err"], after["err"])


def _brief(runs: list[Result]) -> str:
    return f"{len(runs)} commands; {' '.join(run['broken'] for run in runs)}".strip()


def _report(text: str) -> list[Result] | None:
    """Return the findings that were told as JSON, or None if this is none."""
    if not text.startswith('{\n  "diagnostics"'):
        return None
    found: list[Result] = json.loads(text)["diagnostics"]
    return found


def _findings(name: str, old: list[Result], new: list[Result]) -> Iterator[Difference]:
    """Pair the findings that are most alike, and yield how they differ."""
    lost = [finding for finding in old if finding not in new]
    added = [finding for finding in new if finding not in old]
    for before in lost:
        after = max(added, key=lambda each: _likeness(before, each), default=None)
        if after is None or _likeness(before, after) < 2:
            yield Difference(f"finding lost: {before['code']}", name, _line(before), "")
            continue
        added.remove(after)
        yield from _finding(name, before, after)
    for after in added:
        yield Difference(f"finding added: {after['code']}", name, "", _line(after))
    if not lost and not added and old != new:
        order = [" ".join(map(_line, each)) for each in (old, new)]
        yield Difference("order or number of findings", name, *order)


def _likeness(one: Result, other: Result) -> int:
    weights = {"code": 3, "message": 3, "hint": 2, "line": 2, "file": 1, "column": 1}
    return sum(weight for key, weight in weights.items() if one[key] == other[key])


def _finding(name: str, old: Result, new: Result) -> Iterator[Difference]:
    code = old["code"]
    if code != new["code"]:
        yield Difference("code", name, _line(old), _line(new))
        return
    if any(old[key] != new[key] for key in PLACE):
        yield Difference(f"place of {code}", name, _place(old), _place(new))
    for key in ("severity", "message", "hint", "basis"):
        if old[key] != new[key]:
            yield Difference(f"{key} of {code}", name, str(old[key]), str(new[key]))
    if old["related"] != new["related"]:
        told = ["; ".join(f"{_place(each)} {each['message']}" for each in one["related"])
                for one in (old, new)]  # fmt: skip
        yield Difference(f"related places of {code}", name, *told)


def _place(finding: Result) -> str:
    file, *numbers = (finding[key] for key in PLACE)
    return f"{file}:{numbers[0]}:{numbers[1]} to {numbers[2]}:{numbers[3]}" if file else "no place"


def _line(finding: Result) -> str:
    return f"{_place(finding)} {finding['severity']}[{finding['code']}] {finding['message']}"


def _files(
    name: str, old: Result, new: Result, words: Callable[[str, str], str]
) -> Iterator[Difference]:
    there, gone = "written", "not written"
    for file in {**old["files"], **new["files"]}:
        before, after = old["files"].get(file), new["files"].get(file)
        said = f"{name} > {file}"
        if before is None or after is None:
            yield Difference("file missing", said, *((gone, there) if after else (there, gone)))
        elif before != after:
            texts = words(file, before), words(file, after)
            form = file.rpartition(".")[2]
            if texts[0] == texts[1]:
                yield Difference(f"bytes of {form}", said, before[:12], after[:12])
            else:
                yield Difference(f"words of {form}", said, *texts)
    if old["lost"] != new["lost"]:
        yield Difference("file removed", name, str(old["lost"]), str(new["lost"]))
