"""What any channel refuses of an ad, by its table of fields."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from kamroles.characters import REFUSED, described
from kamroles.diagnostics import Severity
from kamroles.document import block_lines, walk_runs
from kamroles.field_tables import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.channels.ad import Ad
    from kamroles.field_tables import Channel, ChannelField

_TAG = re.compile(r"<[a-zA-Z/!?][^\s>]*>?")
"""What a reader of HTML takes for the start of a tag."""


def by_table(channel: Channel, ad: Ad) -> Iterator[Refusal]:
    """Yield what the table of a channel's fields refuses of an ad."""
    said = {field.name: field.value.of(ad) for field in channel.fields if field.value}
    placeless = []
    for field in channel.fields:
        if text := said.get(field.name):
            yield from _of_text(channel, field, text, ad)
        elif field.value and not said.get(field.unless):
            if ad.place or "{place}" not in field.value.path:
                yield from _missing(channel, field, field.value.path, ad)
            elif field.need == "required":
                placeless.append(field.name)
    if placeless:
        names = ", ".join(f"`{name}`" for name in placeless)
        message = f"{channel.title} requires {names}, and the posting names no place"
        hint = "write `places: […]` with the place it belongs to; a remote job can have one too"
        yield Refusal("KR620", (placeless[0],), message, hint)


def lacks(field: ChannelField, channel: str) -> Iterator[Refusal]:
    """Yield that a value is missing which the channel requires or recommends."""
    at, hint = (field.name,), field.to_write
    if field.need == "required":
        yield Refusal("KR620", at, f"{channel} requires `{field.name}`, and there is none", hint)
    elif field.need == "recommended":
        message = f"{channel} recommends `{field.name}`, and there is none"
        yield Refusal("KR621", at, message, hint, Severity.WARNING)


def _missing(channel: Channel, field: ChannelField, path: str, ad: Ad) -> Iterator[Refusal]:
    # every page shows something of the posting as a whole
    shown = path != "posting" and ad.opening.shows(ad.yaml_path(path))
    if shown and field.need in {"if shown", "recommended"}:
        takes = f"; it takes {', '.join(field.words)}" if field.words else ""
        message = f"`{field.name}` of {channel.title} cannot say what the page shows{takes}"
        hint = "nothing to do: the description says it"
        yield Refusal("KR632", (field.name,), message, hint, Severity.WARNING)
    else:
        yield from lacks(field, channel.title)


def _of_text(channel: Channel, field: ChannelField, text: str, ad: Ad) -> Iterator[Refusal]:
    at, name = (field.name,), f"`{field.name}` of {channel.title}"
    if found := REFUSED.search(text):
        yield Refusal("KR631", at, f"{name} cannot hold {described(found[0])}", "take it out")
    if len(text) < field.least:
        message = f"{name} has {len(text)} characters, and needs {field.least}"
        yield Refusal("KR622", at, message, "say more")
    if field.most and len(text) > field.most:
        message = f"{name} has {len(text):,} characters, and takes {field.most:,}"
        yield Refusal("KR622", at, message, "say it in fewer words")
    if field.words and text not in field.words:
        message = f"{name} is `{text}`, and takes {', '.join(field.words)}"
        yield Refusal("KR623", at, message)
    if field.form and not re.fullmatch(field.form[0], text):
        message = f"{name} is `{text}`, and takes {field.form[1]}"
        yield Refusal("KR623", at, message, field.to_write)
    if channel.feed and not channel.feed.entities:
        # what tags there are is ours; what looks like one inside the words is not
        document = ad.opening.document
        lines = block_lines((*document.blocks, *document.sections)) if field.tags else (text,)
        if part := next(filter(None, map(_markup_in, lines)), ""):
            message = f"{name} has `{part}`, which would be read as HTML"
            paths = (run.path for run in walk_runs(document) if _markup_in(run.text))
            path = next(filter(None, paths), "") if field.tags else ""
            yield Refusal("KR631", at, message, "say it in other words", path=path)


def _markup_in(line: str) -> str:
    """Return what of a text would be read as HTML where there are no entities to prevent it."""
    if found := _TAG.search(line):
        return found[0]
    return next((word for word in line.split() if html.unescape(word) != word), "")
