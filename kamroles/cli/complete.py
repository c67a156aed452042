"""Names that a shell can complete; whatever goes wrong here, there is just nothing to offer."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from click.shell_completion import CompletionItem

from kamroles import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import click

    from kamroles.library import Library


def _completer(names: Callable[[Library], Iterable[str]]) -> Any:
    def complete(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
        try:
            known = list(dict.fromkeys(names(_library(ctx))))
        except Exception:
            return []
        before, comma, last = typed.rpartition(",")
        return [CompletionItem(before + comma + name) for name in known if name.startswith(last)]

    return complete


def _library(ctx: click.Context) -> Library:
    from pathlib import Path

    folder = ctx.find_root().params.get("directory") or os.curdir
    return pipeline.open_library(Path(folder))


def _kinds(library: Library) -> Iterable[str]:
    from kamroles.pipeline.catalog import kinds

    return kinds(library)


targets = _completer(lambda library: [*library.ids("postings"), *library.ids("roles")])
roles = _completer(lambda library: library.ids("roles"))
postings = _completer(lambda library: library.ids("postings"))
employers = _completer(lambda library: library.ids("employers"))
kinds = _completer(_kinds)
themes = _completer(lambda library: pipeline.themes(library).keys())
formats = _completer(lambda _: pipeline.FORMATS)
families = _completer(lambda library: library.ids("roles/families"))
words = _completer(lambda library: [*library.lexicon.terms, *library.lexicon.competencies])
competencies = _completer(lambda library: library.lexicon.competencies)
engines = _completer(lambda _: ["auto", *pipeline.engines()])
