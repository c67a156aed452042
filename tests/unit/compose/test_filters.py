"""Filters and functions write values as people do."""

from __future__ import annotations

from typing import Any

import pytest

from kamroles.compose import english
from kamroles.compose.filters import FILTERS
from kamroles.compose.stock import FILTERS as STOCK
from kamroles.compose.stock import TEST_MEANINGS, TESTS
from kamroles.compose.unknown import REFUSED
from kamroles.document import Paragraph, block_lines, plain_text
from kamroles.model.job import Job
from tests.unit.compose.jobs import made, make_job, problems


def _shown(expression: str, job: Job | None = None) -> str:
    return "\n".join(block_lines(made(f"{{{{ {expression} }}}}", job).document.blocks))


def _in(country: str | None, **posting: Any) -> Job:
    job = make_job(posting=posting)
    return Job(job.id, job.role, job.employer, job.posting, country)


@pytest.mark.parametrize(
    ("pay", "country", "shown"),
    [
        ({"min": 78000, "max": 96000}, "US", "$78,000 to $96,000 a year"),
        ({"min": 58000, "max": 70000, "currency": "EUR"}, "DE", "€58.000 to €70.000 a year"),
        ({"min": 24.5, "max": 31, "period": "hour"}, "US", "$24.50 to $31.00 an hour"),
        ({"min": 80000}, "US", "$80,000 a year"),
        ({"min": 80000, "max": 80000}, "US", "$80,000 a year"),
        ({"min": 4000, "period": "month"}, None, "$4,000 a month"),
    ],
)
def test_pay(pay: dict[str, Any], country: str | None, shown: str) -> None:
    """Cents only where there are any."""
    assert _shown("posting.pay | pay", _in(country, pay=pay)) == shown


