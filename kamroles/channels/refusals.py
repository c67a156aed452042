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


def refusals_of(channel: Channel, ad: Ad) -> Iterator[Refusal]:
    """Yield why a channel refuses an ad, and what it would rather have."""
    yield from (channel.refusals or by_table)(channel, ad)


def by_table(channel: Channel, ad: Ad) -> Iterator[Refusal]:
    """Yield what the table of a channel's fields refuses of an ad."""
    for field in channel.fields:
        if field.value is None:
            continue
        if text := field.value.of(ad):
            yield from _of_text(channel, field, text, ad)
        else:
            yield from _missing(channel, field, ad)


def lacks(field: ChannelField, channel: str, name: str = "") -> Iterator[Refusal]:
    """Yield that a value is missing which the channel requires or recommends."""
    name = name or field.name
    hint = f"write {field.value.write}" if field.value and field.value.write else ""
    if field.need == "required":
        message = f"{channel} requires `{name}`, and there is none"
        yield Refusal("KR620", (name,), message, hint)
    elif field.need == "recommended":
        message = f"{channel} recommends `{name}`, and there is none"
        yield Refusal("KR621", (name,), message, hint, Severity.WARNING)


def _missing(channel: Channel, field: ChannelField, ad: Ad) -> Iterator[Refusal]:
    path = ad.yaml_path(field.value.path) if field.value else ""
    # a path of one step is the posting as a whole, which every page shows
    if field.need != "required" and "." in path and ad.opening.shows(path):
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
        yield Refusal("KR623", at, message)
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
