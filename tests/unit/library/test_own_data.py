"""Own data in `extra`: merged, typed where the employer says so, and never made up."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from kamroles.diagnostics import Diagnostic, Problems, Severity
from kamroles.document import block_lines
from kamroles.library.provenance import provenance_of
from kamroles.pipeline import Options, Order, compose, open_library
from kamroles.pipeline.new_files import schema_text
from kamroles.source.nodes import plain as as_python
from kamroles.source.yaml import parse
from tests.conftest import AS_OF
from tests.e2e.conftest import write
from tests.unit.cli.running import run
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.library import Resolved

POSTING = "role: own\nemployer: firm\nworkplace: remote\nremote_from: [US]\n"
DECLARED = """\
extra_fields:
  recruiter: {meaning: Who fills the job}
  headcount: {type: number}
  urgent: {type: yes_no}
  review: {type: date}
  inbox: {type: email}
  page: {type: url}
  languages: {type: list}
  shift: {type: mapping}
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with a role on a role, an employer and a posting."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    write(tmp_path, "roles/base.yaml", "title: Base\n")
    write(tmp_path, "roles/own.yaml", "extends: base\ntitle: Own\n")
    write(tmp_path, "employers/firm.yaml", "name: Firm\ncountry: US\n")
    write(tmp_path, "postings/job.yaml", POSTING)
    return tmp_path


def add(folder: Path, file: str, text: str) -> None:
    """Write more into a file."""
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def resolved(folder: Path, name: str = "job", *sets: str) -> Resolved:
    """Return a job of the workspace."""
    library = open_library(folder)
    return library.job(library.find(name), sets=sets)


def refused(folder: Path, name: str = "job") -> list[Diagnostic]:
    """Return why a job cannot be resolved."""
    with pytest.raises(Problems) as caught:
        resolved(folder, name)
    found = [each for each in caught.value.diagnostics if each.severity is Severity.ERROR]
    pinned(found)
    return found


def shown(folder: Path, template: str, name: str = "job", employer: str | None = None) -> str:
    """Return what a template writes."""
    write(folder, "templates/kinds/note.md", f"# T\n\n{template}\n")
    options = Options(AS_OF, (), folder)
    composed, _ = compose(open_library(folder), Order(name, "note", employer), options)
    return "\n".join(block_lines(composed.document.blocks))


def broken(folder: Path, template: str, name: str = "job", employer: str | None = None) -> Any:
    """Return the only finding in a template."""
    with pytest.raises(Problems) as caught:
        shown(folder, template, name, employer)
    (found,) = [each for each in caught.value.diagnostics if each.severity is Severity.ERROR]
    pinned([found])
    return found


def test_texts_numbers_lists_and_flat_mappings_are_taken(place: Path) -> None:
    """A number is one where just a number is written; quotes make it a text."""
    more = (
        'extra:\n  recruiter: Ana Ruiz\n  seats: 3\n  rate: 2.5\n  version: 3.10\n  zip: "97204"\n'
        "  branch: 01067\n  answer: no\n  tags: [north, 7]\n  shift: {start: early, hours: 8}\n"
    )
    add(place, "postings/job.yaml", more)
    extra = resolved(place).job.posting.extra  # type: ignore[union-attr]
    assert {**extra, "shift": dict(extra["shift"])} == {
        "recruiter": "Ana Ruiz",
        "seats": 3,
        "rate": 2.5,
        "version": "3.10",
        "zip": "97204",
        "branch": "01067",
        "answer": "no",
        "tags": ("north", 7),
        "shift": {"start": "early", "hours": 8},
    }


def test_it_merges_key_by_key_and_the_nearest_wins(place: Path) -> None:
    """From role to role, from the employer to its postings, inside flat mappings too."""
    add(place, "roles/base.yaml", "extra: {grid: A, team: North, map: {x: 1, y: 2}}\n")
    add(place, "roles/own.yaml", "extra: {team: South, map: {y: 3}}\n")
    add(place, "employers/firm.yaml", "extra: {recruiter: Ana, tags: [a, b], fax: 5}\n")
    add(place, "postings/job.yaml", "extra: {recruiter: Ben, tags: [c], fax: {remove: true}}\n")
    job = resolved(place).job
    assert job.posting
    assert {**job.role.extra, "map": dict(job.role.extra["map"])} == {
        "grid": "A",
        "team": "South",
        "map": {"x": 1, "y": 3},
    }
    assert dict(job.posting.extra) == {"recruiter": "Ben", "tags": ("c",)}
    assert dict(job.employer.extra)["recruiter"] == "Ana"  # type: ignore[union-attr]


