"""A click program with as many commands and shared options as kamroles, that does nothing."""

from __future__ import annotations

import click

COMMANDS = {
    "list": "Show the roles, postings, kinds … there are.",
    "render": "Make documents of roles and postings.",
    "build": "Make every document of the workspace.",
    "show": "Show a role or posting with all layers merged.",
    "explain": "Say where each value comes from.",
    "check": "Look for mistakes without writing anything.",
    "review": "List library values nobody has confirmed.",
    "init": "Start a workspace with a sample in it.",
    "new": "Write a new role, employer or posting.",
    "schema": "Print the JSON Schema of a kind of file.",
    "doctor": "Check that everything needed is installed.",
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "directory", metavar="DIR", help="Work in DIR.")
@click.option("--as-of", metavar="DATE", help="The day to take as today.")
@click.option("--report", metavar="FORM", help="How to report findings.")
@click.option("--no-color", is_flag=True, help="Print without colors.")
@click.option("-v", "--verbose", is_flag=True, help="Tell more.")
def main(**_options: object) -> None:
    """Do nothing, with as many commands as kamroles."""


def _add(name: str, help_text: str) -> None:
    @main.command(name, help=help_text)
    @click.argument("names", nargs=-1)
    @click.option("-o", "--out", metavar="DIR", help="Write into DIR.")
    @click.option("-f", "--format", "formats", metavar="FORMATS", help="Formats to write.")
    def command(**_options: object) -> None:
        pass


for _name, _help in COMMANDS.items():
    _add(_name, _help)

if __name__ == "__main__":
    main()
