"""The shipped roles say in their headlines what the job is and what it is measured by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles.pipeline import Options, Order, adverts, compose, open_library
from tests.conftest import AS_OF
from tests.e2e.conftest import write

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.library import Library
    from kamroles.model.role import Role

MADE_BY = {
    "account-profit": "forecast",
    "active-users": "product-usage",
    "ad-return": "optimization",
    "aged-receivables": "billing",
    "agreement-use": "rollouts",
    "audit-findings": "audit-evidence",
    "baseline-discipline": "baseline-changes",
    "certificate-turnaround": "policy-changes",
    "checks-current": "customer-checks",
    "client-margin": "billing",
    "communities-served": "contact-rhythm",
    "community-feedback": "community-programs",
    "complete-records": "records",
    "contract-margin": "forecast",
    "correct-final-bills": "billing",
    "credit-quality": "credit-analysis",
    "customer-retention": "renewals",
    "departures-on-time": "departures",
    "enrollment-accuracy": "eligibility",
    "estimate-accuracy": "estimate",
    "executive-coverage": "executive-relations",
    "expansion": "growth",
    "file-audit": "records",
    "findings-closed": "reviews",
    "first-contact": "requests",
    "forecast-accuracy": "forecast renewals",
    "goals-reached": "account-plan",
    "gross-margin": "renewals",
    "gross-retention": "issues",
    "hours-used": "billing",
    "indices-explained": "variance",
    "lead-time": "starts",
    "net-retention": "renewals",
    "new-business": "growth",
    "new-customers": "prospecting",
    "on-time": "scheduling",
    "orphan-accounts": "orphans",
    "pacing": "billing",
    "pipeline-cover": "forecast",
    "portfolio-growth": "growth cross-selling",
    "preventive-completion": "maintenance",
    "price-exceptions": "renewals",
    "program-margin": "suppliers",
    "proposals-won": "proposals",
    "ramp-time": "hiring",
    "relationship-coverage": "stakeholder-map",
    "relationship-tenure": "contact-rhythm",
    "renewal-timeliness": "renewals",
    "renewals-on-time": "renewals",
    "repeat-incidents": "troubleshooting",
    "repeat-programs": "renewals",
    "request-turnaround": "issues",
    "response-time": "maintenance",
    "result-cost": "optimization",
    "revenue": "renewals growth",
    "reviews-completed": "certification",
    "reviews-on-time": "renewals",
    "revision-rounds": "presentations",
    "risks-closed": "product-usage",
    "rounded-accounts": "rounding",
    "safety-rate": "safety",
    "satisfaction": "contact-rhythm issues reviews on-site occupant-services",
    "schedule-execution": "schedule",
    "sell-out": "store-checks",
    "service-level-results": "service-levels",
    "share-of-wallet": "growth",
    "team-files": "policy-checking",
    "team-turnover": "coaching",
    "time-to-resolve": "issues",
    "time-to-value": "onboarding",
    "trade-return": "promotions",
    "value-confirmed": "reviews",
    "variance-reports": "variance",
    "win-rate": "growth",
}
"""The duties that make what is measured; one of them is enough."""
PACKS = ("agency", "banking", "benefits", "consumer-goods", "facilities", "insurance", "software")


def unmade(library: Library, name: str, employer: str | None = None) -> list[str]:
    """Return the measures of a role without a duty in its posting that makes them."""
    options = Options(AS_OF, (), library.workspace.root)
    composed, _ = compose(library, Order(name, "posting", employer), options)
    role = library.job(library.find(name), employer=employer).job
    out = adverts.left_out(role, composed.document)
    printed = {d.id for d in role.role.responsibilities if f"responsibilities.{d.id}" not in out}
    return [m.id for m in role.role.measures if printed.isdisjoint(MADE_BY[m.id].split())]


def test_six_to_nine_duties_are_headlines(tmp_path: Path) -> None:
    """Fewer say too little, and a posting has room for no more."""
    counts = {role.id: sum(d.headline for d in role.responsibilities) for role in _roles(tmp_path)}
    assert {name: n for name, n in counts.items() if not 6 <= n <= 9} == {}


def test_three_or_four_measures_are_headlines(tmp_path: Path) -> None:
    """What the job stands and falls with."""
    counts = {role.id: sum(m.headline for m in role.measures) for role in _roles(tmp_path)}
    assert {name: n for name, n in counts.items() if n not in {3, 4}} == {}


def _roles(folder: Path) -> list[Role]:
    library = open_library(folder)
    return [library.job(library.find(name)).job.role for name in library.ids("roles")]


def test_whoever_is_measured_by_something_has_the_duty_that_makes_it(tmp_path: Path) -> None:
    """In the posting: a key account manager, too, reads of the profit and loss."""
    library = open_library(tmp_path)
    found = {name: unmade(library, name) for name in library.ids("roles")}
    assert {name: measures for name, measures in found.items() if measures} == {}


@pytest.mark.parametrize("pack", PACKS)
def test_also_in_every_trade(pack: str, tmp_path: Path) -> None:
    """A pack adds duties and measures of its own."""
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    write(tmp_path, "employers/firm.yaml", f"name: Firm\ncountry: US\nindustry: {pack}\n")
    library = open_library(tmp_path)
    names = ("account-manager", "key-account-manager", "enterprise-account-manager")
    found = {name: unmade(library, name, "firm") for name in names}
    assert found == {name: [] for name in names}


def test_the_profit_and_loss_is_in_a_key_account_managers_posting(sample_workspace: Path) -> None:
    """At an employer whose trade adds two duties, where it was lost before."""
    library = open_library(sample_workspace)
    options = Options(AS_OF, (), sample_workspace)
    order = Order("key-account-manager-portland", "posting")
    composed, _ = compose(library, order, options)
    job = library.job(library.find("key-account-manager-portland")).job
    assert "responsibilities.forecast" not in adverts.left_out(job, composed.document)
