"""A workspace of an employer that plainly does not exist, with postings in every state."""

from __future__ import annotations

import datetime
import shutil
from typing import TYPE_CHECKING

import pytest

from kamroles import pipeline
from kamroles.pipeline import approving

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.library import Library

TODAY = datetime.date(2026, 11, 23)
ROLE = """\
title: {title}
family: commercial
summary: Looks after the jars.
opening: You will look after the jars.
requirements: [{{id: care, text: Care with glass}}]
responsibilities: {{replace: [{{id: jars, text: Label every jar, share: 100, headline: yes}}]}}
measures: {{replace: [{{id: broken, text: Jars broken}}]}}
"""
EMPLOYER = """\
# Made up for tests: the address ends in .example, which nobody can have.
name: Umbel & Quince Jars
site: https://umbel-quince.example
country: US
color: "#7a3e12"
about: We put fruit into jars.
locations:
  - {id: salem, street: 1 Jar Lane, city: Salem, region: OR, postal_code: "97301", country: US}
  - {id: bend, city: Bend, region: OR, country: US}
benefits: [{id: leave, text: Twenty days of leave}]
statements:
  - {id: accommodation, title: Accommodation, text: Write to access@umbel-quince.example.}
apply:
  - {id: form, text: Send a page., url: https://umbel-quince.example/apply}
overrides:
  requirements: {replace: [{id: care, text: Care with glass}]}
"""
POSTING = """\
role: {role}
employer: umbel
places: [{places}]
workplace: onsite
pay: {{min: {least}, max: 90000}}
posted: 2026-11-0{day}
closes: 2026-12-18
flsa: {{status: exempt, decided_by: HR Director, decided_on: 2026-10-01}}
{more}"""
POSTINGS = {
    "jar-keeper-salem": ("jar-keeper", "salem", 60000, 2, ""),
    "jar-keeper-both": ("jar-keeper", "salem, bend", 70000, 3, ""),
    "lid-keeper-bend": ("lid-keeper", "bend", 50000, 4, ""),
    "lid-keeper-paused": ("lid-keeper", "bend", 50000, 4, "status: paused\n"),
    "lid-keeper-over": (
        "lid-keeper",
        "bend",
        50000,
        4,
        "status: closed\nstatus_since: 2026-11-20\n",
    ),
    "lid-keeper-draft": ("lid-keeper", "bend", 50000, 4, ""),
}
UNAPPROVED = {"lid-keeper-draft"}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the workspace; nobody changes it."""
    root = tmp_path_factory.mktemp("careers")
    files = {
        "kamroles.yaml": "kinds: [posting]\nsite: {url: 'https://umbel-quince.example/work', "
        "downloads: [txt]}\n",
        "employers/umbel.yaml": EMPLOYER,
        "roles/jar-keeper.yaml": ROLE.format(title="Jar Keeper"),
        "roles/lid-keeper.yaml": ROLE.format(title="Lid Keeper"),
    }
    for name, (role, places, least, day, more) in POSTINGS.items():
        said = POSTING.format(role=role, places=places, least=least, day=day, more=more)
        files[f"postings/{name}.yaml"] = said
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    library = pipeline.open_library(root)
    names = sorted(POSTINGS.keys() - UNAPPROVED)
    found, problems = approving.waiting(library, names, ["posting"], TODAY)
    assert problems == []
    approving.approve(library, found, "HR Director", datetime.date(2026, 11, 5))
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the workspace to work in and to change."""
    copy = tmp_path / "work"
    shutil.copytree(made, copy)
    monkeypatch.chdir(copy)
    return copy


@pytest.fixture
def library(root: Path) -> Library:
    """Return the library of the copy."""
    return pipeline.open_library(root)
