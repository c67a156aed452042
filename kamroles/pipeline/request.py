"""What is wanted, how it is to be made, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Severity, error

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kamroles.diagnostics import Span
    from kamroles.document import Document
    from kamroles.model.document_kind import Audience
    from kamroles.theme import Theme

    _Said = tuple[str, str, Span | None]

_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Order:
    """One document that is wanted: a role or posting, for an employer, of a kind."""

    name: str
    kind: str
    employer: str | None = None
    sets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are made.

    Attributes:
        as_of: today; no stage reads the clock.
        formats: names of formats.
        out: folder to write into.
        theme: name of a theme, or None for the employer's or the workspace's.
        pdf_engine: the name of an engine, or ``auto``.
        workers: processes for many documents; 1 keeps all work in this one.

    """

    as_of: datetime.date
    formats: tuple[str, ...]
    out: Path
    theme: str | None = None
    pdf_engine: str = "auto"
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Composed:
    """A document with the theme it is to wear; ``name`` is the stem of its files.

    ``unfinished`` says why it would be a draft whatever had been approved; empty if it would not.
    """

    name: str
    document: Document
    theme: Theme
    diagnostics: tuple[Diagnostic, ...] = ()
    audience: Audience = "employees"
    unfinished: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that now stands in the output folder.

    Attributes:
        path: where it stands.
        format: the name of its format.
        state: ``written`` or ``unchanged``.
        draft: why it is a draft, as a sentence; empty if it is not.
        engine: what made it, if its format has several engines.
        because: why this engine.
        audience: who reads it.

    """

    path: Path
    format: str
    state: str
    draft: str = ""
    engine: str = ""
    because: str = ""
    audience: Audience = "employees"


@dataclass(slots=True)
class Report:
    """What came of a run; ``checked`` counts the files it looked at by kind."""

    outputs: list[Output] = field(default_factory=list)
    checked: dict[str, int] = field(default_factory=dict)
    _found: dict[Diagnostic, None] = field(default_factory=dict)
    _weaker: dict[_Said, list[Diagnostic]] = field(default_factory=dict)
    _errors: set[_Said] = field(default_factory=set)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """All findings, in the order noted."""
        return list(self._found)

    @property
    def status(self) -> int:
        """Return the exit status: 1 when there was an error, else 0."""
        return int(any(d.severity is Severity.ERROR for d in self._found))

    def add(self, found: Iterable[Diagnostic]) -> None:
        """Note findings, each once; an error takes the place of the warning that says the same."""
        for diagnostic in found:
            said = diagnostic.code, diagnostic.message, diagnostic.span
            if diagnostic.severity is Severity.ERROR:
                for weaker in self._weaker.pop(said, ()):
                    self._found.pop(weaker, None)
                self._errors.add(said)
            elif said in self._errors:
                continue
            else:
                self._weaker.setdefault(said, []).append(diagnostic)
            self._found.setdefault(diagnostic)


class Stopped(KeyboardInterrupt):
    """Ctrl+C, and what was not done for it: names of files, or what a command makes."""

    def __init__(self, left: Sequence[str] = ()) -> None:
        names = ", ".join(left[:_MOST_NAMED])
        more = f" and {len(left) - _MOST_NAMED} more" if len(left) > _MOST_NAMED else ""
        what = f"these were made: {names}{more}" if left else "all was done"
        self.diagnostic = error(
            "KR767",
            f"stopped by Ctrl+C before {what}",
            None,
            "run it again; what is there already stays",
        )
        super().__init__(self.diagnostic.message)