def test_overrides_and_set_are_layers_of_it(place: Path) -> None:
    """As of every other field."""
    add(place, "employers/firm.yaml", "overrides: {extra: {grid: B}}\n")
    add(place, "postings/job.yaml", "overrides: {extra: {grid: C}}\n")
    assert resolved(place).job.role.extra["grid"] == "C"
    job = resolved(place, "job", "posting.extra.seats=4", "role.extra.grid=D").job
    assert job.role.extra["grid"] == "D"
    assert job.posting
    assert job.posting.extra["seats"] == 4


def test_explain_prints_every_file_line_and_layer(place: Path) -> None:
    """Also of what an employer hands on."""
    add(place, "employers/firm.yaml", "extra:\n  recruiter: Ana Ruiz\n")
    add(place, "postings/job.yaml", "extra:\n  recruiter: Ben Okafor\n")
    done = run("explain", "job", "posting.extra.recruiter")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines() if line.strip()]
    assert lines == [
        "posting.extra.recruiter",
        "Ben Okafor",
        "1. employer firm employers/firm.yaml:4:14",
        "Ana Ruiz [overridden by posting job]",
        "→ 2. posting job postings/job.yaml:6:14",
        "Ben Okafor",
    ]


def test_explain_knows_what_is_declared_and_not_set(place: Path) -> None:
    """It is there, and nobody has written it."""
    add(place, "employers/firm.yaml", DECLARED)
    told = provenance_of(resolved(place), "posting.extra.recruiter")
    assert told.note == "nobody has written it"
    assert told.steps == ()


def test_templates_reach_it(place: Path) -> None:
    """Texts, numbers, lists to loop over, names in a mapping."""
    add(
        place,
        "postings/job.yaml",
        "extra: {recruiter: '# Ana', seats: 3, tags: [north, south], shift: {start: early}}\n",
    )
    template = (
        "{{ posting.extra.recruiter }}, {{ posting.extra.seats + 1 }}, "
        "{{ posting.extra.tags | listed }}, {{ posting.extra.shift.start }}"
    )
    assert shown(place, template) == "# Ana, 4, north and south, early"


@pytest.mark.parametrize("part", ["posting", "employer", "role"])
def test_a_name_nobody_set_or_declared_is_an_error_in_the_templates_line(
    part: str, place: Path
) -> None:
    """With the nearest name, even where it is only asked for."""
    add(place, "employers/firm.yaml", DECLARED)
    found = broken(place, f"{{% if {part}.extra.recruitr %}}x{{% endif %}}")
    assert found.code == "KR304"
    assert found.span.source.name == "templates/kinds/note.md"
    assert (found.span.line, found.span.text) == (3, ".recruitr")
    assert found.hint.startswith("did you mean `recruiter`?")


def test_where_there_is_no_own_data_the_hint_says_how_to_declare_it(place: Path) -> None:
    """Nothing is near."""
    found = broken(place, "{{ posting.extra.recruiter }}")
    assert "declare it in the employer's `extra_fields`" in found.hint


def test_what_is_declared_and_not_set_is_a_missing_value(place: Path) -> None:
    """Asked for, looped over, marked as a gap; written out, an error like any other."""
    add(place, "employers/firm.yaml", DECLARED)
    template = (
        "{% if posting.extra.recruiter %}x{% endif %}{% for one in posting.extra.languages %}x"
        '{% endfor %}{{ posting.extra.recruiter or blank("Recruiter") }}'
        "{% if posting.extra.shift.start %}x{% endif %}"
    )
    assert shown(place, template) == "[Recruiter: to be completed]"
    assert broken(place, "{{ posting.extra.recruiter }}").code == "KR306"


