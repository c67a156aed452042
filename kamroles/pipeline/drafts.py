"""The text of files that commands write: short, commented, and true to what was answered."""

from __future__ import annotations

import datetime
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kamroles.model.places import currency_of
from kamroles.resources import bundled
from kamroles.source.ids import slug
from kamroles.source.scalar import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kamroles.model.role import Responsibility

_EUROPE = frozenset(
    {"AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR"}
    | {"HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE"}
    | {"SI", "SK"}
)


@dataclass(frozen=True)
class EmployerDraft:
    """What is known of an employer; None where nothing was answered."""

    id: str
    name: str
    country: str
    city: str | None = None
    region: str | None = None
    site: str | None = None
    apply: str | None = None
    industry: str | None = None

    @property
    def place(self) -> str | None:
        """The id of its place of work."""
        return slug(self.city) if self.city else None


@dataclass(frozen=True)
class PostingDraft:
    """What is known of a posting; None where nothing was answered."""

    id: str
    role: str
    employer: str
    country: str | None
    workplace: str
    place: str | None = None
    pay: Mapping[str, Any] | None = None
    closes: str | None = None
    requisition: str | None = None
    email: str | None = None
    reports_to: str | None = None


@dataclass(frozen=True)
class RoleDraft:
    """What is known of a role, and of the one it is a difference on."""

    id: str
    title: str
    base: str
    summary: str | None = None
    reports_to: str | None = None
    duties: Sequence[Responsibility] = ()


def workspace_text(name: str) -> str:
    """Return ``kamroles.yaml``."""
    return _filled("workspace", {"name": f"{name} jobs"})


def employer_text(draft: EmployerDraft, industries: Sequence[str]) -> str:
    """Return the file of an employer; the first of the ``industries`` is an example."""
    more = {"place": draft.place, "industries": industries, "europe": _EUROPE}
    return _filled("employer", vars(draft) | more)


def posting_text(draft: PostingDraft, as_of: datetime.date) -> str:
    """Return the file of a posting."""
    month = datetime.timedelta(weeks=4)
    more = {
        "currency": currency_of(draft.country) if draft.country else None,
        "in_four_weeks": min(as_of, datetime.date.max - month) + month,
    }
    return _filled("posting", vars(draft) | more)


def role_text(draft: RoleDraft) -> str:
    """Return the file of a role."""
    return _filled("role", vars(draft))


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
