"""Whatever stands in a file, there is a document or a finding, and never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamroles.model.fields import fields_of
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from tests.conftest import examples
from tests.e2e.command import run
from tests.e2e.conftest import write

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Co"]), max_size=12)
SCALARS = st.one_of(
    WORDS,
    st.sampled_from(
        ["yes", "NO", "~", "", "01", "65.000", "1e9", "2026-02-30", "2026-12-18", "{{ role }}",
         "<b>", "# x", "account-manager", "renewals", "-1", "110", "hybrid", "US", "[", "'", '"x"'],
    ),
)  # fmt: skip
ITEMS = st.dictionaries(
    st.sampled_from(
        ["id", "text", "name", "share", "after", "remove", "replace", "when", "level", "min", "max"]
    ),
    SCALARS,
    max_size=3,
)
VALUES = st.one_of(SCALARS, ITEMS, st.lists(st.one_of(SCALARS, ITEMS), max_size=3))
ROLE = {"extends": "account-manager"}
POSTING = {"role": "accounts", "employer": "northgate", "places": ["salem"]}


def files(base: dict[str, object], fields: list[str]) -> SearchStrategy[str]:
    """Return arbitrary text, and sound files in which some fields hold anything."""
    some = st.dictionaries(st.sampled_from(fields), VALUES, max_size=2)
    return st.one_of(some.map(lambda tree: flowed(base | tree)), st.text(max_size=80))


def flowed(tree: object) -> str:
    """Return a tree as YAML in which single values are plain where they can be."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{k}: {flowed(v)}" for k, v in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(flowed, tree)) + "]"
    text = str(tree)
    return text if text.replace("-", "").isalnum() else "'" + text.replace("'", "''") + "'"


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(role=files(ROLE, list(fields_of(Role))))
def test_any_role(role: str, workspace: Path) -> None:
    """A role file may hold anything."""
    write(workspace, "roles/accounts.yaml", role.encode("utf-8", "surrogatepass"))
    check(workspace)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posting=files(POSTING, list(fields_of(Posting))))
def test_any_posting(posting: str, workspace: Path) -> None:
    """A posting file may hold anything."""
    write(workspace, "postings/salem.yaml", posting.encode("utf-8", "surrogatepass"))
    check(workspace)


def check(workspace: Path) -> None:
    """Build, and see that it ends with files or with findings that say something."""
    done = run("build", "-f", "md,txt", at=workspace)
    assert done.status in {0, 1}
    if done.status == 1:
        assert "error[KR" in done.err
