"""The fields that templates know are those of the models, whether there is a value or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles.compose.template_values import Items, Missing, Text, record
from kamroles.document import plain_text
from kamroles.model.employer import Employer
from kamroles.model.fields import Group, fields_of, shown_fields_of
from kamroles.model.job import Job
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from tests.unit.compose.jobs import made, make_job, problems
from tests.values import model_of

if TYPE_CHECKING:
    from kamroles.model.base import Model

TOPS: dict[str, type[Model]] = {"role": Role, "employer": Employer, "posting": Posting}
UNPRINTED = {"flsa_tendency", "pay_references"}
"""What helps the author of a role only."""


def _optional_groups(model: type[Model], path: str) -> dict[str, tuple[str, ...]]:
    """Return the fields of every group of fields that may be left out, by path."""
    found: dict[str, tuple[str, ...]] = {}
    for name, field in fields_of(model).items():
        if isinstance(field.kind, Group) and (path, name) not in {("role", n) for n in UNPRINTED}:
            found |= _optional_groups(field.kind.model, f"{path}.{name}")
            if field.default is None:
                found[f"{path}.{name}"] = tuple(fields_of(field.kind.model))
    return found


GROUPS = {path: names for top in TOPS for path, names in _optional_groups(TOPS[top], top).items()}


def _bare() -> Job:
    """Return a role that says nothing but its title."""
    return Job("bare", model_of(Role, {"id": "bare", "title": "Bare"}))


def _asked(path: str, *names: str) -> str:
    """Return template text that asks for fields one after another."""
    return "".join(f"{{% if {path}.{name} %}}x{{% endif %}}" for name in names)


@pytest.mark.parametrize("name", ["employer", "posting"])
def test_a_missing_employer_or_posting_has_the_fields_of_its_model(name: str) -> None:
    """A template without one is checked like any other."""
    fields = {n for n, field in fields_of(TOPS[name]).items() if not field.said.unprinted}
    assert set(record(TOPS[name], None, name).names()) == fields
    assert made(_asked(name, *fields), _bare()).diagnostics == ()


def test_groups_that_may_be_missing_have_the_fields_of_their_models() -> None:
    """So that a wrong name is told even where the group is absent, and no other."""
    assert set(GROUPS) == {
        *("posting.pay", "posting.pay.base", "posting.pay.variable", "posting.pay.ote"),
        *("posting.flsa", "posting.pay_left_out", "posting.approval", "posting.workload"),
        *("posting.weekly_hours", "posting.contract", "posting.work_authorization"),
        *("role.book", "role.outlook", "role.conditions.travel"),
    }
    for path, names in GROUPS.items():
        found = problems(f"# T\n{_asked(path, *names, 'nope')}", _bare())
        assert [(d.code, d.span and d.span.text) for d in found] == [("KR304", ".nope")]


@pytest.mark.parametrize("name", ["employer", "posting"])
def test_lists_of_a_missing_employer_or_posting_are_empty_lists(name: str) -> None:
    """Templates can loop over them without asking first; nothing else has a value."""
    filled = record(TOPS[name], getattr(make_job(), name), name)
    missing = record(TOPS[name], None, name)
    lists = {field for field in filled.names() if isinstance(filled.field(field), Items)}
    assert {"benefits", "statements", "apply"} < lists
    assert list(missing.field("extra").names()) == []
    for field in [field for field in missing.names() if field != "extra"]:
        value = missing.field(field)
        assert (value == Items()) if field in lists else isinstance(value, Missing), field


def test_one_value_is_a_list_where_templates_go_through_it() -> None:
    """A template that loops over areas gets no letters; `workplace` is as it was written."""
    posting = record(Posting, make_job(posting={"remote_from": "DE"}).posting, "posting")
    assert list(posting.field("remote_from")) == ["DE"]
    assert isinstance(posting.field("workplace"), str)


def test_a_rich_field_is_known_where_it_stands() -> None:
    """Markdown is read in the declared fields only."""
    posting = record(Posting, make_job().posting, "posting")
    statement = posting.field("statements")[0]
    assert statement.field("text").rich
    assert not statement.field("title").rich
    assert posting.field("apply")[0].field("text").rich
    assert not posting.field("benefits")[0].field("text").rich
    assert record(Employer, make_job().employer, "employer").field("about").rich


def test_values_know_the_path_they_were_written_at() -> None:
    """Ids stand for positions, as in the paths that lead to a place in a file."""
    job = make_job()
    role = record(Role, job.role, "role")
    text = role.field("responsibilities")[0].field("text")
    assert isinstance(text, Text)
    assert text.path == "role.responsibilities.plan.text"
    assert role.field("interfaces").field("internal")[1].path == "role.interfaces.internal.1"
    assert role.field("conditions").field("travel").field("max").path == (
        "role.conditions.travel.max"
    )
    for path, written in {
        "role.responsibilities.plan.text": '"Write and keep a yearly plan for each key account"',
        "role.interfaces.internal.1": '"claims"',
        "role.conditions.travel.max": "40",
    }.items():
        span = job.span(path)
        assert span
        assert span.text == written


def test_what_helps_the_author_only_is_out_of_reach() -> None:
    """A library's judgment cannot be printed by mistake."""
    assert {n for n, field in shown_fields_of(Role).items() if field.said.unprinted} == UNPRINTED
    for name in UNPRINTED:
        found = problems(f"# T\n{{% if role.{name} %}}x{{% endif %}}")
        assert [(d.code, d.span and d.span.text) for d in found] == [("KR304", f".{name}")]


def test_overrides_are_seen_as_they_were_written() -> None:
    """A template may ask what a posting or a team changes of the role."""
    overrides = {"book": {"text": "12 groups"}, "tools": ["CRM"]}
    job = make_job(
        posting={"overrides": overrides}, employer={"teams": {"east": {"overrides": overrides}}}
    )
    for path in ("posting.overrides", 'employer.teams["east"].overrides'):
        document = made(f"{{{{ {path}.book.text }}}}, {{{{ {path}.tools[0] }}}}", job).document
        assert plain_text(document).splitlines()[-1] == "12 groups, CRM"
