"""Every fault in a file is found at once, at the place where it was written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles.diagnostics import Diagnostic, Problems
from kamroles.layers.fold import fold
from kamroles.layers.folding import Layer
from kamroles.model.base import plain
from kamroles.model.employer import Employer
from kamroles.model.fields import all_fields_of, fields_of
from kamroles.model.files import FILES
from kamroles.model.posting import Posting
from kamroles.model.read import read
from kamroles.model.role import Role
from kamroles.model.settings import Settings
from kamroles.source.yaml import parse
from tests.unit.model.checked import found_in, made, offers, told

DECIDED = "`flsa: {{status: {}, decided_by: Director of Human Resources, decided_on: 2026-10-01}}`"


@pytest.mark.parametrize(
    ("kind", "text", "place", "code", "offered"),
    [
        ("posting", "closes: 12/10/2026", "4:9", "KR205", "2026-12-10 & 2026-10-12"),
        ("posting", "closes: 2027\u201301\u201315", "4:9", "KR205", "2027-01-15"),
        ("posting", "closes: \u201c2027-01-15\u201d", "4:9", "KR205", "2027-01-15"),
        ("posting", "starts: 2/1/2027", "4:9", "KR205", "2027-02-01 & 2027-01-02"),
        ("posting", "starts: 3/2027", "4:9", "KR205", "2027-03"),
        ("posting", "starts: 2027/3", "4:9", "KR205", "2027-03"),
        ("posting", "starts: 03.2027", "4:9", "KR205", "2027-03"),
        ("posting", "starts: 2027-13", "4:9", "KR205", "2027-03"),
        ("posting", "starts: 2027\u201303", "4:9", "KR205", "2027-03"),
        ("posting", "pay: {min: 65.000}", "4:12", "KR206", "65000"),
        ("posting", "openings: 2 people", "4:11", "KR207", "2"),
        ("posting", "pay: {max: 70}", "4:6", "KR203", "`min: …`"),
        ("posting", "pay: up to 60k", "4:6", "KR102", "`pay: {max: 60000}`"),
        ("posting", "flsa: non exempt", "4:7", "KR102", DECIDED.format("non-exempt")),
        ("posting", "flsa: Exempt", "4:7", "KR102", DECIDED.format("exempt")),
        ("posting", "places: 'Salem, OR'", "4:9", "KR102", "`places: [salem]` & `locations`"),
        ("role", "conditions: {travel: 20%}", "3:22", "KR102", "`travel: {min: 20, max: 20}`"),
        (
            "role",
            "conditions: {travel: up to 20 percent}",
            "3:22",
            "KR102",
            "`travel: {min: 0, max: 20}`",
        ),
        ("posting", "contact_email: jobs", "4:16", "KR212", "jobs@example.com"),
        (
            "posting",
            "contact_email: Ann Lee <ann@birch.example>",
            "4:16",
            "KR212",
            "write ann@birch.example",
        ),
        ("posting", "remote_from: [DE, Norway]", "4:19", "KR210", "NO"),
        ("posting", "pay: {min: 1, currency: $}", "4:25", "KR211", "USD"),
        ("employer", "sample: perhaps", "3:9", "KR208", "yes & no"),
        ("employer", "industry: Food & drink", "3:11", "KR209", "food-drink"),
        ("employer", "countries: {Germany: {overrides: {level: I}}}", "3:13", "KR210", "DE"),
        ("workspace", "roles: [account-manager, Key AM]", "1:26", "KR209", "key-am"),
        ("workspace", "roles: some", "1:8", "KR202", "all & [first-id, second-id]"),
        ("employer", "color: green", "3:8", "KR213", '"#0b5c5a"'),
        ("employer", "color: 0033A0", "3:8", "KR213", 'write "#0033A0"'),
        ("role", "competencies: [{id: a, name: A, level: expert}]", "3:40", "KR207", "5"),
        ("posting", "workplace: on-site", "4:12", "KR214", "`onsite` & onsite, hybrid, remote"),
        (
            "posting",
            "flsa: {status: Salaried, decided_by: Director, decided_on: 2026-10-01}",
            "4:16",
            "KR214",
            "`exempt` & exempt, non-exempt",
        ),
        ("posting", "workplace: {hybrid: yes}", "4:12", "KR202", "`onsite` & `hybrid` & `remote`"),
        (
            "posting",
            "workplace: remote or on-site",
            "4:12",
            "KR214",
            "`workplace: [remote, onsite]`",
        ),
        (
            "posting",
            "workplace: [remote, at-home]",
            "4:21",
            "KR214",
            "`remote` & onsite, hybrid, remote",
        ),
        (
            "posting",
            "employment_type: full time / part time",
            "4:18",
            "KR214",
            "`employment_type: [full_time, part_time]`",
        ),
        ("posting", "workload: 80 to 100 %", "4:11", "KR102", "`workload: {min: 80, max: 100}`"),
        ("posting", "workload: 60%", "4:11", "KR102", "`workload: {min: 60}`"),
        ("posting", "workload: 0.8", "4:11", "KR102", "`workload: {min: 80}`"),
        ("posting", "workload: 0.5 - 0.75", "4:11", "KR102", "`workload: {min: 50, max: 75}`"),
        ("posting", "workload: 4/5", "4:11", "KR102", "`workload: {min: 80}`"),
        (
            "posting",
            "contract: Fixed term, 12 months",
            "4:11",
            "KR102",
            "`contract: {kind: fixed_term, length: 12 months}`",
        ),
        ("posting", "contract: {kind: temporary}", "4:18", "KR214", "`fixed_term`"),
        ("posting", "employment_type: freelance", "4:18", "KR214", "`contract: {kind: freelance}`"),
        (
            "posting",
            "employment_type: [permanent]",
            "4:19",
            "KR214",
            "`contract: {kind: permanent}`",
        ),
        ("posting", "shifts: early and late", "4:9", "KR214", "`shifts: [early, late]`"),
        ("posting", "shifts: overnight", "4:9", "KR214", "`night`"),
        ("posting", "workload: {min: 120}", "4:17", "KR207", "100"),
        ("posting", "weekly_hours: 37.5", "4:15", "KR102", "`weekly_hours: {min: 37.5}`"),
        ("posting", "weekly_hours: {min: 40 h}", "4:21", "KR206", "40"),
        ("posting", "contract: fixed-term", "4:11", "KR102", "`contract: {kind: fixed_term}`"),
        ("posting", "contract: {kind: fixed_term, length: one year}", "4:38", "KR216", "1 year"),
        (
            "posting",
            "contract: {kind: temp}",
            "4:18",
            "KR214",
            "`fixed_term`",
        ),
        ("posting", "shifts: [erly]", "4:10", "KR214", "`early` & day, early, late, evening"),
        ("posting", "work_authorization: {sponsorship: maybe}", "4:35", "KR208", "yes & no"),
        ("posting", "max_applications: 200 people", "4:19", "KR207", "200"),
        ("posting", "closes_at: 5 pm", "4:12", "KR215", "17:00"),
        ("posting", "closes_at: 9:30 CET", "4:12", "KR215", "09:30 CET"),
        ("posting", "closes_at: 17:00 Europe/Berlin", "4:12", "KR215", "17:00 Berlin time"),
        ("posting", "closes_at: 23:59 (Eastern)", "4:12", "KR215", "23:59 Eastern time"),
        (
            "posting",
            "closes: 2026-12-18 17:00",
            "4:9",
            "KR205",
            "`closes: 2026-12-18` & `closes_at: 17:00`",
        ),
        ("posting", "remote_from: [US-Colorado]", "4:15", "KR210", "US-CO"),
        ("posting", "remote_from: [Ontario]", "4:15", "KR210", "CA-ON"),
        ("posting", "remote_from: [FR-IDF]", "4:15", "KR210", "FR"),
        ("posting", "remote_from: [US-XX]", "4:15", "KR210", "US & US-CO & EU & EEA & worldwide"),
        ("posting", "remote_from: [Europe]", "4:15", "KR210", "EU"),
        ("posting", "remote_from: Germany, Austria", "4:14", "KR210", "[DE, AT]"),
        ("posting", "remote_from: [DACH]", "4:15", "KR210", "[DE, AT, CH]"),
        ("posting", "remote_from: anywhere in the US", "4:14", "KR210", "write US"),
        ("posting", "remote_from: UTC±2", "4:14", "KR210", "UTC-2 to UTC+2"),
        ("posting", "remote_from: [CET]", "4:15", "KR210", "UTC+1"),
        ("posting", "remote_from: {replace: [US]}", "4:14", "KR113", "`replace`"),
        ("posting", "remote_from: [anywhere]", "4:15", "KR210", "worldwide"),
        ("posting", "remote_from: [GMT-8 - GMT+1]", "4:15", "KR210", "UTC-8 to UTC+1"),
        ("posting", "remote_from: [UTC+1 to UTC-8]", "4:15", "KR210", "UTC-8 to UTC+1"),
        ("employer", "overrides: Head of Sales", "3:12", "KR202", ""),
    ],
)
def test_a_fault_is_placed_and_explained(
    kind: str, text: str, place: str, code: str, offered: str
) -> None:
    """Line, column, code and what to write instead."""
    (only,) = found_in(FILES[kind], text)
    assert told(only) == (place, code)
    assert only.hint
    assert offers(only.hint, offered)


def test_a_list_in_place_of_a_value_is_told_apart() -> None:
    """The field is named, since the place alone says little."""
    (found,) = found_in(Role, "reports_to: [Head of Sales]")
    assert told(found) == ("3:13", "KR202")
    assert "`reports_to`" in found.message


def test_all_faults_come_at_once() -> None:
    """Nobody mends one fault to be shown the next."""
    text = "closes: soon\npay: {min: 65.000, max: 9k, currency: euros}\nworkplace: home\n"
    codes = [found.code for found in found_in(Posting, text)]
    assert sorted(codes) == ["KR205", "KR206", "KR206", "KR211", "KR214"]


@pytest.mark.parametrize(
    ("ids", "codes"), [(None, []), (["gardening", "roofs"], []), (["roofs"], ["KR214"])]
)
def test_a_choice_can_be_the_files_of_a_folder(ids: list[str] | None, codes: list[str]) -> None:
    """Where it is not known what is there, any id will do."""
    tree = parse("id: a\ntitle: A\nfamily: gardening\n", "file.yaml")
    _, found = read(tree, Role, (lambda _: ids) if ids is not None else None)
    assert [each.code for each in found] == codes


def test_places_go_by_ids() -> None:
    """A value in a list is found by its item's id, as templates name it."""
    role = made(Role, "tools: [{id: crm, text: CRM}]\naliases: [AM, Client Manager]")
    for steps, text in ((("tools", "crm", "text"), "CRM"), (("aliases", "1"), "Client Manager")):
        span = role.span(*steps)
        assert span
        assert span.text == text
    assert role.tools[0].span("text") == role.span("tools", "crm", "text")
    assert role.span("summary") is None
    assert role.conditions.span() is None


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("locations: [{id: a, city: Dresden, postal_code: 01067, country: DE}]", 0, "01067"),
        ("locations: [{id: a, city: Oslo, postal_code: 0150, country: NO}]", 0, "0150"),
    ],
)
def test_digits_stay_text_where_text_is_meant(text: str, path: int, value: str) -> None:
    """A postal code keeps its leading zero."""
    assert made(Employer, text).locations[path].postal_code == value


