"""``kamroles archive``: what was live of a posting, when, where, and who had approved it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kamroles.cli import choices
from kamroles.cli.session import Session, one_of, shows_findings
from kamroles.pipeline.new_files import shown
from kamroles.publish.archive import archive_of

if TYPE_CHECKING:
    from kamroles.publish.archive import ArchivedAppearance


@click.command(epilog="Example: kamroles archive key-account-manager-portland")
@click.argument("name", metavar="POSTING", type=choices.Name("postings"))
@choices.as_json
@shows_findings
def command(session: Session, name: str, *, as_json: bool) -> None:
    """Show every version of a posting that was published: from when until when, where, approved by.

    The last column is the file that describes the version: its bytes, and the posting with all
    layers merged, as they were then.
    """
    kept = archive_of(session.library.workspace)
    published = kept.names()
    if name not in published:
        one_of(name, sorted({*published, *session.library.ids("postings")}), "POSTING")
    found = kept.appearances(name)
    if as_json:
        session.data([_as_data(each) for each in found])
        return
    if not found:
        session.say(f"{name} was never published from here")
        return
    rows = [("from", "until", "where", "approved by", "kept in")]
    for each in found:
        one = each.appearance
        by = f"{one.approved_by}, {one.approved_on}" if one.approved_on else one.approved_by
        file = shown(each.kept) if each.kept else f"version {one.version} is not in the archive"
        rows.append((str(one.since), str(one.until or "today"), each.target, by, file))
    session.table(rows)


def _as_data(each: ArchivedAppearance) -> dict[str, object]:
    one = each.appearance
    return {
        "from": one.since,
        "until": one.until,
        "target": each.target,
        "address": each.address,
        "channel": each.channel,
        "approved_by": one.approved_by,
        "approved_on": one.approved_on,
        "version": one.version,
        "kept_in": shown(each.kept) if each.kept else None,
    }