@pytest.mark.parametrize(
    ("currency", "country", "shown"),
    [("USD", "US", "$80,000"), ("USD", "GB", "US$80,000"), ("CHF", "GB", "CHF\u00a080,000")],
)
def test_the_sign_of_a_currency_follows_the_country(
    currency: str, country: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Babel knows the signs; letters that stand for one keep a space to the number."""
    signs = {("USD", "en_US"): "$", ("USD", "en_GB"): "US$", ("CHF", "en_GB"): "CHF"}
    monkeypatch.setattr(
        "babel.numbers.get_currency_symbol", lambda code, locale: signs[code, str(locale)]
    )
    # past the memory of earlier answers, and without leaving one
    assert english.amounts.__wrapped__(80_000, None, currency, country) == (shown, None)


def test_pay_without_a_period_is_told() -> None:
    """Per what is never guessed."""
    found = problems("# T\n{{ posting.pay | pay }}", make_job(posting={"pay": {"min": 20}}))
    assert [d.code for d in found] == ["KR306"]


@pytest.mark.parametrize(
    ("country", "shown"),
    [
        ("US", "December 18, 2026"),
        (None, "December 18, 2026"),
        ("GB", "18 December 2026"),
        ("XX", "18 December 2026"),
    ],
)
def test_dates_follow_the_country(country: str | None, shown: str) -> None:
    """Month first where people write it so; without habits known, as most of the world does.

    Which other countries have habits of their own in English, Babel learns with each release.
    """
    assert _shown("posting.closes | date", _in(country)) == shown


def test_a_start_in_words_is_no_date() -> None:
    """What is no date stays as it is."""
    assert _shown("posting.starts | date") == "as soon as possible"
    assert _shown("posting.starts | date", _in("US", starts="spring 2027")) == "spring 2027"


@pytest.mark.parametrize(
    ("starts", "country", "shown"),
    [
        ("2027-03", "US", "March 2027"),
        ("2026-12", "DE", "December 2026"),
        ("2027-05", None, "May 2027"),
        ("2027-01-04", "US", "January 4, 2027"),
        ("2027", "US", "2027"),
    ],
)
def test_a_month_is_written_out_like_a_date(starts: str, country: str | None, shown: str) -> None:
    """Its sibling with a day is, so nobody reads digits."""
    assert _shown("posting.starts | date", _in(country, starts=starts)) == shown


@pytest.mark.parametrize(
    ("address", "country", "shown"),
    [
        ({"city": "Portland", "region": "OR", "country": "US"}, "US", "Portland, Oregon"),
        ({"city": "Munich", "region": "BY", "country": "DE"}, "DE", "Munich, Germany"),
        (
            {"city": "Toronto", "region": "Ontario", "country": "CA"},
            "CA",
            "Toronto, Ontario, Canada",
        ),
        (
            {"city": "Portland", "region": "OR", "country": "US"},
            "DE",
            "Portland, Oregon, United States",
        ),
        ({"city": "Munich", "country": "DE"}, "US", "Munich, Germany"),
    ],
)
def test_places(address: dict[str, str], country: str, shown: str) -> None:
    """The country is named where it does not go without saying."""
    job = _in(country, places=[{"id": "here", **address}])
    assert _shown("posting.places | place | listed", job) == shown
    assert _shown("posting.places[0] | place", job) == shown


@pytest.mark.parametrize(
    ("towns", "shown"),
    [
        (["Salem, OR"], "Salem, Oregon"),
        (["Salem, OR", "Bend, OR"], "Salem or Bend, Oregon"),
        (["Portland, OR", "Salem, OR", "Bend, OR"], "Portland, Salem or Bend, Oregon"),
        (["Salem, OR", "Boise, ID"], "Salem, Oregon or Boise, Idaho"),
        (["Salem, OR", "Bend, OR", "Boise, ID"], "Salem, Oregon; Bend, Oregon or Boise, Idaho"),
    ],
)
def test_places_to_choose_from_share_a_region(towns: list[str], shown: str) -> None:
    """It is said once where all lie in it, else for each of them."""
    parts = (town.partition(", ") for town in towns)
    places = [
        {"id": f"p{at}", "city": city, "region": region, "country": "US"}
        for at, (city, _, region) in enumerate(parts)
    ]
    assert _shown("posting.places | places", _in("US", places=places)) == shown


@pytest.mark.parametrize(
    ("city", "region", "country", "shown", "whole"),
    [
        ("Singapore", None, "SG", "Singapore", "Singapore"),
        ("Singapore", "Singapore", "SG", "Singapore", "Singapore"),
        ("Luxembourg", None, "LU", "Luxembourg", "Luxembourg"),
        ("KUWAIT", None, "KW", "KUWAIT", "KUWAIT"),
        ("Kuwait City", None, "KW", "Kuwait City, Kuwait", "Kuwait City, Kuwait"),
        ("Hong Kong", None, "HK", "Hong Kong", "Hong Kong"),
        ("Djibouti, Djibouti", None, "DJ", "Djibouti", "Djibouti"),
        ("London, UK", None, "GB", "London, United Kingdom", "London, United Kingdom"),
        ("Munich, Bavaria", "BY", "DE", "Munich, Germany", "Munich, Bavaria, Germany"),
        ("Berlin", "Berlin", "DE", "Berlin, Germany", "Berlin, Germany"),
        ("New York", "NY", "US", "New York, New York", "New York, New York, United States"),
        ("New York, NY", "NY", "US", "New York, New York", "New York, New York, United States"),
        ("Portland, Oregon", "OR", "US", "Portland, Oregon", "Portland, Oregon, United States"),
        ("Portland, OR", "Oregon", "US", "Portland, Oregon", "Portland, Oregon, United States"),
        (
            "Portland, Oregon, USA",
            "OR",
            "US",
            "Portland, Oregon",
            "Portland, Oregon, United States",
        ),
        ("Toronto, ON", "Ontario", "CA", "Toronto, Ontario, Canada", "Toronto, Ontario, Canada"),
        ("Quebec", "Quebec", "CA", "Quebec, Quebec, Canada", "Quebec, Quebec, Canada"),
        (
            "Kansas City",
            "MO",
            "US",
            "Kansas City, Missouri",
            "Kansas City, Missouri, United States",
        ),
        (None, None, "SG", "Singapore", "Singapore"),
    ],
)
def test_no_part_of_a_place_is_named_twice(
    city: str | None, region: str | None, country: str, shown: str, whole: str
) -> None:
    """A city that is its country has one name; a state named for its city is another place."""
    address = {"id": "here", "city": city, "region": region, "country": country}
    job = _in("US", places=[address])
    assert _shown("posting.places[0] | place", job) == shown
    assert _shown("posting.places[0] | place(whole=true)", job) == whole


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a and b", "c"], "a and b, and c"),
        (["a, b", "c", "d"], "a, b; c and d"),
        (["a ;", "b,", "c"], "a, b and c"),
    ],
)
def test_lists_in_a_sentence(parts: list[str], shown: str) -> None:
    """Commas never make a list ambiguous."""
    assert english.listed(parts, "and") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Five years", "five years"),
        ("CRM, such as Salesforce", "CRM, such as Salesforce"),
        ("B2B sales", "B2B sales"),
        ("E-signature", "e-signature"),
        ("A book of accounts", "a book of accounts"),
        ("I", "I"),
        ("P&L literacy", "P&L literacy"),
        ("", ""),
    ],
)
def test_a_small_first_letter_unless_it_is_an_acronym(text: str, shown: str) -> None:
    """CRM stays CRM."""
    assert english.lower_first(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a", "a."),
        ("a.", "a."),
        ("a?", "a?"),
        ('"a."', '"a."'),
        ("(a)", "(a)."),
        ("a:", "a:"),
        ("Négocier avec les partenaires ;", "Négocier avec les partenaires ;"),
        ("Animer le réseau ; et", "Animer le réseau ; et"),
        ("Call the carrier, and", "Call the carrier, and"),
        ("Call the carrier,", "Call the carrier,"),
        ("and so on…", "and so on…"),
        ("and so on...", "and so on..."),
        ("Ask first \u2013", "Ask first \u2013"),
        ("顧客を担当する。", "顧客を担当する。"),
        ("(one of several;)", "(one of several;)"),
    ],
)
def test_a_full_stop_where_there_is_none(text: str, shown: str) -> None:
    """One, not two, and none behind another ending."""
    assert english.sentence(text) == shown


@pytest.mark.parametrize("text", ["a;", "a,", "a:", "a…", "a.", "a!"])
def test_no_full_stop_of_a_template_behind_an_ending(text: str) -> None:
    """Whether it stands behind a value, a list or a value in bold."""
    job = make_job(role={"reports_to": text})
    for template in ("{{ role.reports_to }}.", "**{{ role.reports_to }}**. B"):
        shown = plain_text(made(template, job).document).removeprefix("Title\n")
        assert shown.startswith(text)
        assert f"{text}." not in shown


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("posting.workplace | workplace", "Hybrid"),
        ("posting.employment_type | employment_type", "Full time"),
        ("role.competencies[0].level | level", "4, advanced"),
        ("role.conditions.travel.max | percent", "40%"),
        ("posting.flsa.status | flsa", "Exempt"),
        ("'DE' | country", "Germany"),
        ("['DE', 'AT'] | country | listed('or')", "Germany or Austria"),
        ("employer.site | bare", "cedar-main.example"),
        ("role.title | upper", "KEY ACCOUNT MANAGER"),
        ("role.title | lower", "key account manager"),
        ("'abc' | upper_first", "Abc"),
        ("role.interfaces.internal | join('; ')", "underwriting support; claims; finance"),
        ("role.responsibilities | where(essential=false) | each('id') | listed", "report"),
        ("role.requirements | where(need='must', kind='skill') | length", "2"),
        ("role.responsibilities | largest(2, 'share') | each('id') | listed", "plan and negotiate"),
        ("['a', 'b', 'a'] | unique | listed", "a and b"),
        ("role.tools | each('id') | first", "crm"),
        ("role.interfaces.internal | last", "finance"),
        ("role.interfaces.internal[:2] | listed", "underwriting support and claims"),
        ("posting.team | default('none')", "none"),
        ("posting.team | upper or 'none'", "none"),
        ("posting.places[0].region_name", "Oregon"),
        ("range(3) | length", "3"),
        ("posting.openings + 1", "2"),
        ("7 / 2", "3.5"),
        ("7 // 2 ~ ' of ' ~ 7 % 2", "3 of 1"),
        ("country", "US"),
        ("posting.pay.min", "78000"),
    ],
)
def test_filters_and_functions(expression: str, shown: str) -> None:
    """What each expression writes."""
    assert _shown(expression) == shown


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        ("posting.team is none", True),
        ("posting.team == none", True),
        ("not posting.team", True),
        ("posting.pay is none", False),
        ("nothing is defined", False),
        ("role.title is defined", True),
        ("posting.openings == 1", True),
        ("0 < posting.openings < 5", True),
        ("'Key' in role.title", True),
        ("'x' not in role.title", True),
        ("posting.workplace in ['hybrid', 'remote']", True),
        ("posting.openings is odd", True),
        ("posting.openings is even", False),
        ("role.title is string", True),
        ("posting.openings is number", True),
        ("employer.sample is true", True),
        ("posting.openings is gt(0)", True),
    ],
)
def test_tests_and_comparisons(test: str, holds: bool) -> None:
    """What each condition says."""
    template = f"{{% if {test} %}}yes{{% else %}}no{{% endif %}}"
    assert plain_text(made(template).document) == f"Title\n{'yes' if holds else 'no'}\n"


def test_a_value_keeps_its_path_through_filters() -> None:
    """Several values have the path they share."""
    expressions = {
        "role.title | upper": "role.title",
        "posting.closes | date": "posting.closes",
        "posting.pay | pay": "posting.pay",
        "role.tools | each('text') | listed": "role.tools.crm.text",
        "role.responsibilities | each('text') | listed": "role.responsibilities",
        "'You: ' ~ role.title": "role.title",
        "posting.places | place | listed": "posting.places.portland",
        "role.conditions.travel.max | percent": "role.conditions.travel.max",
        "posting.openings": "posting.openings",
        "t('pay')": None,
        "'literal'": None,
    }
    for expression, path in expressions.items():
        block = made(f"{{{{ {expression} }}}}").document.blocks[0]
        assert isinstance(block, Paragraph)
        assert [run.path for run in block.runs] == [path], expression


def test_a_blank_is_a_marked_gap_that_knows_what_would_fill_it() -> None:
    """The path is taken from the left side of `or`."""
    document = made('{{ posting.team | upper or blank("Team") }} {{ blank("Signature") }}').document
    block = document.blocks[0]
    assert isinstance(block, Paragraph)
    assert [(run.text, run.path) for run in block.runs if run.blank] == [
        ("[Team: to be completed]", "posting.team"),
        ("[Signature: to be completed]", None),
    ]


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("-3 | abs", "3"),
        ("range(5) | batch(2, 0) | map('join', '-') | join", "0-1, 2-3, 4-0"),
        ("'abc DEF' | capitalize", "Abc def"),
        ("'[' ~ ('a' | center(3)) ~ ']'", "[ a ]"),
        ("{'b': 1, 'a': 2} | dictsort | map('first') | join", "a, b"),
        ("'<b>&' | e", "<b>&"),
        ("'**<b>**' | escape | forceescape", "**<b>**"),
        ("2100000 | filesizeformat", "2.1 MB"),
        ("'2.50' | float", "2.5"),
        ("'%s of %d' | format('a', 3)", "a of 3"),
        (
            "role.requirements | groupby('need') | map(attribute='grouper') | join",
            "must, preferred",
        ),
        ("'a' | indent(2, true) | length", "3"),
        ("'12' | int + 1", "13"),
        ("{'a': 'b'} | items | map('join', '=') | join", "a=b"),
        ("role.tools | map(attribute='id') | first", "crm"),
        ("role.tools | map(attribute='id') | map('upper') | first", "CRM"),
        ("[2, 3, 1] | max", "3"),
        ("[2, 3, 1] | min", "1"),
        ("[1, 2] | reject('odd') | sum", "2"),
        ("role.requirements | rejectattr('need', 'eq', 'must') | length", "1"),
        ("role.requirements | selectattr('need', 'eq', 'must') | length", "2"),
        ("'R&D' | replace('&', ' and ')", "R and D"),
        ("['a', 'b'] | reverse | join", "b, a"),
        ("2.567 | round(1)", "2.6"),
        ("[1, 'a', 2] | select('string') | join", "a"),
        ("range(4) | slice(2) | map('join', '') | join", "01, 23"),
        ("['b', 'a'] | sort | join", "a, b"),
        ("[1, 2] | sum", "3"),
        ("role.responsibilities | sum(attribute='share')", "100"),
        ("5 | string ~ '!'", "5!"),
        ("'<b>a</b>' | striptags", "a"),
        ("'key account' | title", "Key Account"),
        ("[1, 'a'] | tojson", '[1, "a"]'),
        ("'  a  ' | trim", "a"),
        ("'one two three' | truncate(9, false, '...', 0)", "one..."),
        ("'a b/ä' | urlencode", "a%20b/%C3%A4"),
        ("'one two' | wordcount", "2"),
        ("'one two' | wordwrap(4) | replace('\n', '/')", "one/two"),
        ("role | attr('title')", "Key Account Manager"),
        ("role.tools | join('; ', 'id')", "crm"),
        ("nothing | default('none')", "none"),
        ("posting.team | d('none')", "none"),
        ("0 | default(5)", "0"),
        ("0 | default(5, true)", "5"),
        ("dict(a=1).a", "1"),
        ("'From %s' | format(posting.pay.max)", "From 96000"),
        ("[1, 60000] | select('gt', 50000) | first", "60000"),
        ("[] | sum(start=20000)", "20000"),
        ("range(3) | join('-')", "0-1-2"),
        ("range(5)[1:3] | join('-')", "1-2"),
        ("[1, 2, 3] is sequence", ""),
    ],
)
def test_the_usual_filters_of_jinja(expression: str, shown: str) -> None:
    """What each writes; several are as common in templates as `upper`."""
    if not shown:
        expression = f"'' if {expression} else 'no'"
    assert _shown(expression) == shown


def test_every_filter_and_test_of_jinja_is_there_or_refused_with_what_to_do_instead() -> None:
    """What a release of Jinja adds is to be looked at before templates have it."""
    from jinja2.filters import FILTERS as JINJA
    from jinja2.tests import TESTS as JINJA_TESTS

    assert set(JINJA) - set(REFUSED) <= {*STOCK, *FILTERS}
    assert set(JINJA_TESTS) - set(REFUSED) == set(TESTS)
    assert {name for names in TEST_MEANINGS for name in names.split(", ")} == set(TESTS)
    for name in ("random", "safe", "urlize", "xmlattr", "pprint"):
        found = problems(f"# T\n{{{{ role.title | {name} }}}}\n")
        assert [(d.code, d.hint) for d in found] == [("KR308", REFUSED[name])]
        dynamic = problems(f"# T\n{{{{ [role.title] | map('{name}') | first }}}}\n")
        assert [(d.code, d.hint) for d in dynamic] == [("KR308", REFUSED[name])]
    assert problems("# T\n{{ lipsum() }}\n")[0].hint == REFUSED["lipsum"]


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}", "aba"),
        ("{% set j = joiner('; ') %}{% for x in [1, 2] %}{{ j() }}{{ x }}{% endfor %}", "1; 2"),
        ("{% for k, v in {'a': 1, 'b': 2} | items %}{{ k }}{{ v }}{% endfor %}", "a1b2"),
        (
            "{% for g in role.requirements | groupby('need') %}{{ g.grouper }}"
            "{{ g.list | length }} {% endfor %}",
            "must2 preferred1",
        ),
        ("{% set m %}  **a**  {% endset %}[{{ m | trim }}]", "[a]"),
        ("{% set p %}{{ role.title }}{% endset %}{{ 'a' if p == role.title }}", "a"),
        ("{% set p %}{{ role.title }}{% endset %}{{ 'a' if 'Key' in p and p is eq(p) }}", "a"),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ 'a' if m('b') == 'b' }}", "a"),
        ("{% set p %}**b**{% endset %}{{ [p] | first }}", "b"),
        ("a{{ ', ' if posting.team }}", "a"),
        ("{% for x in [1, 2] %}{{ 'f' if loop.previtem is not defined }}{% endfor %}", "f"),
        ("{% with a = 1 %}{{ a }}{% endwith %}", "1"),
        ("{{ 'b' if posting.team else 'a' }}", "a"),
        ("{% for x in range(3) if x is odd %}{{ x }}{% else %}none{% endfor %}", "1"),
    ],
)
def test_templates_are_jinja(template: str, shown: str) -> None:
    """Its tags and helpers work as its own documentation says."""
    assert plain_text(made(template).document) == f"Title\n{shown}\n"


def test_a_filter_never_takes_a_passage_apart() -> None:
    """Values stand in it as tokens, and a piece of one would be another value."""
    passage = "# T\n{% set m %}{{ role.title }}{% endset %}"
    for name, function in (STOCK | FILTERS).items():
        if name not in {"default", "d", "trim"}:
            found = problems(f"{passage}{{{{ m | {name} }}}}")
            assert {d.code for d in found} == {"KR311"}, name
            assert function.__doc__
    for call in ("m | trim('x')", "'a' | replace('a', m)", "'%s' | format(m)", "[m] | join"):
        assert {d.code for d in problems(f"{passage}{{{{ {call} }}}}")} == {"KR311"}, call


def test_a_filter_passes_on_what_is_missing_and_what_is_blank() -> None:
    """So that `or` can follow any filter."""
    for name in STOCK | FILTERS:
        arguments = {"each": "('text')", "where": "(need='must')", "largest": "(3, 'share')"}
        if name in {"default", "d"}:
            continue
        call = f"{name}{arguments.get(name, '')}"
        shown = _shown(f"(posting.team | {call} or 'none') ~ (none | {call} or 'none')")
        assert shown == "nonenone", name
        assert _shown(f"blank('Team') | {call}") == "[Team: to be completed]", name


def test_every_filter_says_what_it_does() -> None:
    """The reference is made of these lines."""
    for name, function in (STOCK | FILTERS).items():
        assert function.__doc__, name
