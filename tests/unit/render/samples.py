"""Documents to render: one with every block and hostile text, one as an HR team would send it.

The employers are made up for these tests.
"""

from __future__ import annotations

from kamroles.document import (
    Approval,
    Block,
    Callout,
    Checkbox,
    Document,
    Facts,
    Field,
    Figure,
    Inline,
    KeepTogether,
    Listing,
    Paragraph,
    Run,
    Section,
    Table,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% include '/etc/passwd' %}",
    "# title",
    "| a | b |",
    "[x](javascript:alert(1))",
    "*not bold* _not italic_ `not code` ~~kept~~",
    '"><img src=x onerror=alert(1)>',
    "&lt; &amp; &#x27; ]]> -->",
    "1. not a list",
    "- not a bullet",
    "---",
    "::: facts",
    "<https://example.org/not-a-link>",
    r"C:\new\table \* \#",
    "#set page(width: 1pt)",
)
"""Values that must come out as just this text in every format."""


def text(words: str) -> Inline:
    """Return one plain run."""
    return (Run(words),)


def paragraph(words: str) -> Paragraph:
    """Return a paragraph of one plain run."""
    return Paragraph(text(words))


def bullets(*items: str) -> Listing:
    """Return a bulleted list of plain items."""
    return Listing(tuple((paragraph(item),) for item in items))


def facts(*pairs: tuple[str, str]) -> Facts:
    """Return facts of plain text."""
    return Facts(tuple((text(label), text(value)) for label, value in pairs))


_STYLES = Paragraph(
    (
        Run("Plain, "),
        Run("bold", bold=True),
        Run(", "),
        Run("italic", italic=True),
        Run(", "),
        Run("both", bold=True, italic=True),
        Run(", "),
        Run("a link", href="https://example.org/a?b=1&c=2"),
        Run(", "),
        Run("write to us", href="mailto:jobs@example.org"),
        Run(", "),
        Run("call us", href="tel:+15035550100"),
        Run(" and "),
        Run("[Pay range: to be completed]", blank=True, path="posting.pay"),
        Run("."),
    )
)

_LISTS: tuple[Block, ...] = (
    Listing(
        (
            (paragraph("First bullet"),),
            (
                paragraph("Second bullet with parts"),
                bullets("Part one", "Part two"),
                paragraph("and a closing paragraph"),
            ),
            (Paragraph((Run("Third bullet, ", bold=True), Run("two runs"))),),
        )
    ),
    Listing(((paragraph("Step one"),), (paragraph("Step two"),)), ordered=True),
)

_FORM: tuple[Block, ...] = (
    Checkbox(text("Driving license checked")),
    Checkbox(text("Background check agreed"), checked=True),
    Field(text("Name of candidate")),
    Approval(
        columns=(text("Approved by"), text("Name"), text("Signature"), text("Date")),
        signers=(text("Hiring manager"), text("Human resources")),
    ),
)

