"""A job family is a file: one of a workspace's own is as good as one that ships."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import jsonschema
import pytest
from click.shell_completion import ShellComplete

from kamroles import pipeline
from kamroles.cli import main
from kamroles.diagnostics import Problems
from kamroles.document import plain_text
from kamroles.render import FORMATS
from tests.conftest import AS_OF
from tests.e2e.conftest import write
from tests.pages import blocks
from tests.parity import extract
from tests.unit.cli.running import run
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

POSTING = "software-engineer-utrecht"
OF_ACCOUNT_MANAGEMENT = re.compile(
    r"account|client|customer|book of|quota|renew|portfolio|territor|\bsales?\b|\bsell\b|upsell"
    r"|cross-sell|churn|retention|prospect|forecast|carrier|underwrit|producer|broker|licen[cs]e"
    r"|\bCRM\b|buyer|negotiat|commission",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def place(
    sample_workspace: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the sample workspace with the family, role and posting that the guide writes."""
    folder = shutil.copytree(sample_workspace, tmp_path_factory.mktemp("families") / "workspace")
    for block in blocks(repository / "docs/how-to/add-a-job-family.md"):
        if block.mark == "file":
            write(folder, block.value, block.body)
    assert run("-C", str(folder), "confirm", POSTING).exit_code == 0
    kinds = (word for kind in ("posting", "description") for word in ("--kind", kind))
    done = run("-C", str(folder), "approve", POSTING, *kinds, "--by", "Head of People", "--yes")
    assert done.exit_code == 0, done.output
    return folder


def test_a_role_from_scratch_reads_like_its_own_trade(place: Path) -> None:
    """In every kind and format, complete, and without a word of account management."""
    library = pipeline.open_library(place)
    options = pipeline.Options(AS_OF, tuple(FORMATS), place)
    for kind in pipeline.kinds(library):
        composed, found = pipeline.compose(library, pipeline.Order(POSTING, kind), options)
        assert list(found) == []
        assert composed.document.draft == ""
        for format in FORMATS:
            said = " ".join(extract(format, pipeline.render_bytes(composed, format)))
            for line in ("Software Engineer", "Write tested code in small changes"):
                assert line in said, (kind, format)
            about = "Kadewind makes software with which retailers sell and measure advertising"
            said = said.replace(about, "")
            assert OF_ACCOUNT_MANAGEMENT.findall(said) == [], (kind, format)


@pytest.mark.parametrize("employer", [None, "kadewind"])
def test_a_role_alone_does_too(place: Path, employer: str | None) -> None:
    """Without a posting there are gaps to fill, and no words from elsewhere."""
    library = pipeline.open_library(place)
    options = pipeline.Options(AS_OF, ("md",), place)
    for kind in pipeline.kinds(library):
        order = pipeline.Order("software-engineer", kind, employer)
        composed, _ = pipeline.compose(library, order, options)
        said = plain_text(composed.document).replace("retailers sell and measure", "")
        assert OF_ACCOUNT_MANAGEMENT.findall(said) == [], kind


def test_the_rules_have_nothing_against_it(place: Path) -> None:
    """The guide writes what `check` takes."""
    report = pipeline.check(pipeline.open_library(place), [POSTING, "software-engineer"], AS_OF)
    assert [str(found) for found in report.diagnostics] == []


def test_the_pack_goes_to_those_who_serve_customers(place: Path, tmp_path: Path) -> None:
    """The family says who does; a role can say otherwise."""
    folder = shutil.copytree(place, tmp_path / "workspace")
    base = "family: engineering\ntitle: Engineer\n"
    write(folder, "roles/inside.yaml", base)
    write(folder, "roles/outside.yaml", f"{base}customer_facing: yes\n")
    library = pipeline.open_library(folder)

    def terms(role: str) -> set[str]:
        resolved = library.job(library.find(role), employer="kadewind")
        return {term.id for term in resolved.job.role.glossary}

    assert terms("inside") == set()
    assert "annual-recurring-revenue" in terms("outside")
    assert "annual-recurring-revenue" in terms("account-manager")
    assert terms("identity-and-access-administrator").isdisjoint({"annual-recurring-revenue"})


def test_the_title_is_the_familys_own(place: Path, tmp_path: Path) -> None:
    """A role without a title is called by its file, not by its family."""
    folder = shutil.copytree(place, tmp_path / "workspace")
    write(folder, "roles/test-engineer.yaml", "family: engineering\n")
    library = pipeline.open_library(folder)
    assert library.job(library.find("test-engineer")).job.role.title == "Test Engineer"


def test_an_unknown_family_is_told_with_the_nearest(place: Path, tmp_path: Path) -> None:
    """Those of the workspace are known like those that ship."""
    folder = shutil.copytree(place, tmp_path / "workspace")
    write(folder, "roles/wrong.yaml", "title: Wrong\nfamily: enginering\n")
    library = pipeline.open_library(folder)
    with pytest.raises(Problems) as caught:
        library.job(library.find("wrong"))
    found = caught.value.diagnostics
    pinned(found)
    assert [each.code for each in found] == ["KR502", "KR214"]
    assert {(each.span.line, each.span.column) for each in found if each.span} == {(2, 9)}
    assert all("`engineering`" in (each.hint or "") for each in found)


def test_commands_know_the_family(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`list`, `explain`, `schema` and completion."""
    monkeypatch.chdir(place)
    listed = run("list", "roles", "--family", "engineering").stdout
    assert [line.split()[0] for line in listed.splitlines()] == ["software-engineer"]
    explained = run("explain", "software-engineer", "measures.lead-time.text").stdout
    assert "family engineering  roles/families/engineering.yaml:12:11" in explained
    shell = ShellComplete(main, {}, "kamroles", "_KAMROLES_COMPLETE")
    offered = shell.get_completions(["list", "--family"], "eng")
    assert [item.value for item in offered] == ["engineering"]
    schema = json.loads(run("schema", "role").stdout)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"family": "engineering"})
    assert validator.is_valid({"family": "commercial"})
    assert not validator.is_valid({"family": "enginering"})


def test_a_workspace_that_cannot_be_used_still_has_a_schema(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor helps to mend it."""
    folder = shutil.copytree(place, tmp_path / "workspace")
    write(folder, "kamroles.yaml", "theme: [\n")
    monkeypatch.chdir(folder)
    done = run("schema", "role")
    assert done.exit_code == 0
    assert "engineering" in json.loads(done.stdout)["properties"]["family"]["anyOf"][0]["enum"]
