"""The page on the language of templates: what they see, what they may write, and what comes out."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from kamroles.compose import compose, functions, stock
from kamroles.compose.directives import DIRECTIVES
from kamroles.compose.filters import FILTERS
from kamroles.compose.unknown import REFUSED
from kamroles.diagnostics import Source
from kamroles.model.fields import ByKey, Group, Keyed, fields_of, shown_fields_of
from kamroles.model.files import FILES
from kamroles.pipeline import Order, kinds, resolve
from kamroles.render import render
from kamroles.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kamroles.library import Library
    from kamroles.model.base import Model
    from kamroles.model.fields import Kind

INTRO = """\
# Templates

A template is Markdown with [Jinja](https://jinja.palletsprojects.com/) in it: `{{ … }}` writes a
value, `{% … %}` asks and repeats, `<!-- … -->` is a comment. Values are put in as the text they
are: no character of a value is ever read as Markdown or Jinja. A tag on a line of its own leaves
no line behind. `kamroles eject KIND` copies a shipped template to change it,
[customise wording](../how-to/customise-wording.md) shows how.

Markdown has paragraphs, `#` headings with `{#id}`, lists, tables, **bold**, *italic* and links;
what it lacks are [directives](#directives). Anything else (pictures, footnotes, code, HTML) is
told, never printed as typed.
"""
FILTERS_NOTE = (
    'What has no value passes through, so that `or` can follow: `posting.team | upper or "none"`.'
)
FIELDS_NOTE = """\
Every field can be asked for, `posting.pay.min`, whether it has a value or not: one without is
false, and writing it is an error unless `or` follows. A name that is no field is an error always.
Entries of a list are reached by number, `posting.places[0]`. Besides what people write, there are
fields that are worked out:
"""
DIRECTIVES_NOTE = """\
`::: name {option=value}` opens one, `:::` closes it, each on a line of its own. What comes out is
shown as Markdown, made of the sample posting `account-manager-portland`.
"""
SAMPLE = "account-manager-portland"
AS_OF = datetime.date(2026, 11, 23)
_BLOCK = re.compile(r"\{%-?\s*block\s+(\w+)")


def template_page(library: Library) -> Iterator[str]:
    """Yield the lines of the page; the examples are made with a posting of the sample workspace."""
    yield INTRO
    yield from _variables()
    yield from _called("Filters", stock.FILTERS | FILTERS, FILTERS_NOTE, {})
    yield "Of Jinja's filters, tests and functions these are missing here:\n"
    yield from (f"- `{name}`: {instead}" for name, instead in REFUSED.items())
    yield ""
    yield from _called("Functions", functions.FUNCTIONS, "", functions.OF_JINJA)
    yield "## Tests\n"
    yield "`{% if posting.pay is none %}` asks a test; it holds of …\n"
    yield "| Test | Holds of |"
    yield "|---|---|"
    for names, meaning in stock.TEST_MEANINGS.items():
        yield f"| {', '.join(f'`{name}`' for name in names.split(', '))} | {meaning} |"
    yield ""
    yield from _directives(library)
    yield from _blocks(library)


def _variables() -> Iterator[str]:
    yield "## Variables\n"
    yield "| Name | What it holds |"
    yield "|---|---|"
    for name, model in FILES.items():
        if name != "workspace":
            sentence = str(model.__doc__).strip().splitlines()[0]
            yield f"| `{name}` | {sentence} [Its fields](fields.md) |"
    yield "| `country` | The two-letter code of the country whose habits count, if known. |\n"
    yield FIELDS_NOTE
    yield "| Field | Meaning |"
    yield "|---|---|"
    for top, model in FILES.items():
        for path, meaning in _derived(model, top):
            yield f"| `{path}` | {meaning} |"
    yield ""


def _derived(model: type[Model], path: str) -> Iterator[tuple[str, str]]:
    written = fields_of(model)
    for name, field in shown_fields_of(model).items():
        if name not in written or field is not written[name]:
            yield f"{path}.{name}", field.said.meaning[:1].upper() + field.said.meaning[1:]
        if (inner := _model_in(field.kind)) and path.count(".") < 3:
            shown = "[…]" if isinstance(field.kind, Keyed) else ""
            yield from _derived(inner, f"{path}.{name}{shown}")


def _model_in(kind: Kind) -> type[Model] | None:
    return kind.model if isinstance(kind, Group | Keyed | ByKey) else None


def _called(
    title: str, what: dict[str, Callable[..., object]], note: str, others: dict[str, str]
) -> Iterator[str]:
    yield f"## {title}\n"
    if note:
        yield f"{note}\n"
    yield "| Name | What it does |"
    yield "|---|---|"
    for name, function in sorted(what.items()):
        said = others.get(name) or str(function.__doc__).strip()
        first = " ".join(said.split("\n\n")[0].split())
        yield f"| `{name}` | {first.replace('|', chr(92) + '|')} |"
    yield ""


def _directives(library: Library) -> Iterator[str]:
    yield "## Directives\n"
    yield DIRECTIVES_NOTE
    for name, form in DIRECTIVES.items():
        yield f"### {name}\n"
        yield f"{form.meaning}\n"
        yield f"```\n{form.example}\n```\n"
        made = _output(library, form.example)
        yield f"```markdown\n{made}\n```\n" if made else "Markdown shows nothing of it.\n"


def _output(library: Library, example: str) -> str:
    """Return the Markdown that a piece of a template makes of the sample posting."""
    template = Source("example", f"# Example\n\n{example}\n")
    job = resolve(library, Order(SAMPLE, "example"), AS_OF).job

    def lookup(name: str) -> Source | None:
        return template if name == "kinds/example.md" else library.template(name)

    document = compose(job, "example", lookup, as_of=AS_OF).document
    theme = load_theme(library.workspace.folders("templates", "themes")[-1] / "plain")
    return render(document, theme, "md").decode().removeprefix("# Example\n").strip()


def _blocks(library: Library) -> Iterator[str]:
    yield "## Blocks\n"
    yield (
        'A template that begins with `{% extends "kinds/posting.md" %}` holds only the blocks that '
        "it replaces; `{{ super() }}` in one writes what it replaces. In the order of the page:\n"
    )
    for kind in kinds(library):
        source = library.template(f"shipped/kinds/{kind}.md")
        if source:
            names = dict.fromkeys(_BLOCK.findall(source.text))
            yield f"- `{kind}`: {', '.join(f'`{name}`' for name in names)}"
    yield ""
