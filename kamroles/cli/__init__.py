"""The command line: ``kamroles``. Commands are imported when they are called, not before."""

from __future__ import annotations

import os
from functools import reduce
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

import kamroles

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = {
    "list": ("overview:command", "Show the roles, postings, kinds … there are."),
    "render": ("making:render", "Make documents of roles and postings."),
    "build": ("making:build", "Make every document of the workspace."),
    "show": ("show:command", "Show a role or posting with all layers merged."),
    "define": ("define:command", "Say what a word of the field means."),
    "explain": ("explain:command", "Say where each value comes from."),
    "check": ("checking:check", "Look for mistakes without writing anything."),
    "rule": ("checking:rule", "Say what a rule of check asks for, and why."),
    "review": ("open_points:command", "List library values nobody has confirmed."),
    "confirm": ("confirm:command", "Stand behind values from the library."),
    "approve": ("approve:command", "Approve the words of documents."),
    "init": ("init:command", "Start a workspace: an employer and a first posting."),
    "status": ("status:command", "Show where each posting stands, and what is due."),
    "close": ("decide:close", "Close postings: their jobs are filled or gone."),
    "pause": ("decide:pause", "Take postings off for a while."),
    "reopen": ("decide:reopen", "Open postings again that were closed or paused."),
    "repost": ("decide:repost", "Post a job again, under a new name and first day."),
    "site": ("careers:command", "Build the careers site from open postings."),
    "publish": ("publish:command", "Publish the careers site, after a look at what changes."),
    "archive": ("archived:command", "Show what was live of a posting, and when."),
    "preflight": ("publishing:preflight", "Tell what channels would refuse."),
    "feed": ("publishing:feed", "Write the feed that a job board reads."),
    "new": ("new:command", "Write a new role, employer or posting."),
    "eject": ("schema_and_eject:eject", "Copy a template to change its wording."),
    "schema": ("schema_and_eject:schema", "Print the JSON Schema of a kind of file."),
    "doctor": ("checking:doctor", "Check that everything needed is installed."),
}
"""Each command in the order of a working day: its module and name there, and its line of help."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), attribute)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands into the help text; imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or name those that are like it."""
        if args[0] in COMMANDS or args[0].startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        from kamroles.diagnostics import suggest

        hint = suggest(args[0], COMMANDS, "kamroles --help lists them")
        raise click.UsageError(f"there is no command {args[0]!r}; {hint}", ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Complete the names of commands without importing them."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=said)
            for name, (_, said) in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def main(self, *args: Any, **more: Any) -> Any:
        """Run a command line; any console takes what it says, help included."""
        from kamroles.cli.console import take_any_text

        take_any_text()
        return super().main(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what stops it is told in plain words."""
        from kamroles.cli.session import told_plainly

        with told_plainly(ctx):
            return super().invoke(ctx)


def together(*parameters: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a decorator that adds several options and arguments, in this order."""
    return lambda function: reduce(lambda made, add: add(made), reversed(parameters), function)


def shared_options(**more: Any) -> Callable[[Any], Any]:
    """Return the options that every command knows, before or after its name."""
    more["callback"] = _change
    report = "How to report findings: text, json, sarif or github.  [default: text]"
    as_of = "The day to take as today.  [default: today]"
    color = "Print without colors."
    return together(
        click.option("-C", "directory", metavar="DIR", is_eager=True, help="Work in DIR.", **more),
        click.option("--as-of", metavar="DATE", help=as_of, **more),
        click.option("--report", metavar="FORM", help=report, **more),
        click.option("--no-color", is_flag=True, default=None, help=color, **more),
        click.option("-v", "--verbose", is_flag=True, default=None, help="Tell more.", **more),
    )


def _change(ctx: click.Context, parameter: click.Parameter, value: Any) -> Any:
    if value is not None and parameter.name and not ctx.resilient_parsing:
        from kamroles.cli.session import Session

        ctx.ensure_object(Session).change(ctx, parameter.name, value)
    return value


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="`kamroles COMMAND --help` tells more, with an example.",
)
@shared_options()
@click.version_option(
    kamroles.__version__, message="kamroles %(version)s", help="Print the version and stop."
)
@click.pass_context
def main(ctx: click.Context, /, **_: Any) -> None:
    """Turn short YAML role definitions into finished job documents."""
    if os.environ.get("NO_COLOR"):
        ctx.color = False
