"""Inputs with a fault: files that people get wrong, and commands that are typed wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from guard import odd, slips
from guard.inputs import (
    ALL,
    FIRM,
    HERE,
    KIND,
    ONE,
    POSTING,
    ROLE,
    SMALL,
    TINY,
    WORKSPACE,
    broken,
    own_theme,
)
from guard.mutations import mutations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guard.inputs import Task


def tasks(*, quick: bool) -> Iterator[Task]:
    """Yield all broken inputs, each name once; ``quick`` takes every fourth."""
    names: dict[str, int] = {}
    every = [*known(), *mutated(), *odd.tasks(), *slips.tasks()]
    for task in every[:: 4 if quick else 1]:
        number = names[task["name"]] = names.get(task["name"], 0) + 1
        yield task if number == 1 else task | {"name": f"{task['name']} ({number})"}


def mutated() -> Iterator[Task]:
    """Yield faults worked into sound files."""
    for name, text in SMALL.items():
        if name.endswith(".yaml"):
            every, looks = (97, ONE) if name in {ROLE, FIRM, POSTING} else (61, ALL)
            for label, content in mutations(name, text, every):
                yield broken(label, {name: content}, *looks, base="small")


def known() -> Iterator[Task]:
    """Yield what tests once were made for; the texts are kept in ``known.json``."""
    tables = json.loads((HERE / "known.json").read_text(encoding="utf-8"))
    for table, entries in tables.items():
        for entry in entries:
            label = entry if isinstance(entry, str) else " ".join(entry)
            if table == "arguments":
                yield broken(f"arguments {label}", {}, entry)
                continue
            place, commands = PLACED[table]
            yield broken(f"{table}: {label}", place(entry), *commands)


_BASE = """\
title: Account Manager
tools: [CRM, Excel]
book: {text: Some accounts, min: 5, max: 9}
responsibilities:
  - {id: renewals, text: Renew contracts., share: 40}
  - {id: upsell, text: Sell what helps., share: 35}
  - {id: reports, text: Write reports., share: 25}
  - {id: travel, text: Visit customers.}
"""
PLACED: dict[str, tuple[Callable[[Any], dict[str, Any]], tuple[list[str], ...]]] = {
    "role file": (lambda text: {ROLE: text}, ONE),
    "role lines": (lambda text: {ROLE: f"title: Accounts\n{text}"}, ONE),
    "rules": (lambda text: {ROLE: f"title: Accounts\n{text}"}, ONE),
    "posting lines": (
        lambda text: {POSTING: f"role: accounts\nemployer: northgate\n{text}"},
        ONE,
    ),
    "employer lines": (lambda text: {FIRM: f"name: Northgate\n{text}"}, ONE),
    "workspace lines": (lambda text: {WORKSPACE: text}, ALL),
    "duties": (lambda text: {"roles/base.yaml": _BASE, ROLE: f"extends: base\n{text}"}, ONE),
    "over a base": (
        lambda pair: {"roles/base.yaml": pair[0], ROLE: f"extends: base\n{pair[1]}"},
        ONE,
    ),
    "templates": (lambda text: {KIND: text}, ONE),
    "about": (lambda text: {FIRM: f"{TINY[FIRM]}about: {json.dumps(text)}\n"}, ONE),
    "theme": (lambda text: own_theme(theme__yaml=text), ONE),
    "face": (
        lambda text: own_theme(face__typ=text),
        (["render", "salem", "-f", "pdf", "--pdf-engine", "typst"],),
    ),
    "logo": (lambda name: {FIRM: TINY[FIRM].replace("assets/logo.svg", json.dumps(name))}, ONE),
    "files": (lambda pair: {pair[0]: pair[1]}, ALL),
}
"""The files that an entry of a table in ``known.json`` stands for, and how to look at them."""
