"""The command line: ``kamroles``. Commands are imported when they are called, not before."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

import kamroles

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS: dict[str, tuple[str, str, str]] = {
    "list": ("kamroles.cli.listing", "command", "Show the roles, postings, kinds … there are."),
    "render": ("kamroles.cli.render", "command", "Make documents of roles and postings."),
    "build": ("kamroles.cli.build", "command", "Make every document of the workspace."),
    "show": ("kamroles.cli.show", "command", "Show a role or posting with all layers merged."),
    "define": ("kamroles.cli.define", "command", "Say what a word of the field means."),
    "explain": ("kamroles.cli.explain", "command", "Say where each value comes from."),
    "check": ("kamroles.cli.check", "command", "Look for mistakes without writing anything."),
    "rule": ("kamroles.cli.rule", "command", "Say what a rule of check asks for, and why."),
    "review": ("kamroles.cli.review", "command", "List library values nobody has confirmed."),
    "init": ("kamroles.cli.init", "command", "Start a workspace: an employer and a first posting."),
    "new": ("kamroles.cli.new", "command", "Write a new role, employer or posting."),
    "eject": ("kamroles.cli.eject", "command", "Copy a template to change its wording."),
    "schema": ("kamroles.cli.schema", "command", "Print the JSON Schema of a kind of file."),
    "doctor": ("kamroles.cli.doctor", "command", "Check that everything needed is installed."),
}
"""Each command with its module, the name of the object there, and the line that help shows."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a working day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), attribute)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands into the help text; imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry[2]) for name, entry in COMMANDS.items()])

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
            CompletionItem(name, help=entry[2])
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def main(self, *args: Any, **more: Any) -> Any:
        """Run a command line; any console takes what it says, help included."""
        from kamroles.cli.console import take_any_text

        take_any_text()
        return super().main(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the system refuses is told in plain words."""
        from kamroles.cli.session import plain_failures

        with plain_failures(ctx):
            return super().invoke(ctx)


def shared_options(*, hidden: bool = False) -> Callable[[Any], Any]:
    """Add the options that every command knows, before or after its name."""
    options = (
        click.option("-C", "directory", metavar="DIR", is_eager=True, help="Work in DIR."),
        click.option("--as-of", metavar="DATE", help="The day to take as today.  [default: today]"),
        click.option(
            "--report",
            metavar="FORM",
            help="How to report findings: text, json, sarif or github.  [default: text]",
        ),
        click.option("--no-color", is_flag=True, default=None, help="Print without colors."),
        click.option("-v", "--verbose", is_flag=True, default=None, help="Tell more."),
    )

    def add(function: Any) -> Any:
        for option in reversed(options):
            function = option(function)
        if hidden:
            for parameter in function.__click_params__[-len(options) :]:
                parameter.hidden = True
                parameter.expose_value = False
                parameter.callback = _change_session
        return function

    return add


def _change_session(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value is not None and parameter.name and not ctx.resilient_parsing:
        from kamroles.cli.session import Session

        ctx.ensure_object(Session).change(ctx, parameter.name, value)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"kamroles {kamroles.__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="`kamroles COMMAND --help` tells more, with an example.",
)
@shared_options()
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Print the version and stop.",
)
@click.pass_context
def main(ctx: click.Context, /, **options: Any) -> None:
    """Turn short YAML role definitions into finished job documents."""
    from kamroles.cli.session import Session

    ctx.obj = session = Session()
    if os.environ.get("NO_COLOR"):
        session.change(ctx, "no_color", True)
    for name, value in options.items():
        if value is not None:
            session.change(ctx, name, value)
