"""Every pack with every role that it reaches: right for the trade, and without contradiction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kamroles.library.titles import names_of_roles
from kamroles.model.base import plain
from kamroles.pipeline import Options, Order, compose, open_library, resolve
from kamroles.pipeline.catalog import list_entries
from kamroles.rules.registry import check_document, check_job
from kamroles.rules.texts import subject_of
from kamroles.source.nodes import Mapping, Scalar, Sequence
from tests.conftest import AS_OF
from tests.e2e.conftest import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kamroles.library import Library, Resolved
    from kamroles.model.job import Job
    from kamroles.model.role import Role

MOST_DUTIES = 3
SUBSCRIPTIONS = r"recurring revenue|subscri|software license|license review|usage data"
GOODS = r"shelf|retailer|shopper|sell-out"
COVER = r"premium|underwriter|\bcarrier"


@dataclass(frozen=True)
class Trade:
    """What a pack brings, and words that would be out of place with it."""

    license: bool
    measures: tuple[str, ...]
    terms: tuple[str, ...]
    tools: tuple[str, ...]
    not_here: str
    no_terms: tuple[str, ...] = ("joint-business-plan",)


RECURRING = ("net-revenue-retention", "gross-revenue-retention", "annual-recurring-revenue")
TRADES = {
    "insurance": Trade(
        True, ("customer-retention",), ("loss-run", "underwriter"), ("agency-system",),
        f"{SUBSCRIPTIONS}|{GOODS}", (*RECURRING, "joint-business-plan"),
    ),
    "benefits": Trade(
        True, ("customer-retention",), ("census", "open-enrollment"), ("benefits-platform",),
        f"{SUBSCRIPTIONS}|{GOODS}", (*RECURRING, "joint-business-plan"),
    ),
    "software": Trade(
        False, ("customer-retention", "active-users"),
        ("annual-recurring-revenue", "renewal-uplift"), ("usage-data",),
        f"{GOODS}|{COVER}",
    ),
    "consumer-goods": Trade(
        False, ("sell-out", "trade-return"), ("joint-business-plan", "trade-spending"),
        ("retail-data",), f"{SUBSCRIPTIONS}|{COVER}", RECURRING,
    ),
    "agency": Trade(
        False, ("hours-used",), ("brief", "retainer"), ("time-sheets",), f"{GOODS}|{COVER}",
        ("annual-recurring-revenue", "joint-business-plan"),
    ),
    "banking": Trade(
        False, ("checks-current", "portfolio-growth"), ("know-your-customer",), ("core-banking",),
        f"{SUBSCRIPTIONS}|{GOODS}|{COVER}", (*RECURRING, "joint-business-plan"),
    ),
    "facilities": Trade(
        False, ("service-level-results",), ("scope-of-work",), ("maintenance-system",),
        f"{GOODS}|{COVER}", ("annual-recurring-revenue", "joint-business-plan"),
    ),
}  # fmt: skip
OUT_OF_REACH = {"control-account-manager", "identity-and-access-administrator"}
PACKS = Path(__file__).parents[3] / "roles" / "packs"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return what ships, with one employer for each trade."""
    place = tmp_path_factory.mktemp("trades")
    write(place, "kamroles.yaml", "name: Trades\n")
    for trade in TRADES:
        write(place, f"employers/{trade}.yaml", f"name: Sample\nindustry: {trade}\ncountry: US\n")
    return open_library(place)


@pytest.fixture(scope="module")
def alone(library: Library) -> dict[str, Job]:
    """Return the roles that take up the employer's trade, as they are without one."""
    jobs = {name: job(library, name) for name in library.ids("roles")}
    return {
        name: each
        for name, each in jobs.items()
        if not each.role.industry and name not in OUT_OF_REACH
    }


_KEPT: dict[tuple[str, str | None], Resolved] = {}


def resolved(library: Library, name: str, trade: str | None = None) -> Resolved:
    """Return a role at an employer of a trade; each is worked out once."""
    if (name, trade) not in _KEPT:
        _KEPT[name, trade] = resolve(library, Order(name, "", trade), AS_OF)
    assert _KEPT[name, trade].diagnostics == ()
    return _KEPT[name, trade]


def job(library: Library, name: str, trade: str | None = None) -> Job:
    """Return it without how it came about."""
    return resolved(library, name, trade).job


def ids(items: Iterable[Any]) -> set[str]:
    """Return the ids in a list."""
    return {item.id for item in items}


def test_every_pack_is_tested(library: Library) -> None:
    """A new one says here what is right for it."""
    assert set(library.ids("roles/packs")) == set(TRADES)


def test_every_pack_says_whom_it_is_for(library: Library) -> None:
    """As its title, which no role takes over."""
    packs = {entry.id: entry for entry in list_entries(library, "packs")}
    assert all(entry.title.casefold() != name for name, entry in packs.items())
    assert job(library, "account-manager", "insurance").role.title == "Account Manager"


