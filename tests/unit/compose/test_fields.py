"""The fields that templates know are those of the models."""

from __future__ import annotations

import types
import typing
from typing import Any

from kamroles.compose.fields import FIELDS, LISTS, UNPRINTED
from kamroles.compose.values import Text, record
from kamroles.model.base import Model
from kamroles.model.employer import Employer
from kamroles.model.job import RICH_FIELDS
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from tests.unit.compose.jobs import make_job, problems

TOPS: dict[str, type[Model]] = {"role": Role, "employer": Employer, "posting": Posting}


def _bare(annotation: Any) -> Any:
    """Return an annotation without ``| None`` and notes."""
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return next(_bare(a) for a in typing.get_args(annotation) if a is not type(None))
    if typing.get_origin(annotation) is typing.Annotated:
        return _bare(typing.get_args(annotation)[0])
    return annotation


def _optional_groups(model: type[Model], path: str) -> dict[str, tuple[str, ...]]:
    """Return the fields of every group of fields that may be left out, by path."""
    found: dict[str, tuple[str, ...]] = {}
    for name, info in model.model_fields.items():
        inner = _bare(info.annotation)
        if isinstance(inner, type) and issubclass(inner, Model):
            found |= _optional_groups(inner, f"{path}.{name}")
            if info.default is None:
                found[f"{path}.{name}"] = tuple(inner.model_fields)
    return found


def test_the_fields_of_employer_and_posting_are_those_of_their_models() -> None:
    """A field added to a model must be added to the table."""
    for name in ("employer", "posting"):
        assert set(FIELDS[name]) == set(TOPS[name].model_fields), name


def test_groups_that_may_be_missing_have_the_fields_of_their_models() -> None:
    """So that a wrong name is told even where the group is absent."""
    groups = {}
    for name, model in TOPS.items():
        groups |= _optional_groups(model, name)
    printed = {p: set(n) for p, n in groups.items() if p.split(".")[1] not in UNPRINTED}
    assert printed == {p: set(n) for p, n in FIELDS.items() if "." in p}


def test_lists_of_a_missing_employer_or_posting_are_empty_lists() -> None:
    """Templates can loop over them without asking first."""
    for name in ("employer", "posting"):
        filled = make_job()
        values = filled.employer if name == "employer" else filled.posting
        assert values is not None
        lists = {f"{name}.{field}" for field, value in values.items() if isinstance(value, list)}
        assert lists == {path for path in LISTS if path.startswith(name)}


def test_a_rich_field_is_known_where_it_stands() -> None:
    """Markdown is read in the declared fields only."""
    posting = record(make_job().posting, "posting")
    statement = posting.field("statements")[0]
    assert statement.field("text").rich
    assert not statement.field("title").rich
    assert record(make_job().employer, "employer").field("about").rich
    assert "statements.text" in RICH_FIELDS


def test_values_know_the_path_they_were_written_at() -> None:
    """Ids stand for positions, as in the side table of spans."""
    role = record(make_job().role, "role")
    text = role.field("responsibilities")[0].field("text")
    assert isinstance(text, Text)
    assert text.path == "role.responsibilities.plan.text"
    assert role.field("interfaces").field("internal")[1].path == "role.interfaces.internal.1"
    assert role.field("conditions").field("travel").field("max").path == (
        "role.conditions.travel.max"
    )


def test_what_helps_the_author_only_is_out_of_reach() -> None:
    """A library's judgment cannot be printed by mistake."""
    assert set(UNPRINTED) <= set(Role.model_fields)
    for name in UNPRINTED:
        found = problems(f"# T\n{{% if role.{name} %}}x{{% endif %}}")
        assert [d.message for d in found] == [
            f"`role.{name}` helps the author and is never printed"
        ]
        assert "posting." in (found[0].hint or "")
