"""The text of files that commands write: short, commented, and true to what was answered.

What is known of each is a mapping with all that its template asks for, None where nobody answered.
"""

from __future__ import annotations

import datetime
import textwrap
from typing import TYPE_CHECKING, Any

from kamroles.model.places import currency_of
from kamroles.resources import bundled
from kamroles.source.ids import slug
from kamroles.source.scalar import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kamroles.library import Library

_EUROPE = frozenset(
    {"AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR"}
    | {"HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE"}
    | {"SI", "SK"}
)


def id_from(text: str) -> str:
    """Return an id made from a name or title."""
    return slug(text)


def workspace_text(name: str) -> str:
    """Return ``kamroles.yaml``."""
    return _filled("workspace", {"name": f"{name} jobs"})


def employer_text(known: Mapping[str, Any], industries: Iterable[str]) -> str:
    """Return the file of an employer; the first of the ``industries`` is an example."""
    return _filled("employer", {**known, "industries": [*industries], "europe": _EUROPE})


def posting_text(known: Mapping[str, Any], as_of: datetime.date) -> str:
    """Return the file of a posting."""
    month = datetime.timedelta(weeks=4)
    more = {
        "currency": currency_of(known["country"]) if known["country"] else None,
        "in_four_weeks": min(as_of, datetime.date.max - month) + month,
    }
    return _filled("posting", {**known, **more})


def role_text(library: Library, known: Mapping[str, Any]) -> str:
    """Return the file of a role, with duties that a difference on its base can change."""
    resolved = library.job(library.find(known["base"]))
    history = resolved.history["role"].history
    duties = [
        duty
        for duty in resolved.job.role.responsibilities
        # an industry pack adds its duties after the role, so that a role cannot change them
        if not history["responsibilities", duty.id][0].layer.startswith("pack ")
    ]
    more = {"reports_to": resolved.job.role.reports_to, "duties": duties}
    return _filled("role", {**known, **more})


def _filled(kind: str, values: Mapping[str, Any]) -> str:
    """Return a file from its template; each value in it is written as YAML takes it."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        finalize=_scalar,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["comment"] = _comment
    path = bundled("templates") / "starters" / f"{kind}.yaml"
    return environment.from_string(path.read_text(encoding="utf-8")).render(values)


def _scalar(value: Any) -> Any:
    """Return a value as it is written; what a template marks as safe stays as it is."""
    return written(value) if type(value) is str else value


def _comment(text: str) -> str:
    words = " ".join(text.split())
    lines = textwrap.wrap(
        words, 98, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )
    return "\n".join(lines) + "\n"