def test_no_is_norway_and_no_is_no() -> None:
    """What `NO` means depends on where it stands."""
    assert made(Employer, "country: NO").country == "NO"
    assert made(Role, "people_manager: NO").people_manager is False


@pytest.mark.parametrize("kind", FILES)
def test_every_field_is_there(kind: str) -> None:
    """Later stages find each declared field, set or not, and can have them as plain data."""
    values = plain(made(FILES[kind], "theme: plain" if kind == "workspace" else ""))
    assert list(values) == list(all_fields_of(FILES[kind]))
    assert json.loads(json.dumps(values)) == values


def test_a_model_never_changes() -> None:
    """A value that was checked stays as it was checked."""
    role = made(Role, "tools: [CRM]")
    with pytest.raises(AttributeError):
        role.title = "Another"  # type: ignore[misc]
    assert hash(role) == hash(role)
    assert role != made(Role, "tools: [CRM]")
    employer = made(Employer, "teams: {east: {overrides: {level: II}}}")
    with pytest.raises(TypeError):
        employer.teams["west"] = employer.teams["east"]  # type: ignore[index]
    with pytest.raises(TypeError):
        employer.countries["US"] = employer.teams["east"]  # type: ignore[index]


def test_a_model_is_shown_without_its_file() -> None:
    """What a Python prompt prints can be read."""
    posting = made(Posting, "places: [portland]\npay: {min: 1, period: hour}")
    assert repr(posting.pay).startswith(
        "Pay(min=1, max=None, upwards=False, currency=None, period="
    )
    assert len(repr(posting)) < 2000


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("format: 2", "kamroles"),
        ("format: one", "format: 1"),
        ("format: 0", "format: 1"),
    ],
)
def test_another_format_says_what_to_do(text: str, offered: str) -> None:
    """A newer one needs a newer kamroles; anything else is a slip."""
    (only,) = found_in(Settings, text)
    assert told(only) == ("1:9", "KR524")
    assert offers(only.hint, offered)
    assert made(Settings, "format: 1").format == 1


