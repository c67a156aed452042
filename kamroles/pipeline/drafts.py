"""The text of new files: short, commented, and true to what was answered or is copied.

What is known of each is a mapping with all that its template asks for, None where nobody answered.
"""

from __future__ import annotations

import contextlib
import datetime
import textwrap
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems
from kamroles.model.places import currency_of
from kamroles.pipeline.adverts import (
    left_out_of_the_advert,
    printed_and_left_out,
    told_of_a_posting,
)
from kamroles.resources import bundled
from kamroles.source.ids import slug
from kamroles.source.nodes import Mapping, Sequence, text_of
from kamroles.source.scalar import written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Table

    from kamroles.library import Library
    from kamroles.model.job import Job

_EUROPE = frozenset(
    {"AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR"}
    | {"HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE"}
    | {"SI", "SK"}
)


_NOT_ASKED = dict.fromkeys(("postal_code", "place_country", "industry"))
"""What an employer can go without."""


def id_from(text: str) -> str:
    """Return an id made from a name or title."""
    return slug(text)


def workspace_text(name: str) -> str:
    """Return ``kamroles.yaml``."""
    return _filled("workspace", {"name": f"{name} jobs"})


def employer_text(known: Table[str, Any], industries: Iterable[str]) -> str:
    """Return the file of an employer; the first of the ``industries`` is an example."""
    more = {"industries": [*industries], "europe": _EUROPE}
    return _filled("employer", {"statements": (), **_NOT_ASKED, **known, **more})


def posting_text(library: Library, known: Table[str, Any], as_of: datetime.date) -> str:
    """Return the file of a posting; its pay, dates and address to write to need not be known."""
    open_still = dict.fromkeys(("pay", "closes", "requisition", "email", "office_days"))
    places = known.get("places") or [known["place"]]
    month = datetime.timedelta(weeks=4)
    job = _job(library, known["role"], known["employer"])
    more = {
        "reports_to": job.role.reports_to if job else None,
        "advert": told_of_a_posting(left_out_of_the_advert(library, job, as_of)) if job else "",
        "currency": currency_of(known["country"]) if known["country"] else None,
        "in_four_weeks": min(as_of, datetime.date.max - month) + month,
    }
    return _filled("posting", {**open_still, **known, **more, "places": places})


def role_text(library: Library, known: Table[str, Any], as_of: datetime.date) -> str:
    """Return the file of a role, with duties that a difference on its base can change."""
    resolved = library.job(library.find(known["base"]))
    history = resolved.history["role"].history
    duties = [
        duty
        for duty in resolved.job.role.responsibilities
        # an industry pack adds its duties after the role, so that a role cannot change them
        if not history["responsibilities", duty.id][0].layer.startswith("pack ")
    ]
    more = {
        "reports_to": resolved.job.role.reports_to,
        "duties": duties,
        "advert": printed_and_left_out(
            left_out_of_the_advert(library, resolved.job, as_of),
            duties=[duty.id for duty in duties],
            measures=[measure.id for measure in resolved.job.role.measures],
        ),
    }
    return _filled("role", {**known, **more})


def cities(library: Library, employer: str | None) -> dict[str, str]:
    """Return the ids of an employer's locations with their cities."""
    return {id_: text_of(entry, "city") for id_, entry in _locations(library, employer)}


def country_at(library: Library, employer: str, place: str | None) -> str | None:
    """Return the country of a location; without one, the employer's."""
    found = {id_: text_of(entry, "country") for id_, entry in _locations(library, employer)}
    own = text_of(library.tree(library.ids("employers")[employer]), "country")
    return found.get(place or "", own) or None


def _locations(library: Library, employer: str | None) -> list[tuple[str, Mapping]]:
    path = library.ids("employers").get(employer or "")
    listed = library.tree(path).get("locations") if path else None
    entries = listed.items if isinstance(listed, Sequence) else ()
    return [
        (id_, entry)
        for entry in entries
        if isinstance(entry, Mapping) and (id_ := text_of(entry, "id"))
    ]


def _job(library: Library, role: str, employer: str) -> Job | None:
    with contextlib.suppress(Problems):  # of a role that cannot be used, nothing is known
        return library.job(library.find(role), employer=employer).job
    return None


def _filled(kind: str, values: Table[str, Any]) -> str:
    """Return a file from its template; each value in it is written as YAML takes it."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from kamroles.source.edit import in_brackets

    environment = ImmutableSandboxedEnvironment(
        finalize=_scalar,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"comment": _comment, "inline": in_brackets, "folded": _folded}
    path = bundled("templates") / "starters" / f"{kind}.yaml"
    return environment.from_string(path.read_text(encoding="utf-8")).render(values)


def _scalar(value: Any) -> Any:
    """Return a value as it is written; what a template marks as safe stays as it is."""
    return written(value) if type(value) is str else value


def _comment(text: str, indent: int = 0) -> str:
    return _wrapped(text, " " * indent + "# ") + "\n"


def _folded(text: str, indent: int) -> str:
    """Return a text as the lines below `>-`."""
    return _wrapped(text, " " * indent)


def _wrapped(text: str, start: str) -> str:
    words = " ".join(text.split())
    lines = textwrap.wrap(
        words,
        98,
        initial_indent=start,
        subsequent_indent=start,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return "\n".join(lines)
