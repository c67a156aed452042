"""Names become jobs: search path, layers, overrides, and everything that is wrong at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.library.parts import Folds
from kamroles.model.base import plain
from kamroles.pipeline import Order, open_library, resolve
from tests.conftest import AS_OF
from tests.e2e.conftest import FILES, write
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic
    from kamroles.library import Resolved
    from kamroles.model.job import Job


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a small workspace."""
    for name, content in FILES.items():
        write(tmp_path, name, content)
    return tmp_path


def resolved(place: Path, name: str, *sets: str, employer: str | None = None) -> Resolved:
    """Return a job, worked out anew."""
    order = Order(name, "posting", employer, sets)
    return resolve(open_library(place), order, AS_OF)


def refused(
    place: Path, name: str, *sets: str, employer: str | None = None
) -> tuple[Diagnostic, ...]:
    """Return what stops a job."""
    with pytest.raises(Problems) as caught:
        resolved(place, name, *sets, employer=employer)
    pinned(caught.value.diagnostics)
    return caught.value.diagnostics


def codes(place: Path, name: str, *sets: str, employer: str | None = None) -> list[str]:
    """Return the codes of what stops a job."""
    return [each.code for each in refused(place, name, *sets, employer=employer)]


def test_the_workspace_comes_before_what_ships(place: Path) -> None:
    """A file of the same name replaces the shipped one."""
    write(place, "roles/account-manager.yaml", "title: Ours\n")
    assert resolved(place, "account-manager").job.role.title == "Ours"


def test_employers_and_postings_never_ship(tmp_path: Path) -> None:
    """Outside a workspace no role is mistaken for an employer or a posting."""
    library = open_library(tmp_path)
    assert library.ids("employers") == library.ids("postings") == {}
    assert library.find("account-manager").folder == "roles"


def test_both_endings_are_read(place: Path) -> None:
    """`.yml` is YAML too; two files with one name are refused, for one would be left out."""
    write(place, "roles/short.yml", "title: Short\n")
    assert resolved(place, "short").job.role.title == "Short"
    write(place, "roles/accounts.yml", "title: Other\n")
    assert codes(place, "accounts") == ["KR504"]


def test_layers_in_their_order(place: Path) -> None:
    """Company, country, team, posting, `--set`: whoever is nearer wins."""
    firm = FILES["employers/northgate.yaml"] + (
        "overrides: {reports_to: company, direct_reports: company, level: company}\n"
        "countries: {US: {overrides: {reports_to: country, direct_reports: country}}}\n"
        "teams: {west: {overrides: {reports_to: team}}}\n"
    )
    write(place, "employers/northgate.yaml", firm)
    posting = FILES["postings/salem.yaml"] + "team: west\n"
    write(place, "postings/salem.yaml", posting)
    role = resolved(place, "salem").job.role
    assert (role.reports_to, role.direct_reports, role.level) == (
        "team", "country", "company",
    )  # fmt: skip
    write(place, "postings/salem.yaml", posting + "overrides: {reports_to: posting}\n")
    assert resolved(place, "salem").job.role.reports_to == "posting"
    assert resolved(place, "salem", "reports_to=set").job.role.reports_to == "set"


def test_the_employers_own_duties_are_known(place: Path) -> None:
    """Those it added or worded; a share of time alone leaves the words the library's."""
    firm = "overrides: {responsibilities: [Fill the bins]}\n"
    write(place, "employers/northgate.yaml", FILES["employers/northgate.yaml"] + firm)
    posting = FILES["postings/salem.yaml"] + "overrides: {responsibilities: [Audit the bins]}\n"
    write(place, "postings/salem.yaml", posting)
    duties = resolved(place, "salem").job.role.responsibilities
    first, second = (duty.id for duty in duties[:2])
    sets = f"responsibilities.{first}.text=Mine", f"responsibilities.{second}.share=90"
    own = [first, "site-visits", "fill-the-bins", "audit-the-bins"]
    duties = resolved(place, "salem", *sets).job.role.responsibilities
    assert [duty.id for duty in duties if duty.own] == own


