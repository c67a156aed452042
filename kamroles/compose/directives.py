"""The directives of templates: what Markdown lacks, each with what it is for and an example."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DirectiveForm:
    """How a directive is written.

    Attributes:
        meaning: what it makes, in one sentence.
        example: as it stands in a template.
        options: those it takes in braces after its name.
        holds_blocks: whether paragraphs, lists and directives may stand in it.

    """

    meaning: str
    example: str
    options: tuple[str, ...] = ()
    holds_blocks: bool = False


DIRECTIVES: dict[str, DirectiveForm] = {
    "action": DirectiveForm(
        "A button by the title of web pages; it stands once, below the title in the template. What "
        "it leads to stands in the text as well, for formats without buttons.",
        '::: action\n{{ link("Apply for this job", "https://example.com/apply") }}\n:::',
    ),
    "approval": DirectiveForm(
        "A grid to sign: four column heads, then a row for each who signs.",
        "::: approval\nPart | Name and title | Signature | Date\n- Prepared by\n- Employee\n:::",
    ),
    "callout": DirectiveForm(
        "A box that stands out from the text.",
        "::: callout\nThis is a draft for {{ employer.name }}.\n:::",
        holds_blocks=True,
    ),
    "checkbox": DirectiveForm(
        "A box to tick, with its words behind it; `{checked=yes}` for one that is ticked.",
        "::: checkbox {checked=yes}\nI have read this description.\n:::",
        options=("checked",),
    ),
    "eyebrow": DirectiveForm(
        "The line above the title; it stands once, below the title in the template.",
        "::: eyebrow\n{{ employer.name }}\n:::",
    ),
    "facts": DirectiveForm(
        "Labels with their values, a row each.",
        "::: facts\n- Reports to: {{ role.reports_to }}\n- Place: {{ posting.places | place | "
        "listed }}\n:::",
    ),
    "field": DirectiveForm(
        "A line to write on by hand, with its label.", "::: field\nName of the interviewer\n:::"
    ),
    "figure": DirectiveForm(
        "A picture of the theme, such as the employer's logo; its words are for who cannot see it.",
        "::: figure {asset=logo}\nLogo of {{ employer.name }}\n:::",
        options=("asset",),
    ),
    "keep-together": DirectiveForm(
        "Blocks that no page break divides.",
        "::: keep-together\nSigned in {{ posting.places[0].city }}.\n:::",
        holds_blocks=True,
    ),
    "terms": DirectiveForm(
        "Terms with their meanings, as a list; only those stay that the document uses.",
        "You look after a book.\n\n## Terms {#terms}\n\n::: terms\n"
        "{% for term in role.terms %}\n- {{ term.name }}: {{ term.text }}\n{% endfor %}\n:::",
    ),
}
