"""A field at the wrong place is led to where it stands, by the models alone."""

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

import pytest

from kamroles.layers import folding
from kamroles.layers.fold import fold
from kamroles.layers.folding import Layer
from kamroles.model import files
from kamroles.model.base import Model, described
from kamroles.model.fields import Keyed, Layered, SetOf
from kamroles.model.values import Line, Slug
from kamroles.source.nodes import Mapping
from tests.unit.layers.layers import BASE, finding
from tests.unit.layers.layers import layer as layer_of
from tests.unit.model.checked import offers
from tests.wording import pinned


class Light(Model):
    """A group."""

    warm: Line | None = described("a value", default=None)
    size: Line | None = described("a value", default=None)


class Rug(Model):
    """A group in a group."""

    wool: Line | None = described("a value", default=None)


class Floor(Model):
    """A group."""

    wood: Line | None = described("a value", default=None)
    size: Line | None = described("a value", default=None)
    rug: Rug | None = described("a group", default=None)


class Seat(Model):
    """A group in an entry of a list."""

    soft: Line | None = described("a value", default=None)


class Chair(Model):
    """An entry of a list."""

    id: Slug = described("its id")
    text: Line = described("its text")
    legs: Line | None = described("a value", default=None)
    seat: Seat | None = described("a group", default=None)


class Room(Model):
    """A file."""

    file_kind: ClassVar[str] = "room"

    light: Light | None = described("a group", default=None)
    floor: Floor | None = described("a group", default=None)
    chairs: Annotated[tuple[Chair, ...], Keyed()] = described("a list", default=())
    colors: Annotated[tuple[Literal["red", "blue"], ...], SetOf()] = described("a set", default=())


class House(Model):
    """A file that has fields of a room."""

    file_kind: ClassVar[str] = "house"

    inside: Annotated[Mapping | None, Layered("room")] = described("a layer", default=None)
    roof: Line | None = described("a value", default=None)


class Garden(Model):
    """A file."""

    file_kind: ClassVar[str] = "garden"

    tree: Line | None = described("a value", default=None)
    roof: Line | None = described("a value", default=None)


class Many(Model):
    """A file with many fields."""

    file_kind: ClassVar[str] = "many"

    afield: Line | None = described("a value", default=None)
    bfield: Line | None = described("a value", default=None)
    cfield: Line | None = described("a value", default=None)
    dfield: Line | None = described("a value", default=None)
    efield: Line | None = described("a value", default=None)
    ffield: Line | None = described("a value", default=None)
    gfield: Line | None = described("a value", default=None)
    hfield: Line | None = described("a value", default=None)
    ifield: Line | None = described("a value", default=None)
    jfield: Line | None = described("a value", default=None)
    kfield: Line | None = described("a value", default=None)
    lfield: Line | None = described("a value", default=None)
    mfield: Line | None = described("a value", default=None)


@pytest.fixture(autouse=True)
def _kinds_of_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let rooms, houses and gardens be the files that there are."""
    kinds = {model.file_kind: model for model in (Room, House, Garden)}
    monkeypatch.setattr(files, "FILES", kinds)
    monkeypatch.setattr(folding, "FILES", kinds)
    kept = [files.outline, files.called, files.former, files._models]
    for function in kept:
        function.cache_clear()
    yield
    for function in kept:
        function.cache_clear()


def told(text: str, model: type[Model] = Room, layer: str = "room a") -> tuple[str, str, str]:
    """Return code, marked text and hint of the only finding in a text."""
    (only,) = fold([Layer(layer, layer_of(text).node)], model).diagnostics
    pinned([only])
    return only.code, only.span.text if only.span else "", only.hint or ""


def hint_in(text: str, model: type[Model] = Room, layer: str = "room a") -> str:
    """Return the hint of the only finding in a text, which marks its innermost field."""
    code, marked, hint = told(text, model, layer)
    assert (code, marked) == ("KR103", re.findall(r"(\w+):", text)[-1])
    return hint


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("warm: x", "`light:`"),
        ("wool: x", "`floor:` & `rug:`"),
        ("legs: 4", "`chairs:`"),
        ("size: x", "`light:` & `floor:`"),
        ("floor: {light: x}", "`floor:`"),
        ("floor: {warm: x}", "`floor:` & `light:`"),
        ("chairs: [{id: a, text: b, warm: c}]",
         "`chairs:` & `light:`"),
        ("tree: x", "garden's"),
        ("roof: x", "house's & garden's"),
        ("ligth: x", "`light`"),
        ("soft: x", "light, floor, chairs, colors"),
    ],
)  # fmt: skip
def test_a_field_is_sought_below_above_and_in_other_files(text: str, named: str) -> None:
    """The nearest single place is told; what stands deep in lists is not guessed."""
    assert offers(hint_in(text), named)


def test_a_field_of_the_file_around_is_sent_out() -> None:
    """Fields of a house that a room is written in belong to the house."""
    assert offers(hint_in("roof: x", layer="house b, upstairs"), "house & column 1")


def test_fields_of_another_model_are_found_through_the_field_that_takes_them() -> None:
    """One level down, and two."""
    assert re.findall("`.+?`", hint_in("chairs: [x]", House)) == ["`inside:`"]
    assert re.findall("`.+?`", hint_in("warm: x", House)) == ["`inside:`", "`light:`"]


def test_on_the_command_line_the_whole_path_is_told() -> None:
    """Columns and lines mean nothing there."""
    assert "`floor.rug.wool=…`" in hint_in("wool: x", layer="--set")
    assert "`garden.tree=…`" in hint_in("tree: x", layer="--set")


def test_a_long_list_of_fields_is_cut() -> None:
    """Whoever mistyped one field is not shown thirty."""
    hint = hint_in("1234: x", Many)
    assert "kfield, lfield, …" in hint
    assert "`kamroles schema many`" in hint
    assert "mfield" not in hint


@pytest.mark.parametrize("entry", ["{id: xyzzy, remove: true}", "{id: xyzzy, share: 5}"])
def test_an_unknown_id_draws_the_ids_there_are(entry: str) -> None:
    """Nobody has to look them up."""
    found = finding(BASE, f"responsibilities:\n  - {entry}")
    assert (found.code, found.span and found.span.text) == ("KR105", "xyzzy")
    assert (found.hint or "").endswith(": renewals, upsell, reports, travel")


def test_of_many_ids_the_first_dozen_is_shown() -> None:
    """The rest is an ellipsis."""
    entries = "\n".join(f"  - {{id: {letter}-duty, text: {letter}}}" for letter in "abcdefghijklmn")
    found = finding(f"responsibilities:\n{entries}", "responsibilities: [{id: 0, remove: true}]")
    assert (found.hint or "").endswith("k-duty, l-duty, …")


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("colors: all", "colors: [red, blue]"),
        ("colors: blue", "colors: [blue]"),
        ("colors: Blue, red", "colors: [blue, red]"),
    ],
)
def test_a_list_of_fixed_words_is_shown_with_its_words(text: str, fixed: str) -> None:
    """What is offered can be written."""
    code, marked, hint = told(text)
    assert (code, marked) == ("KR102", text.removeprefix("colors: "))
    assert f"`{fixed}`" in hint
