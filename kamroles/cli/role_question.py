"""The question for a role: answered by its number, its title in any spelling, or words to find it.

It searches as ``kamroles list roles WORDS`` does, and shows of each role what it is and is not.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from kamroles.cli.terminal import visible, width
from kamroles.pipeline import answers, role_search
from kamroles.pipeline.catalog import list_entries

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kamroles import pipeline
    from kamroles.cli.questions import Questions

_ALL = "?"


def ask(
    asked: Questions,
    library: pipeline.Library,
    flag: str,
    question: str,
    default: str,
    trades: Collection[str],
) -> str:
    """Return the id of the role that is meant; ``default`` where nobody answers.

    ``trades`` are the industries of who hires, as far as they are known.

    Raises:
        click.BadParameter: the flag means none.

    """
    given = asked.given[flag.strip("-").lower()]
    if given is not None or not asked.ask:
        return _of_flag(library, flag, given, trades) if given else default
    menu = _every(library)
    prompt = f"{question} Number, title, or words of it"
    while True:
        typed = asked.text(flag, prompt, answers.line, default) or default
        if typed.isdigit() and 0 < int(typed) <= len(menu):
            return menu[int(typed) - 1]
        if typed == _ALL:
            menu = _every(library)
        elif typed in library.ids("roles"):
            return typed
        elif exact := role_search.exact_role(library, typed):
            _say(f"\nTaken as {exact}:", *_of_role(library, exact, typed, ""))
            return exact
        elif found := _offered(library, typed, trades):
            menu, default = found, found[0]
            prompt = f"Which of them? Number, other words, or {_ALL} for all roles"


def nearest_lines(library: pipeline.Library, found: role_search.Found, typed: str) -> list[str]:
    """Return what to say where no role fits: so, and which come nearest, with what each is."""
    if not found.near:
        return [f"No role fits `{visible(typed)}`, and none comes near."]
    lines = [f"No role fits `{visible(typed)}`. The nearest are:"]
    for number, id in enumerate(found.near, 1):
        lines += _of_role(library, id, typed, str(number))
    return lines


def _of_flag(library: pipeline.Library, flag: str, typed: str, trades: Collection[str]) -> str:
    if typed in library.ids("roles"):
        return typed
    if exact := role_search.exact_role(library, typed):
        return exact
    found = role_search.search(library, [typed], trades)
    near = [f"`{id}`" for id in (*found.roles, *found.near)][: role_search.MOST_NEAR]
    where = f"the nearest are {', '.join(near)}" if near else "`kamroles list roles` has them all"
    message = f"no role is called `{visible(typed)}`; {where}"
    raise click.BadParameter(message, param_hint=f"'{flag}'")


def _offered(library: pipeline.Library, typed: str, trades: Collection[str]) -> list[str]:
    """Show which roles may be meant, or say that none is; return them in the order shown."""
    found = role_search.search(library, [typed], trades)
    shown = [*found.roles][: role_search.MOST_NEAR]
    if not shown:
        _say("", *nearest_lines(library, found, typed))
        return list(found.near)
    read = f" (read as `{found.read_as}`)" if found.read_as else ""
    count = len(found.roles)
    first = f"the first {len(shown)} of {count} roles" if count > len(shown) else f"{count} found"
    _say(f"\nFor `{visible(typed)}`{read}, {first}:")
    for number, id in enumerate(shown, 1):
        _say(*_of_role(library, id, typed, str(number)))
    return shown


def _every(library: pipeline.Library) -> list[str]:
    """Show the titles of all roles, numbered, in as many columns as fit; return their ids."""
    known = {entry.id: entry.title for entry in list_entries(library, "roles")}
    cells = [f"{number:2} {visible(title)}" for number, title in enumerate(known.values(), 1)]
    broad = max(map(len, cells), default=0) + 1
    columns = max(1, width() // broad)
    rows = -(-len(cells) // columns)
    _say("", *("".join(c.ljust(broad) for c in cells[row::rows]).rstrip() for row in range(rows)))
    return list(known)


def _of_role(library: pipeline.Library, id: str, typed: str, mark: str) -> list[str]:
    """Return what a role is and is not, after its title, as lines that fit the terminal."""
    title = next(e.title for e in list_entries(library, "roles") if e.id == id)
    what, other = role_search.is_and_is_not(library, id, typed)
    said = (what, f"Not this: {other}" if other else "")
    return [f"{mark:>4}  {visible(title)} ({id})", *_indented(filter(None, said))]


def _indented(texts: Iterable[str]) -> Sequence[str]:
    edge = " " * 6
    return [
        line
        for text in texts
        for line in textwrap.wrap(
            visible(text), width() - 1, initial_indent=edge, subsequent_indent=edge
        )
    ]


def _say(*lines: str) -> None:
    click.echo("\n".join(lines), err=True)
