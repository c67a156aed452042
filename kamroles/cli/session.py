"""What all commands share: where they work, what day it is, how they tell what they found."""

from __future__ import annotations

import contextlib
import datetime
import functools
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import kamroles
from kamroles import pipeline
from kamroles.cli import shared_options, terminal
from kamroles.cli.tables import table
from kamroles.diagnostics import Diagnostic, Problems, Severity, error, suggest
from kamroles.diagnostics.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

REPORTS = ("text", "json", "sarif", "github")
_INTERRUPTED = 130
"""What shells call a program that was ended by SIGINT."""


def _today() -> datetime.date:
    return datetime.date.today()  # noqa: DTZ011 - the day on the person's own calendar is meant


@dataclass(slots=True)
class Session:
    """One run of a command.

    Attributes:
        as_of: today; the one place where the clock is read.
        report: how findings are told; the machine forms take all of standard output.
        verbose: also tell notes and what did not change.
        noted: everything found so far; told when the command ends.

    """

    as_of: datetime.date = field(default_factory=_today)
    report: str = "text"
    verbose: bool = False
    noted: pipeline.Report = field(default_factory=pipeline.Report)
    findings_are_result: bool = False
    _library: pipeline.Library | None = None

    @property
    def library(self) -> pipeline.Library:
        """The roles, employers and postings of the workspace around the current folder."""
        if self._library is None:
            self._library = pipeline.open_library(Path())
        return self._library

    def resolved(self, order: pipeline.Order) -> pipeline.Resolved:
        """Return the job of an order with all layers merged."""
        return pipeline.resolve(self.library, order, self.as_of)

    def result(self, text: str) -> None:
        """Print a result; on standard error while a machine report has standard output."""
        click.echo(text, err=self.report != "text")

    def data(self, value: Any) -> None:
        """Print a result as JSON."""
        import json

        text = json.dumps(value, indent=2, ensure_ascii=False, default=pipeline.plain)
        self.result(text)

    def table(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Print rows as a result, in columns."""
        shown = [tuple(map(terminal.visible, row)) for row in rows]
        self.result("\n".join(table(shown, terminal.edge())))

    def say(self, text: str) -> None:
        """Print what accompanies a result, on standard error."""
        click.echo(terminal.fitted(text, err=True), err=True)

    def found(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Note findings, each once, to be told when the command ends."""
        self.noted.add(diagnostics)

    def change(self, ctx: click.Context, name: str, value: Any) -> None:
        """Set what a shared option says."""
        match name:
            case "directory":
                self._move(ctx, value)
            case "as_of":
                self.as_of = _date(value)
            case "report":
                self.report = one_of(value, REPORTS, "--report")
            case "no_color":
                ctx.find_root().color = ctx.color = False
            case "verbose":
                self.verbose = True

    def tell_findings(self) -> None:
        """Print the findings in the wanted form."""
        from kamroles.diagnostics import forms

        notes = self.verbose or self.findings_are_result or self.report != "text"
        found = self.noted.diagnostics
        shown = [each for each in found if notes or each.severity is not Severity.NOTE]
        err = self.report == "text" and not self.findings_are_result
        match self.report:
            case "json":
                told = forms.to_json(shown)
            case "github":
                told = forms.to_github(shown)
            case "sarif":
                from kamroles.pipeline.meanings import code_meanings

                told = forms.to_sarif(shown, code_meanings(), kamroles.__version__)
            case _:  # click takes the colors out again where nobody sees them
                told = forms.to_text(shown, color=True, width=terminal.edge(err=err))
        click.echo(told, err=err, nl=False)

    def _move(self, ctx: click.Context, folder: str) -> None:
        try:
            before = Path.cwd()  # it may have been removed
            os.chdir(folder)
        except OSError as failure:
            raise click.BadParameter(
                f"{folder!r}: {failure.strerror}", param_hint="'-C'"
            ) from failure
        self._library = None
        ctx.find_root().call_on_close(lambda: os.chdir(before))


def shows_findings(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the session, tell what was found when it ends, and set the exit status.

    The function's first argument is the ``Session``; it may raise ``Problems`` and may return an
    exit status. The status is 1 if anything found is an error. Put this right above the ``def``.
    """

    @shared_options(hidden=True, expose_value=False)
    @click.pass_context
    @functools.wraps(function)
    def run(ctx: click.Context, *args: Any, **kwargs: Any) -> None:
        session = ctx.ensure_object(Session)
        status = int(function(session, *args, **kwargs) or 0)
        session.tell_findings()
        ctx.exit(max(status, session.noted.status))

    command: Callable[..., Any] = run
    return command


@contextlib.contextmanager
def told_plainly(ctx: click.Context) -> Iterator[None]:
    """Tell what stops a command, or what the system refuses, as findings, with exit status 1.

    After Ctrl+C the status is that of a program which was ended by its signal.
    """
    session = ctx.ensure_object(Session)
    status = 1
    try:
        yield
    except Problems as problems:
        found: tuple[Diagnostic, ...] = problems.diagnostics
    except (KeyboardInterrupt, click.Abort) as stop:
        if isinstance(stop, click.Abort) and not isinstance(stop.__context__, KeyboardInterrupt):
            raise  # the end of what is typed
        left = stop if isinstance(stop, pipeline.Stopped) else pipeline.Stopped()
        found, status = (left.diagnostic,), _INTERRUPTED
        click.echo(err=True)  # the terminal has shown ^C
    except OSError as failure:
        what = failure.filename or "the system"
        found = (error("KR512", f"{what}: {failure.strerror or failure}"),)
    except ImportError as failure:  # such as a library that finds no room
        part = f"a part of kamroles cannot be loaded: {failure}"
        hint = "allow more memory; if there is enough, install kamroles again"
        found = (error("KR768", part, None, hint),)
    except (MemoryError, RecursionError):
        found = (error("KR513", "there is not enough memory for this", None, "make less at once"),)
    except click.UsageError as failure:
        room = terminal.edge(err=True)
        if room is None:
            raise
        message = wrapped(failure.format_message(), room - len("Error: "), hanging=2)
        raise click.UsageError("\n".join(message), failure.ctx) from failure
    else:
        return
    session.found(found)
    session.tell_findings()
    ctx.exit(status)


def one_of(value: str, known: Iterable[str], option: str) -> str:
    """Return a value that an option knows.

    Raises:
        click.BadParameter: it knows no such value; the nearest is named.

    """
    known = list(known)
    if value in known:
        return value
    near = suggest(value.lower(), known, listed=True) or "there are none"
    message = f"{value!r} is not known; {near}"
    raise click.BadParameter(message, param_hint=f"'{option}'")


def _date(written: str) -> datetime.date:
    try:
        if len(written) == len("2026-12-18"):
            return datetime.date.fromisoformat(written)
    except ValueError:
        pass
    message = f"{written!r} is not a date; write year-month-day, such as 2026-12-18."
    raise click.BadParameter(message, param_hint="'--as-of'")
