"""Tell which files a run left behind."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kamroles import pipeline

if TYPE_CHECKING:
    from kamroles.cli.session import Session
    from kamroles.pipeline import Report


def tell(session: Session, report: Report, *, all_of_them: bool) -> None:
    """Print a line for each file, and how many there are; findings follow when the run ends.

    With -v it also says what set the PDF, and why.
    """
    session.found(report.diagnostics)
    for output in report.outputs:
        notes = ["unchanged"] if output.state == "unchanged" else []
        notes += [_draft(output.draft)] if output.draft else []
        if all_of_them or session.verbose or output.state == "written":
            session.result(f"{output.path}{'  ' if notes else ''}{'; '.join(notes)}")
    if session.verbose:
        engines = ((o.format, o.engine, o.because) for o in report.outputs if o.engine)
        for name, engine, because in dict.fromkeys(engines):
            chosen = pipeline.FORMATS[name]
            session.say(f"{chosen.title} by {chosen.engines[engine].title}: {because}")
    written = sum(output.state == "written" for output in report.outputs)
    if report.outputs:
        session.say(f"{written} written, {len(report.outputs) - written} unchanged")
    if written and sys.stderr.isatty():
        session.say("`kamroles check` looks at wording, gaps and what the law asks")


def _draft(sentence: str) -> str:
    """Return why it is a draft, as a note after a path: documents say `Draft: …` themselves."""
    why = sentence.partition(": ")[2] if sentence.startswith("Draft") else sentence
    return f"draft: {why or sentence}"
