"""An employer of the tests that does not exist, stands on ``.example``, and publishes."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from kamroles import pipeline
from kamroles.channels.opening import Opening
from kamroles.pipeline.life import postings_today
from tests.e2e.command import Ran, run
from tests.e2e.conftest import write

if TYPE_CHECKING:
    from pathlib import Path

TODAY = datetime.date(2026, 11, 23)
NAME = "buyer-portland"
ROLE, FIRM, POSTING = "roles/buyer.yaml", "employers/quarry.yaml", f"postings/{NAME}.yaml"
FILES = {
    "kamroles.yaml": 'site: {url: "https://jobs.quarry.example/careers"}\nkinds: [posting]\n',
    "roles/families/purchasing.yaml": "{}\n",
    ROLE: """\
title: Flour & Grain Buyer
family: purchasing
summary: You buy the flour & grain that our bakers need, at a fair price.
customer_facing: no
responsibilities:
  - {id: buy, text: Buy flour from mills that are < 100 miles away., share: 60}
  - {id: visit, text: Visit each mill twice a year., share: 40}
requirements:
  - {id: mills, text: Three years of work with mills or farms}
""",
    FIRM: """\
name: Quarry & Sons Bakery
site: https://quarry.example
country: US
about: We bake bread in Oregon. We are 40 people in three bakeries.
locations:
  - id: portland
    street: 12 Mill Lane
    city: Portland
    region: OR
    postal_code: "97204"
    country: US
  - {id: bend, street: 3 Oven Road, city: Bend, region: OR, postal_code: "97701", country: US}
  - id: hamburg
    street: Brotweg 1
    city: Hamburg
    postal_code: "20095"
    country: DE
apply:
  - {id: online, text: Send us a page about your work., url: "https://quarry.example/apply"}
""",
    POSTING: """\
role: buyer
employer: quarry
places: [portland, bend]
workplace: hybrid
office_days: two days a week
pay: {min: 50000, max: 56000}
posted: 2026-11-02
closes: 2026-12-18
contact_email: jobs@quarry.example
flsa: {status: exempt, decided_by: Director, decided_on: 2026-10-01}
""",
}


def workspace(folder: Path, changed: dict[str, str] | None = None) -> Path:
    """Write the workspace, some of its files changed or added, and let it open every posting."""
    for name, content in (FILES | (changed or {})).items():
        write(folder, name, content)
    release(folder)
    return folder


def release(folder: Path) -> None:
    """Confirm and approve every posting that can be."""
    for path in sorted((folder / "postings").glob("*.yaml")):
        run("confirm", path.stem, "--by", "Director", at=folder)
        run("approve", path.stem, "--kind", "posting", "--by", "Director", "-y", at=folder)


def changed(file: str, *changes: tuple[str, str]) -> dict[str, str]:
    """Return a file of the workspace with some passages changed."""
    text = FILES[file]
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {file: text}


def opening(folder: Path, name: str = NAME) -> Opening:
    """Return a posting of a workspace as channels see it."""
    library = pipeline.open_library(folder)
    found = {each.name: Opening.of(each) for each in postings_today(library, TODAY)}
    made = found[name]
    assert made
    return made


def feed(board: str, at: Path) -> Ran:
    """Run the command that prints a feed."""
    return run("feed", board, "-o", "-", at=at)
