"""Write docs/reference from the models, the commands and the rules; `script/reference` runs it."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamroles.cli import COMMANDS, main
from kamroles.field_tables import SURE, Channel, known_channels
from kamroles.model import fields
from kamroles.model.examples import example_of
from kamroles.model.fields import fields_of
from kamroles.model.files import FILES
from kamroles.pipeline import open_library
from kamroles.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.model.base import Model
    from kamroles.rules import Rule

sys.path.insert(0, str(Path(__file__).resolve().parent))
from counted import counted
from template_reference import template_page

SAMPLES = Path(__file__).resolve().parent.parent / "templates" / "workspace"
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
README = FOLDER.parent.parent / "README.md"
TITLES = {
    "role": "Role: `roles/*.yaml`",
    "employer": "Employer: `employers/*.yaml`",
    "posting": "Posting: `postings/*.yaml`",
    "workspace": "Workspace: `kamroles.yaml`",
}
NOTE = (
    "<!-- Written by script/reference; change the models, commands or rules, and run it again. -->"
)

FIELDS_INTRO = """\
# Fields

Every field of every file, with what it takes and how it merges. Editors know all of this too: the
first line of each file that `kamroles init` and `kamroles new` write names the JSON Schema.

**How values merge.** A role is folded from layers, base first: shipped defaults, its family, the
roles it extends, the role itself, the industry pack, the employer's `overrides` (for all, for a
country, for a team), the posting's `overrides`, and `--set`. A posting adds its `benefits`,
`statements`, `apply` and `extra` to the employer's. The words in the last column:

- *nearest wins*: the value of the layer nearest to the posting counts.
- *field by field*: each field inside merges by itself.
- *by id*: entries with a known `id` change only the fields given; others are added at the end.
  `after: id`, `before: id` and `first: true` put an entry, new or known, in another place.
  `remove: true` beside the `id` drops an entry. A bare text adds one, under an id made from it.
- *adds up*: values not there yet are added. `- remove: value` drops one.
- *key by key*: each key merges by itself.

Removing what is not there is an error, but not in an industry pack: it meets many roles, and takes
from each what does not fit the trade.

For every list, `{replace: [...]}` puts a new one in the place of what is inherited. In one that
merges by id, a bare id keeps that entry, so that naming all ids puts a list in order. Any inherited
value is dropped with `{remove: true}`.
"""
COMMANDS_INTRO = """\
# Commands

Results go to standard output, all else to standard error. The exit status is 0 when all is well, 1
when something was found, and 2 for wrong usage. `NO_COLOR` is kept. These options go before or
after every command:
"""
RULES_INTRO = """\
# Rules of good content

`kamroles check` holds every role and posting to these rules; `kamroles rule CODE` shows one of them
in the terminal. A rule looks at what a role or posting says, at the finished document that
candidates read, or at all roles together. A finding is a warning or a note: nothing here stops a
document from being made. None of it is legal advice.

In lists of words, a word in capitals stands for any of its kind, such as `AGE` for 22 to 79 and
`WHO` for candidates and applicants; `START` and `END` are those of a sentence, `..` and `...` up to
three words. `word(s)` is one with or without its ending, `a/b` one of the two. `PEOPLE`, `BEING`
and `HAVING_IT` stand for all the ways to say that somebody is wanted or not, as in `PEOPLE SEXES`.
Trade terms and names in which a word means something else are left alone, and some words count only
in a sentence about who applies.
"""
CHANNELS_INTRO = """\
# Channels

What each place that postings go to takes of them. `kamroles preflight CHANNEL` checks postings by
these tables, and `kamroles feed CHANNEL` writes feeds from them. No board publishes a schema; how
sure each line is stands in its last column:

"""
OWN_DATA = "names of your own, each with a text, a number, a list or `name: value` lines"
LOOKS_AT = {
    "job": "each role and posting",
    "document": "the finished document",
    "library": "all roles together",
}


def pages() -> dict[Path, str]:
    """Return the text of each page."""
    return {
        FOLDER / "fields.md": _page(_fields()),
        FOLDER / "commands.md": _page(_commands()),
        FOLDER / "rules.md": _page(_rules()),
        FOLDER / "channels.md": _page(_channels()),
        FOLDER / "templates.md": _page(template_page(open_library(SAMPLES))),
        README: counted(README.read_text(encoding="utf-8"), open_library(SAMPLES)),
    }


def _page(lines: Iterator[str]) -> str:
    return f"{NOTE}\n\n" + "\n".join(lines).rstrip() + "\n"


def _fields() -> Iterator[str]:
    yield FIELDS_INTRO
    shown: set[type[Model]] = set()
    for kind, model in FILES.items():
        yield f"## {TITLES[kind]}\n"
        yield f"{_sentence(model)}\n"
        yield from _table(model)
        shown.add(model)
        for name, inner in _inner(model, ""):
            if inner in shown:
                continue
            shown.add(inner)
            yield f"### {inner.__name__} (`{name}`)\n"
            yield f"{_sentence(inner)}\n"
            yield from _table(inner)


def _inner(model: type[Model], path: str) -> Iterator[tuple[str, type[Model]]]:
    for name, field in fields_of(model).items():
        here = f"{path}.{name}" if path else name
        if found := field.kind.inside:
            yield here, found
            yield from _inner(found, here)


def _table(model: type[Model]) -> Iterator[str]:
    yield "| Field | Meaning | Takes | Default | Example | Merges |"
    yield "|---|---|---|---|---|---|"
    for name, field in fields_of(model).items():
        cells = (
            f"`{name}`",
            _meaning(field),
            _takes(field.kind),
            _default(field),
            _code(example_of(field)) if _says_more(field) else "",
            field.kind.merges,
        )
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


def _meaning(field: fields.ModelField) -> str:
    unit = f" (in {field.said.unit})" if field.said.unit else ""
    source = f" [{field.said.source}]" if field.said.source else ""
    return field.said.meaning[:1].upper() + field.said.meaning[1:] + unit + source


def _takes(kind: fields.Kind) -> str:
    match kind:
        case fields.ValueType(words):
            return words
        case fields.Choice(words=words, folder=folder):
            named = f"the name of a file in `{folder}`"
            return named if folder else "one of " + ", ".join(f"`{word}`" for word in words)
        case fields.Group(model):
            return f"fields of [{model.__name__}]({_anchor(model)})"
        case fields.Keyed(model):
            return f"list of [{model.__name__}]({_anchor(model)})"
        case fields.SetOf(entry) | fields.OneOrMore(entry):
            one = _takes(entry)
            several = isinstance(kind, fields.OneOrMore)
            return f"{one}, or a list of several" if several else f"list; each {one}"
        case fields.Selection():
            return "`all`, or a list of ids"
        case fields.ByKey(key, model):
            return f"[{model.__name__}]({_anchor(model)}) by {key.words}"
        case fields.OwnData() | fields.Layered():
            return (
                OWN_DATA if isinstance(kind, fields.OwnData) else "[role fields](#role-rolesyaml)"
            )
    raise TypeError(kind)


def _anchor(model: type[Model]) -> str:
    for kind, top in FILES.items():
        for name, inner in _inner(top, ""):
            if inner is model:
                return f"#{model.__name__.lower()}-{name.replace('.', '')}"
        if top is model:
            return f"#{kind}"
    raise LookupError(model)


def _default(field: fields.ModelField) -> str:
    if field.required and field.name == "id":
        return "from the file's name" if "file" in field.said.meaning else "made from the text"
    if field.required:
        return "from the file's name" if field.name == "title" else "must be given"
    if field.default in (None, (), {}) or isinstance(field.kind, fields.Group):
        return ""
    one = isinstance(field.kind, fields.OneOrMore) and len(field.default) == 1
    return _code(field.default[0] if one else field.default)


def _says_more(field: fields.ModelField) -> bool:
    single = isinstance(field.kind, fields.ValueType | fields.Selection)
    return single or field.said.example is not None


def _code(value: Any) -> str:
    return f"`{_yaml(value)}`"


def _yaml(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_yaml, value))}]"
    return str(value)


def _sentence(model: type[Model]) -> str:
    return str(model.__doc__).strip().splitlines()[0]


def _commands() -> Iterator[str]:
    yield COMMANDS_INTRO
    top = click.Context(main, info_name="kamroles")
    yield from _options(main, top)
    yield "| Command | What it does |"
    yield "|---|---|"
    for name in COMMANDS:
        if command := main.get_command(top, name):
            yield f"| [`{name}`](#kamroles-{name}) | {command.get_short_help_str(200)} |"
    yield ""
    for name in COMMANDS:
        command = main.get_command(top, name)
        if command:
            yield from _command(command, click.Context(command, parent=top, info_name=name))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n"
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        yield f"{' '.join(paragraph.split())}\n"
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"```\n{context.command_path} {usage}\n```\n"
    yield from _options(command, context)
    if command.epilog:
        yield f"{command.epilog.replace('Example: ', 'Example: `', 1)}`\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner:
                yield from _command(inner, click.Context(inner, parent=context, info_name=name))


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    records = [
        record
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
        and not parameter.hidden
        and "--help" not in parameter.opts
        and (record := parameter.get_help_record(context))
    ]
    if not records:
        return
    yield "| Option | Meaning |"
    yield "|---|---|"
    for option, meaning in records:
        yield f"| `{option.replace('|', chr(92) + '|')}` | {' '.join(meaning.split())} |"
    yield ""


def _rules() -> Iterator[str]:
    yield RULES_INTRO
    yield "| Code | Rule | Finding | Looks at | In short |"
    yield "|---|---|---|---|---|"
    for rule in RULES.values():
        link = f"[{rule.code}](#{_heading(rule).lower().replace(' ', '-')})"
        cells = (link, rule.name, str(rule.severity), LOOKS_AT[rule.scope], rule.advice)
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""
    for rule in RULES.values():
        yield f"## {_heading(rule)}\n"
        yield f"{rule.advice}\n"
        yield from (f"- **{label}:** {text}" for label, text in rule.page.items() if label != "Do")
        yield ""
        yield from _words(rule)


def _channels() -> Iterator[str]:
    yield CHANNELS_INTRO + "\n".join(f"- **{mark}**: {said}" for mark, said in SURE.items())
    yield "\n*If shown* is required where the page shows the fact.\n"
    for channel in known_channels()[0].values():
        yield f"## {channel.title} (`{channel.name}`)\n"
        feed = f"`kamroles feed {channel.name}`" if channel.feed else "none"
        facts = {
            "Who may use it": channel.who,
            "Feed": feed,
            "Source": channel.source or "kamroles",
        }
        yield from (f"- **{label}:** {text}" for label, text in facts.items())
        yield f"- **Not proven:** {channel.unproven}\n"
        yield from _channel_fields(channel)


def _channel_fields(channel: Channel) -> Iterator[str]:
    yield "| Field | Need | Takes | From | Sure |"
    yield "|---|---|---|---|---|"
    for field in channel.fields:
        least, most = f"at least {field.least:,} characters", f"at most {field.most:,} characters"
        takes = [
            field.note,
            f"or `{field.unless}`" if field.unless else "",
            least if field.least else "",
            most if field.most else "",
            f"one of {', '.join(field.words)}" if field.words else "",
            field.form[1] if field.form else "",
            f"tags {', '.join(field.tags)}" if field.tags else "",
        ]
        path = field.value.path if field.value and field.value.path != "posting" else ""
        path = path.replace("{place}.", "").replace("{pay}", "posting.pay")
        said = "; ".join(filter(None, takes))
        cells = (f"`{field.name}`", field.need, said, f"`{path}`" if path else "", field.sure)
        yield f"| {' | '.join(cells)} |"
    yield ""


def _heading(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"


def _words(rule: Rule) -> Iterator[str]:
    if not rule.words:
        return
    yield "| Words | Why not | Better |"
    yield "|---|---|---|"
    for entry in rule.words:
        words = ", ".join(entry.words).replace("|", "/")
        yield f"| {words} | {entry.why} | {entry.write} |"
    yield ""


def run() -> int:
    """Write the pages; with --check, only tell which ones are out of step."""
    stale = [
        path
        for path, text in pages().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        if "--check" in sys.argv[1:]:
            print(f"{path} is out of step; run script/reference")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages()[path], encoding="utf-8")
            print(f"{path} written")
    return int(bool(stale) and "--check" in sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(run())