EVERYTHING = Document(
    kind="description",
    title="Account Manager & <b>Everything</b>",
    lang="en-US",
    date="2026-03-02",
    eyebrow=(Run("Sample Agency (made up)", path="employer.name"), Run(" · Portland, Oregon")),
    brand="Sample Agency (made up)",
    running="Account Manager · Sample Agency (made up)",
    description='Every kind of block, for tests: "quotes" & <tags>.',
    draft="Draft: pay range is still blank and nobody has approved this posting.",
    blocks=(
        paragraph("A lead paragraph before the first section."),
        Facts(
            (
                (text("Place"), text("Portland, Oregon")),
                (text("Pay"), (Run("[Pay range: to be completed]", blank=True),)),
                (text("Site"), (Run("example.org", href="https://example.org/"),)),
            )
        ),
        Figure(asset="logo", alt="A square that stands for a logo"),
    ),
    sections=(
        Section(id="text", title=text("Text"), blocks=(_STYLES,)),
        Section(
            id="lists",
            title=text("Lists"),
            blocks=_LISTS,
            sections=(
                Section(
                    id="lists-nested",
                    title=text("A part of lists"),
                    blocks=(paragraph("Text of the part."),),
                    sections=(
                        Section(
                            id="lists-nested-deep",
                            title=(Run("A part "), Run("of the part", italic=True)),
                            blocks=(paragraph("Deep text."), paragraph("More of it.")),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            id="tables",
            title=text("Tables"),
            blocks=(
                Table(
                    head=(text("Competency"), text("Level"), text("What it looks like")),
                    rows=(
                        (text("Negotiation"), text("4"), text("Holds the price, keeps the trust")),
                        (text("Listening"), text("5"), (Run("Asks "), Run("twice", italic=True))),
                    ),
                    right=(1,),
                ),
            ),
        ),
        Section(id="form", title=text("Form"), blocks=_FORM),
        Section(
            id="set-apart",
            title=text("Set apart"),
            blocks=(
                Callout((paragraph("A statement set apart."), bullets("with a bullet"))),
                KeepTogether((paragraph("These two"), paragraph("stay together."))),
            ),
        ),
        Section(
            id="hostile",
            title=text("Hostile <i>text</i> | # {{ 7*7 }}"),
            blocks=(
                *(paragraph(words) for words in HOSTILE),
                bullets(*HOSTILE),
                Table(
                    head=(text("Label | pipe"), text("Value")),
                    rows=tuple((text(words), text(words)) for words in HOSTILE),
                ),
                facts(*((words, words) for words in HOSTILE)),
            ),
        ),
        Section(
            id="letters",
            title=text("Letters"),
            blocks=(
                paragraph("Zürich, Łódź, São Paulo, Ærø, Škofja Loka, İzmir"),
                paragraph("€ £ ¥ → ← ✓ – — … „q“ “q” ‘it’s’ 10\u00a0% 5\u202fkm ½ × ±"),  # noqa: RUF001
                paragraph("Ελλάδα Україна"),
            ),
        ),
    ),
)
"""Every block, every run style, sections three deep, a draft mark and hostile text."""

EMPTY = Document(kind="posting", title="Nothing yet", lang="en", date="2026-03-02", sections=())
"""The least a document can be."""

POSTING = Document(
    kind="posting",
    title="Key Account Manager",
    lang="en-US",
    date="2026-03-02",
    eyebrow=(Run("Sample Insurance Agency"), Run(" · Portland, Oregon")),
    brand="Sample Insurance Agency",
    running="Key Account Manager · Sample Insurance Agency",
    description="Look after our largest business customers from Portland, Oregon.",
    blocks=(
        paragraph(
            "You look after the twenty business customers that matter most to our agency. You "
            "know their plans for the year, you renew their cover before anyone has to ask, and "
            "when a claim goes wrong you are the person they call."
        ),
        facts(
            ("Place", "Portland, Oregon, United States"),
            ("Workplace", "Hybrid, three days a week in the office"),
            ("Employment", "Full time, permanent"),
            ("Pay", "$78,000 to $96,000 a year, plus a bonus of up to 10%"),
            ("Start", "June 1, 2026"),
            ("Apply by", "April 17, 2026"),
        ),
    ),
    sections=(
        Section(
            id="what-you-do",
            title=text("What you will do"),
            blocks=(
                bullets(
                    "Agree a written account plan with each customer every year, and review it "
                    "with them each quarter.",
                    "Lead renewals from 120 days out: gather exposures, market the account, "
                    "compare quotes and present a clear recommendation.",
                    "Visit every customer on site at least twice a year and tour their premises "
                    "with the risk engineer.",
                    "Find gaps in cover, such as cyber or employment practices, and propose what "
                    "closes them.",
                    "Steer large claims with the carrier and the customer until they are settled.",
                    "Check policies, endorsements and certificates against what was ordered.",
                    "Keep the agency management system complete, so that a colleague can step in "
                    "on any day.",
                    "Forecast premium and commission for your accounts each month.",
                ),
            ),
        ),
        Section(
            id="success",
            title=text("How we will know it works"),
            blocks=(
                paragraph("After your first year, we will look at these together:"),
                bullets(
                    "At least 95% of premium in your book renewed.",
                    "Two or more lines of cover placed with every customer.",
                    "Every renewal presented 30 days before it takes effect.",
                    "Customers who would recommend us to another owner.",
                ),
            ),
        ),
        Section(
            id="must-have",
            title=text("What you must bring"),
            blocks=(
                bullets(
                    "Five years in commercial lines, at an agency, broker or carrier.",
                    "An Oregon property and casualty producer license, or the ability to hold one "
                    "within 60 days.",
                    "Sound knowledge of property, general liability, auto, umbrella and workers' "
                    "compensation forms.",
                    "Clear writing: a renewal summary that an owner reads to the end.",
                    "A driver's license, for visits outside the city.",
                ),
            ),
        ),
        Section(
            id="preferred",
            title=text("What would help"),
            blocks=(
                bullets(
                    "A CIC or CPCU designation, finished or under way.",
                    "Experience with construction or food processing risks.",
                    "Spanish at working level.",
                ),
            ),
        ),
        Section(
            id="offer",
            title=text("What we offer"),
            blocks=(
                bullets(
                    "Medical, dental and vision plans from the first day, 90% paid for you and "
                    "60% for your family.",
                    "A 401(k) plan with a 4% match, vested at once.",
                    "Twenty-two days of paid leave, plus public holidays.",
                    "Fees and exam days for your designations.",
                    "A quiet office by the river, with bike parking and showers.",
                ),
                paragraph(
                    "Your pay within the range depends on your experience and licenses. We review "
                    "pay every spring and tell you how the decision was made."
                ),
            ),
        ),
        Section(
            id="apply",
            title=text("How to apply"),
            blocks=(
                Paragraph(
                    (
                        Run("Send your résumé and a short note on one account you grew to "),
                        Run("jobs@sample.example", href="mailto:jobs@sample.example"),
                        Run(" or apply on "),
                        Run("our careers page", href="https://sample.example/careers/kam-01"),
                        Run(
                            ". We answer within five working days. Expect a phone call of 30 "
                            "minutes, then one visit of two hours with the team you would join."
                        ),
                    )
                ),
                Callout(
                    (
                        paragraph(
                            "Sample Insurance Agency is an equal opportunity employer. We decide "
                            "on merit and need, without regard to race, color, religion, sex, "
                            "sexual orientation, gender identity, national origin, age, "
                            "disability, veteran status or any other protected trait."
                        ),
                        paragraph(
                            "If you need an accommodation to apply or to interview, write to us "
                            "and we will arrange it."
                        ),
                    )
                ),
            ),
        ),
    ),
)
"""A posting of about 550 words with facts, six sections and 25 bullets."""
