"""The Python API: open a workspace, resolve a role, compose a document, render it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles import pipeline

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from kamroles.pipeline import Composed, Library, Report, Resolved


@dataclass(frozen=True, slots=True)
class OpenWorkspace:
    """A workspace, or only what ships with kamroles, ready to make documents from.

    Every method raises ``kamroles.Problems`` for input that cannot be used; its ``diagnostics``
    say what is wrong, where, and how to mend it.

    Attributes:
        library: the roles, employers and postings, for the functions of ``kamroles.pipeline``.
        as_of: the day that documents take as today.

    """

    library: Library
    as_of: datetime.date

    def names(self, sort: str = "postings") -> list[str]:
        """Return the ids of ``postings``, ``roles``, ``employers``, ``kinds`` or ``themes``."""
        return [entry.id for entry in pipeline.list_entries(self.library, sort)]

    def resolve(
        self, name: str, *, employer: str | None = None, sets: Sequence[str] = ()
    ) -> Resolved:
        """Return the job that a role, a posting or a file describes, with where values stand.

        Args:
            name: what ``kamroles list`` shows, or the path of a file.
            employer: id of an employer, for a role; a posting names its own.
            sets: overrides such as ``"title=Key Account Manager, West"``.

        """
        order = pipeline.Order(name, "", employer, tuple(sets))
        return pipeline.resolve(self.library, order, self.as_of)

    def compose(
        self,
        name: str,
        kind: str | None = None,
        *,
        employer: str | None = None,
        sets: Sequence[str] = (),
        theme: str | None = None,
    ) -> Composed:
        """Return a document with its theme.

        Args:
            name: what ``kamroles list`` shows, or the path of a file.
            kind: one of ``names("kinds")``; without one, what candidates read.
            employer: id of an employer, for a role; a posting names its own.
            sets: overrides such as ``"title=Key Account Manager, West"``.
            theme: one of ``names("themes")``; without one, the employer's or the workspace's.

        """
        kind = kind or pipeline.kind_for(self.library, "candidates")
        order = pipeline.Order(name, kind, employer, tuple(sets))
        options = pipeline.Options(self.as_of, (), Path(), theme)
        return pipeline.compose(self.library, order, options)[0]

    def render(
        self, composed: Composed, format: str = "html", *, pdf_engine: str = "auto"
    ) -> bytes:
        """Return a composed document in a format, by its name in ``kamroles list formats``."""
        return pipeline.render_bytes(composed, format, pdf_engine)

    def check(self, *names: str) -> Report:
        """Return all that is wrong with the named roles and postings, or with everything."""
        return pipeline.check(self.library, names, self.as_of)


def open_workspace(path: str | Path = ".", *, as_of: datetime.date) -> OpenWorkspace:
    """Open the workspace that ``path`` lies in; outside any, only what ships is known.

    Raises:
        Problems: its ``kamroles.yaml`` cannot be used.

    """
    return OpenWorkspace(pipeline.open_library(Path(path)), as_of)