@pytest.mark.parametrize("employer", [None, "firm"])
def test_a_role_alone_knows_the_names_that_are_declared(employer: str | None, place: Path) -> None:
    """No posting, or no employer: nothing is set, and wrong names are told all the same."""
    add(place, "employers/firm.yaml", DECLARED)
    parts = ("posting", "employer", "role")
    asked = "".join(f"{{% if {part}.extra.recruiter %}}x{{% endif %}}" for part in parts)
    loop = "{% for one in posting.extra.languages %}x{% endfor %}"
    assert shown(place, f"{asked}{loop}y", "own", employer) == "y"
    found = broken(place, "{% if posting.extra.nope %}x{% endif %}", "own", employer)
    assert found.code == "KR304"


def test_a_posting_that_is_not_there_would_have_the_employers(place: Path) -> None:
    """Also what it sets and does not declare."""
    add(place, "employers/firm.yaml", "extra: {fax: 5, tags: [a]}\n")
    template = (
        "{% if posting.extra.fax %}x{% endif %}{% for one in posting.extra.tags %}x{% endfor %}"
        "{{ employer.extra.fax }}"
    )
    assert shown(place, template, "own", "firm") == "5"


def test_declared_types_are_read(place: Path) -> None:
    """A number even where its last zero would be lost, yes and no, a date."""
    add(place, "employers/firm.yaml", DECLARED)
    more = (
        "extra: {recruiter: 7, headcount: 3.10, urgent: yes, review: 2027-01-05, "
        "inbox: a@b.example, page: 'https://b.example', languages: [en], shift: {start: 8}}\n"
    )
    add(place, "postings/job.yaml", more)
    extra = resolved(place).job.posting.extra  # type: ignore[union-attr]
    assert {**extra, "shift": dict(extra["shift"])} == {
        "recruiter": "7",
        "headcount": 3.1,
        "urgent": True,
        "review": datetime.date(2027, 1, 5),
        "inbox": "a@b.example",
        "page": "https://b.example",
        "languages": ("en",),
        "shift": {"start": 8},
    }
    template = "{{ posting.extra.review | date }}{% if posting.extra.urgent %} at once{% endif %}"
    assert shown(place, template) == "January 5, 2027 at once"


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("recruiter: [Ana, Ben]", "KR202", "write one value behind `recruiter:`"),
        ("headcount: three", "KR206", "write digits only, such as `headcount: 3`"),
        ("headcount: 1,000", "KR206", "1000"),
        ("urgent: maybe", "KR208", "write yes or no"),
        ("review: 5.1.2027", "KR205", "2027-01-05"),
        ("inbox: ana", "KR212", "write it like jobs@example.com"),
        ("page: b.example", "KR212", "write it whole, such as https://example.com/jobs"),
        ("languages: en", "KR202", "write `languages: [en]`"),
        ("languages: {a: b}", "KR202", "write `languages: […]`"),
        ("shift: early", "KR202", "write `shift: {some_name: early}`"),
    ],
)
@pytest.mark.parametrize("file", ["postings/job.yaml", "employers/firm.yaml", "roles/own.yaml"])
def test_another_type_is_told_at_its_place(
    file: str, written: str, code: str, hint: str, place: Path
) -> None:
    """What is declared holds for role, employer and posting."""
    add(place, "employers/firm.yaml", DECLARED)
    add(place, file, f"extra:\n  {written.replace('1,000', chr(39) + '1,000' + chr(39))}\n")
    found = refused(place)[0]
    assert (found.code, found.span and found.span.source.name) == (code, file)
    assert hint in (found.hint or "")
    assert "in the employer's `extra_fields`" in found.message


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("extra: Ana", "KR102", "give each value a name: `extra: {some_name: Ana}`"),
        ("extra: [a, b]", "KR102", "give each value a name: `extra: {some_name: …}`"),
        ("extra: {Cost-Center: 5}", "KR107", "write `cost_center`, so that templates can name it"),
        ("extra: {2nd: 5}", "KR107", "write `n_2nd`, so that templates can name it"),
        ("extra: {a: {b: {c: 1}}}", "KR102", "write `a_b` beside `a:`, with what stands here"),
        ("extra: {a: {b: [1]}}", "KR102", "write `a_b` beside `a:`, with what stands here"),
        ("extra: {a: [x, [y]]}", "KR102", "write it like `a: [x]`"),
        ("extra: {a: [{b: c}]}", "KR102", "write it like `a: [one, two]`"),
        ("extra: {a: }", "KR104", "write a value, delete the line"),
        ("extra: {a: TBD}", "KR231", "write the value, or leave the line out"),
        ("extra: {gone: {remove: true, b: 1}}", "KR113", "write `{remove: true}` and nothing else"),
        ("extra: {fax: [1]}", "KR101", "write the same kind of value"),
    ],
)
def test_what_cannot_stand_there_is_told(written: str, code: str, hint: str, place: Path) -> None:
    """With its place and what to write instead."""
    if "fax" in written:
        add(place, "employers/firm.yaml", "extra: {fax: 5}\n")
    add(place, "postings/job.yaml", f"{written}\n")
    (found,) = refused(place)
    assert (found.code, found.span and found.span.line) == (code, 5)
    assert hint in (found.hint or "")


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("recruiter: {type: txt}", "KR214", "did you mean `text`?"),
        ("recruiter: text", "KR102", "`recruiter: {type: text}`"),
        ("Cost-Center: {type: text}", "KR107", "write `cost_center`"),
        ("recruiter: {kind: text}", "KR103", "type, meaning"),
    ],
)
def test_what_cannot_be_declared_is_told(written: str, code: str, hint: str, place: Path) -> None:
    """In the employer's file."""
    add(place, "employers/firm.yaml", f"extra_fields:\n  {written}\n")
    found = refused(place)[0]
    assert (found.code, found.span and found.span.line) == (code, 4)
    assert hint in (found.hint or "")


