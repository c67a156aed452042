"""Types of single values that say how work is offered: from where, at what time, for how long."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Annotated

from kamroles.model import areas, places, regions
from kamroles.model.fields import ValueType
from kamroles.model.values import LINE, Refused, text_of

if TYPE_CHECKING:
    from kamroles.source.nodes import Node

_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?: [A-Za-z][A-Za-z ]*(?:[+-][0-9:]+)?)?"
_LENGTH = r"1 (?:day|week|month|year)|(?:[2-9]|[1-9][0-9]{1,2}) (?:days|weeks|months|years)"


def _area(node: Node) -> str:
    text = text_of(node)
    if not areas.is_area(text):
        from kamroles.mistakes.area_codes import area_meant

        meant = area_meant(text, regions.REGIONS, partial(places.country_code, alike=True))
        hint = "write US, a state such as US-CO, EU, EEA, worldwide, or UTC-8 to UTC+1"
        message = f"`{text}` is not the code of a country or area"
        if meant and all(map(areas.is_area, meant.split(", "))):
            hint = f"write [{meant}]" if ", " in meant else f"write {meant}"
        raise Refused("KR210", message, hint)
    ends = areas.offsets(text) if areas.is_zones(text) else []
    if ends != sorted(ends):
        first, last = text.split(" to ")
        hint = f"write {last} to {first}"
        raise Refused("KR210", f"`{text}` starts east of where it ends", hint)
    return text


def _time(node: Node) -> str:
    text = str(LINE.read(node))
    if not re.fullmatch(_TIME, text):
        from kamroles.mistakes.dates import time_hint

        raise Refused("KR215", f"`{text}` is not a time as kamroles reads them", time_hint(text))
    return text


def _length(node: Node) -> str:
    text = str(LINE.read(node))
    if not re.fullmatch(_LENGTH, text):
        from kamroles.mistakes.dates import length_hint

        message = f"`{text}` is not a length of time as kamroles reads them"
        raise Refused("KR216", message, length_hint(text))
    return text


Area = Annotated[
    str,
    ValueType(
        "a country (`US`), a part of one (`US-CO`), `EU`, `EEA`, `worldwide`, or time zones "
        "(`UTC-8 to UTC+1`)",
        {"type": "string"},
        _area,
    ),
]
Time = Annotated[
    str,
    ValueType(
        "a time of day such as 17:00, with or without a time zone behind it",
        {"type": "string", "pattern": f"^{_TIME}$"},
        _time,
    ),
]
Length = Annotated[
    str,
    ValueType(
        "a number of days, weeks, months or years, such as 12 months",
        {"type": "string", "pattern": f"^(?:{_LENGTH})$"},
        _length,
    ),
]
