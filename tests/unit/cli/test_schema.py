"""`schema` prints what an editor reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kamroles import pipeline
from kamroles.model.files import FILES
from kamroles.model.json_schema import schema_for
from tests.told import refused
from tests.unit.cli.running import run


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_is_printed_whole(kind: str) -> None:
    """As it is saved by `init`, and nothing beside it."""
    done = run("schema", kind)
    assert json.loads(done.stdout) == schema_for(kind, pipeline.open_library(Path()).ids)
    assert done.stderr == ""


def test_a_wrong_kind_is_wrong_usage() -> None:
    """With the nearest one."""
    done = run("schema", "postings")
    assert done.exit_code == 2
    assert "`posting`" in refused(done.stderr)