@pytest.mark.parametrize(
    ("name", "line", "own"),
    [
        ("postings/salem.yaml", "", False),
        ("postings/salem.yaml", "overrides: {career_path: {after: [Lead]}}\n", True),
        (
            "employers/northgate.yaml",
            "overrides: {career_path: {before: {replace: [Aide]}}}\n",
            True,
        ),
        ("roles/accounts.yaml", "career_path: {after: {replace: [Lead]}}\n", True),
    ],
)
def test_the_employers_own_career_path_is_known(
    place: Path, name: str, line: str, own: bool
) -> None:
    """Whatever file of the workspace words one side of it."""
    write(place, name, FILES[name] + line)
    assert resolved(place, "salem").job.role.career_path.own is own


def test_a_role_named_by_its_title_is_one_finding(place: Path) -> None:
    """No file has that name, so nothing is said about one."""
    posting = FILES["postings/salem.yaml"].replace("role: accounts", "role: Big Accounts")
    write(place, "postings/salem.yaml", posting)
    assert codes(place, "salem") == ["KR502"]


def test_what_jobs_share_changes_none_of_them(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is what it is alone, values and places, whatever was worked out before it."""
    names = ["salem", "accounts", "account-manager", "key-account-manager"]
    shared = open_library(place)
    orders = [Order(name, "", firm) for name in names for firm in (None, "northgate")]
    for order in [*orders, *reversed(orders)]:
        job = resolve(shared, order, AS_OF).job
        with monkeypatch.context() as patch:
            patch.setattr(Folds, "_shipped", {})
            alone = resolve(open_library(place), order, AS_OF).job
        assert _told(job) == _told(alone)


def _told(job: Job) -> list[object]:
    """Return every value of a job with its path and place."""
    every = [(path, plain(value), job.span(path)) for path, value in job.values()]
    return [job.id, job.country, *((path, value, str(span)) for path, value, span in every)]


def test_removed_duties_take_references_along(place: Path) -> None:
    """The family's note on duties is let go; a name that never was is a fault."""
    role = "extends: account-manager\nresponsibilities: {replace: [{id: a, text: Do it.}]}\n"
    write(place, "roles/accounts.yaml", role)
    tendency = resolved(place, "accounts").job.role.flsa_tendency
    assert tendency
    assert tendency.duties == ()
    write(place, "roles/accounts.yaml", role + "flsa_tendency: {duties: [b]}\n")
    assert codes(place, "accounts") == ["KR225"]


def test_everything_that_is_missing_is_told(place: Path) -> None:
    """Role, employer, and the posting's own faults come in one go."""
    posting = "role: nobody\nemployer: nowhere\nplaces: [x]\nopenings: many\n"
    write(place, "postings/salem.yaml", posting)
    assert codes(place, "salem") == ["KR502", "KR502", "KR207"]


def test_a_missing_parent_brings_no_false_alarm(place: Path) -> None:
    """Edits of what the parent would have given are not called unknown."""
    write(
        place,
        "roles/accounts.yaml",
        "extends: nobody\nresponsibilities: [{id: renewals, share: 5}]\nsumary: x\n",
    )
    assert codes(place, "accounts") == ["KR502", "KR103"]


@pytest.mark.parametrize("field", ["extends", "family", "industry", "id"])
def test_what_decides_the_layers_cannot_be_overridden(field: str, place: Path) -> None:
    """Neither in a file nor on the command line."""
    posting = FILES["postings/salem.yaml"] + f"overrides: {{{field}: software}}\n"
    assert codes(place, "salem", f"{field}=software") == ["KR508"]
    write(place, "postings/salem.yaml", posting)
    assert codes(place, "salem") == ["KR508"]


def _abroad(place: Path) -> None:
    """Give the employer a place in another country, with a duty and a manager of its own."""
    text = (
        FILES["employers/northgate.yaml"]
        + """countries:
  DE:
    overrides:
      reports_to: Leiter
      responsibilities: [{id: works-council, text: Agree shifts with the works council.}]
"""
    )
    firm = text.replace("locations:\n", "locations:\n  - {id: bonn, city: Bonn, country: DE}\n", 1)
    assert "bonn" in firm
    write(place, "employers/northgate.yaml", firm)


@pytest.mark.parametrize("value", ["[bonn]", "bonn", "{replace: [bonn]}"])
def test_places_that_are_set_replace_those_before(value: str, place: Path) -> None:
    """And choose the layers of their country, as they would in the file."""
    _abroad(place)
    set_, there = resolved(place, "salem", f"places={value}").job, resolved(place, "salem").job
    assert set_.posting
    assert [each.id for each in set_.posting.places] == ["bonn"]
    assert (set_.country, set_.role.reports_to) == ("DE", "Leiter")
    assert "works-council" in {duty.id for duty in set_.role.responsibilities}
    assert "works-council" not in {duty.id for duty in there.role.responsibilities}


@pytest.mark.parametrize("value", ["[salem]", "{replace: [salem]}"])
def test_the_layers_of_a_place_that_is_replaced_are_gone(value: str, place: Path) -> None:
    """A German posting done elsewhere keeps no German duty and manager."""
    _abroad(place)
    write(place, "postings/bonn.yaml", FILES["postings/salem.yaml"].replace("[salem]", "[bonn]"))
    assert resolved(place, "bonn").job.role.reports_to == "Leiter"
    moved = resolved(place, "bonn", f"posting.places={value}").job
    assert moved.country == "US"
    assert moved.role.reports_to == resolved(place, "salem").job.role.reports_to
    assert "works-council" not in {duty.id for duty in moved.role.responsibilities}


def test_role_and_team_can_be_set_for_once(place: Path) -> None:
    """What chooses a layer chooses it wherever it is set; a name that is none is told."""
    assert resolved(place, "salem", "role=account-manager").job.role.id == "account-manager"
    assert codes(place, "salem", "role=nobody") == ["KR502"]
    assert codes(place, "salem", "posting.team=nobody") == ["KR223"]
    assert codes(place, "salem", "overrides.reports_to=X") == ["KR508"]


def test_set_of_something_that_is_not_here(place: Path) -> None:
    """A role alone has no posting and no employer to change."""
    assert codes(place, "accounts", "posting.closes=2026-12-24") == ["KR508"]
    assert codes(place, "accounts", "employer.name=X") == ["KR508"]
    firm = resolved(place, "accounts", "name=X", employer="northgate").job.employer
    assert firm
    assert firm.name == "X"


def test_a_file_whose_name_is_no_id(place: Path) -> None:
    """It is said what to call it."""
    write(place, "roles/Head of Accounts.yaml", "title: Head\n")
    (found,) = refused(place, "Head of Accounts")
    assert found.code == "KR504"
    assert "head-of-accounts.yaml" in (found.hint or "")


@pytest.mark.parametrize(
    "name",
    ["commercial-lines-account-manager-i-los-angeles", "a-b-c-d-e-f-g-2", f"{'long-' * 20}name"],
)
def test_a_files_name_is_an_id_of_any_length(place: Path, name: str) -> None:
    """Only an id that is made from a text is short: a role and a place may have many words."""
    write(place, f"roles/{name}.yaml", "extends: accounts\n")
    assert resolved(place, name).job.role.id == name


def test_an_id_that_is_not_the_files_name(place: Path) -> None:
    """The file's name is the id."""
    write(place, "roles/accounts.yaml", FILES["roles/accounts.yaml"] + "id: other\n")
    assert codes(place, "accounts") == ["KR504"]


def test_a_long_circle_names_the_chain(place: Path) -> None:
    """Each role on the way is named, and the place that closes the circle."""
    for name, parent in (("a", "b"), ("b", "c"), ("c", "a")):
        write(place, f"roles/{name}.yaml", f"extends: {parent}\n")
    (found,) = refused(place, "a")
    assert "a -> b -> c -> a" in found.message
    assert found.span
    assert found.span.source.name.endswith("roles/c.yaml")


@pytest.mark.parametrize(
    "name", ["Key Account Manager", "KAM", "kam", "Key_Account-Manager", " key  account manager "]
)
def test_a_role_is_found_by_what_people_call_it(name: str, place: Path) -> None:
    """Title, alias and id, in any case."""
    assert resolved(place, name).job.id == "key-account-manager"


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("major-account-manager", "strategic-account-manager"),
        ("accounts-administrator", "identity-and-access-administrator"),
    ],
)
def test_the_id_of_a_role_that_is_gone_leads_to_its_heir(old: str, now: str, place: Path) -> None:
    """On the command line; a file that names it is told the new id."""
    assert resolved(place, old).job.id == now
    write(place, "roles/own.yaml", f"extends: {old}\ntitle: Own\n")
    with pytest.raises(Problems) as caught:
        resolved(place, "own")
    (found,) = caught.value.diagnostics
    assert found.code == "KR502"
    assert f"`{now}`" in (found.hint or "")