_TEXT = st.text(max_size=20) | st.sampled_from(["NO", "65.000", "all", "2026-13-01", "true", "~"])


@given(
    st.sampled_from(list(FILES)),
    st.data(),
)
def test_any_value_in_any_field_is_read_or_reported(kind: str, data: st.DataObject) -> None:
    """Whatever stands in a file ends in values or in findings."""
    name = data.draw(st.sampled_from([name for name in fields_of(FILES[kind]) if name != "id"]))
    values = st.recursive(
        _TEXT,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "text", "min", "US", "a b"]), inner)
        ),
        max_leaves=5,
    )
    text = json.dumps({name: data.draw(values)}, ensure_ascii=True)
    needed = {"role": {"title": "A"}, "employer": {"name": "A"}}.get(kind, {})
    needed |= {"posting": {"role": "a", "employer": "b"}}.get(kind, {})
    try:
        found = _found(kind, {"id": "a", **needed, **json.loads(text)})
    except Problems as problems:
        found = list(problems.diagnostics)
    assert all(f.span and f.message and "Traceback" not in f.message for f in found)


def _found(kind: str, values: dict[str, object]) -> list[Diagnostic]:
    if kind == "workspace":
        values.pop("id")
    folded = fold([Layer("file", parse(json.dumps(values), "file.yaml"))], FILES[kind])
    checked, found = read(folded.tree, FILES[kind])
    assert (checked is None) == bool(found)
    return [*folded.diagnostics, *found]