def test_who_takes_up_a_trade(alone: dict[str, Job]) -> None:
    """Account managers of every level and reach; who has a trade of its own keeps to it."""
    assert set(alone) == {
        "account-manager", "account-manager-i", "account-manager-ii", "account-manager-iii",
        "senior-account-manager", "key-account-manager", "strategic-account-manager",
        "national-account-manager", "global-account-manager",
        "enterprise-account-manager", "sales-account-manager", "digital-account-manager",
        "head-of-account-management",
    }  # fmt: skip


@pytest.mark.parametrize("trade", TRADES)
def test_every_pair_is_sound(trade: str, library: Library, alone: dict[str, Job]) -> None:
    """At most six musts, at most three duties more, all of the time shared out, no finding."""
    options = Options(AS_OF, (), Path())
    called = names_of_roles(library)
    tree = library.tree(PACKS / f"{trade}.yaml")
    unfit = {name for field, name in _removals(tree) if field == "responsibilities"}
    for name, before in alone.items():
        order = Order(name, "posting", trade)
        each = resolved(library, name, trade)
        role = each.job.role
        duties, had = ids(role.responsibilities), ids(before.role.responsibilities)
        assert had - duties <= unfit, name
        assert not unfit & duties, name
        assert len(duties - had) <= MOST_DUTIES, name
        assert sum(duty.share for duty in role.responsibilities) == 100, name
        assert 4 <= len(role.measures) <= 7, name
        composed, _ = compose(library, order, options, resolved=each)
        found = [*check_job(each.job, called), *check_document(composed.document, each.job)]
        assert [(name, d.code, d.message) for d in found] == []


@pytest.mark.parametrize("trade", TRADES)
def test_every_pair_reads_like_the_trade(
    trade: str, library: Library, alone: dict[str, Job]
) -> None:
    """Its license, measures, terms and tools are there, and nothing of another trade."""
    right = TRADES[trade]
    for name in alone:
        each = job(library, name, trade)
        role = each.role
        musts = {c.id for c in role.credentials if c.need == "must"}
        assert musts == ({"license"} if right.license else set()), name
        assert set(right.measures) <= ids(role.measures), name
        assert set(right.terms) <= set(role.terms), name
        assert set(right.tools) <= ids(role.tools), name
        assert not set(right.no_terms) & set(role.terms), name
        assert list(_out_of_place(each, right.not_here)) == [], name


def _out_of_place(each: Job, words: str) -> Iterator[str]:
    """Yield what the job description says that belongs to another trade."""
    shown = re.compile(
        r"role\.(summary|purpose|opening|responsibilities|measures|requirements|tools|interfaces)"
    )
    for written in subject_of(each, {}).texts:
        if shown.match(written.path) and re.search(words, written.text, re.IGNORECASE):
            yield f"{written.path}: {written.text}"


def test_words_out_of_place_are_seen(library: Library) -> None:
    """The check above can fail: measures of a subscription are no bank's."""
    each = job(library, "account-manager", "software")
    assert list(_out_of_place(each, TRADES["banking"].not_here))


@pytest.mark.parametrize("trade", TRADES)
def test_whoever_has_a_trade_keeps_it(trade: str, library: Library, alone: dict[str, Job]) -> None:
    """No license for a software role, no quota for a control account manager, at any employer."""
    for name in set(library.ids("roles")) - set(alone):
        here, there = job(library, name).role, job(library, name, trade).role
        assert plain(there) == plain(here), name
    for name in ("technical-account-manager", "customer-success-manager"):
        assert "license" not in ids(job(library, name, trade).role.credentials)
    control = job(library, "control-account-manager", trade).role
    assert not {"revenue", "customer-retention"} & ids(control.measures)


def test_a_manager_gets_the_tools_and_not_the_duties(library: Library) -> None:
    """Who leads account managers writes no briefs, and holds no book of two to five clients."""
    here, there = (job(library, "head-of-account-management", t).role for t in (None, "agency"))
    assert plain(there.responsibilities) == plain(here.responsibilities)
    assert plain(there.book) == plain(here.book)
    assert "time-sheets" in ids(there.tools)


@pytest.mark.parametrize("trade", TRADES)
def test_what_a_pack_removes_is_there_to_remove(trade: str, library: Library) -> None:
    """A removal that hits no role is a slip of the pen: nothing else would tell."""
    tree = library.tree(PACKS / f"{trade}.yaml")
    held = [job(library, name).role for name in library.ids("roles")]
    for field, name in _removals(tree):
        inside = [each for each in held if name in _held(each, field)]
        assert inside, f"{trade}: no role has `{name}` in {field}"


def _removals(tree: Mapping) -> Iterator[tuple[str, str]]:
    for entry in tree.entries:
        lists = [(entry.key.text, entry.value)]
        if isinstance(entry.value, Mapping):
            lists = [(f"{entry.key.text}.{e.key.text}", e.value) for e in entry.value.entries]
        for field, value in lists:
            for item in value.items if isinstance(value, Sequence) else ():
                gone = item.get("remove") if isinstance(item, Mapping) else None
                own = item.get("id") if isinstance(item, Mapping) else None
                if gone and (name := own or gone) and isinstance(name, Scalar):
                    yield field, name.text


def _held(role: Role, field: str) -> set[str]:
    value: Any = role
    for part in field.split("."):
        value = getattr(value, part)
    return {getattr(item, "id", item) for item in value}