def test_a_posting_is_found_in_any_case(place: Path) -> None:
    """It comes before a role of that name."""
    write(place, "roles/other.yaml", "title: Salem\n")
    assert resolved(place, "SALEM").job.posting


def test_a_title_comes_before_an_alias(place: Path) -> None:
    """An alias that is another role's title is that role."""
    write(place, "roles/other.yaml", "title: Other\naliases: [Accounts]\n")
    assert resolved(place, "ACCOUNTS").job.id == "accounts"


def test_an_alias_of_several_roles_names_them(place: Path) -> None:
    """Nothing is guessed."""
    for name in ("east", "west"):
        write(place, f"roles/{name}.yaml", f"title: {name.title()}\naliases: [Regional]\n")
    (found,) = refused(place, "regional")
    assert (found.code, found.span) == ("KR501", None)
    assert "`east` (East), `west` (West)" in (found.hint or "")


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("key-acount-manager", "`key-account-manager`"),
        ("Custmer Account Manager", "`account-manager` (Customer Account Manager)"),
        ("salm", "`salem`"),
        ("zzz", "kamroles list roles WORDS"),
    ],
)
def test_the_nearest_name_is_offered(name: str, right: str, place: Path) -> None:
    """Of postings and roles, by id, title and alias."""
    found = refused(place, name)[0]
    assert found.code == "KR501"
    assert right in (found.hint or "")


def test_who_extends_an_alias_is_told_the_id(place: Path) -> None:
    """Files name each other by id only."""
    write(place, "roles/own.yaml", "extends: KAM\ntitle: Own\n")
    found = refused(place, "own")[0]
    assert (found.code, found.span and found.span.text) == ("KR502", "KAM")
    assert "`key-account-manager` (KAM)" in (found.hint or "")


def test_a_change_of_aliases_is_seen(place: Path) -> None:
    """A name leads where the files say now."""
    path = write(place, "roles/own.yaml", "title: Own\naliases: [First]\n")
    assert resolved(place, "first").job.id == "own"
    path.write_text("title: Own\naliases: [Second]\n")
    assert resolved(place, "second").job.id == "own"


@pytest.mark.parametrize("places", ["Dayton, Ohio", "[Dayton, Ohio]", "{city: Dayton}"])
def test_places_that_were_refused_are_not_missing(places: str, place: Path) -> None:
    """One fault is told once; a list of cities asks for ids of locations."""
    posting = FILES["postings/salem.yaml"].replace("places: [salem]", f"places: {places}")
    write(place, "postings/salem.yaml", posting)
    assert "KR203" not in codes(place, "salem")
    assert set(codes(place, "salem")) <= {"KR102", "KR107"}