def test_a_name_almost_like_a_declared_one_is_a_warning(place: Path) -> None:
    """Others are free."""
    add(place, "employers/firm.yaml", DECLARED)
    add(place, "postings/job.yaml", "extra: {recruter: Ana, desk: 5}\n")
    (found,) = [each for each in resolved(place).diagnostics if each.code == "KR238"]
    pinned([found])
    assert found.severity is Severity.WARNING
    assert (found.span and found.span.text, found.hint) == ("recruter", "did you mean `recruiter`?")


def test_the_schema_has_what_is_declared(place: Path) -> None:
    """With its meaning and type; other names are free, in the forms that own data has."""
    add(place, "employers/firm.yaml", DECLARED)
    write(place, "employers/other.yaml", "name: Other\nextra_fields: {headcount: {}}\n")
    schema = json.loads(schema_text("posting", open_library(place)))
    extra = _extra(schema)
    assert extra["properties"]["recruiter"]["description"] == "Who fills the job"
    fits = jsonschema.Draft202012Validator(schema).is_valid
    base: dict[str, Any] = {"role": "own", "employer": "firm", "workplace": "onsite"}
    for good in (
        {"recruiter": "Ana", "review": "2027-01-05", "languages": ["en"], "shift": {"start": 8}},
        {"headcount": "by the other's word", "free": ["x", 1], "more": {"x": 1}},
        {"recruiter": {"remove": True}},
    ):
        assert fits(base | {"extra": good}), good
    for bad in ({"languages": "en"}, {"review": "soon"}, {"Cost-Center": 1}, {"free": [["x"]]}):
        assert not fits(base | {"extra": bad}), bad


def _extra(schema: dict[str, Any]) -> dict[str, Any]:
    form = schema["properties"]["extra"]
    return form.get("anyOf", [form])[0]  # type: ignore[no-any-return]


def test_the_shape_of_the_tree_is_kept(place: Path) -> None:
    """`show --json` has it as it is."""
    add(place, "postings/job.yaml", "extra: {tags: [a], shift: {start: 8}}\n")
    told = json.loads(run("show", "job", "--json").stdout)
    written = parse("tags: [a]\nshift: {start: 8}\n", "x")
    assert told["posting"]["extra"] == as_python(written) | {"shift": {"start": 8}}  # type: ignore[operator]
