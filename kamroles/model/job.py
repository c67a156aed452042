"""What one document is made from: a role, and the employer and posting where there are any."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kamroles.diagnostics import Span

RICH_FIELDS = frozenset({"employer.about", "statements.text", "apply.text"})
"""Fields whose text is Markdown; every other value is shown as the characters it has."""


@dataclass(frozen=True, slots=True)
class Job:
    """Resolved and checked values, as plain data.

    Attributes:
        id: stem for file names: the posting's id, or the role's with the employer's.
        role: every field of ``Role``, unset ones None or empty.
        employer: every field of ``Employer``, or None for an unbranded template.
        posting: every field of ``Posting``; ``places``, ``benefits``, ``statements`` and ``apply``
            are those that apply, complete with what the employer gives. None without a posting.
        country: ISO code of the country the document is for, or None.
        own: ids of the duties that the employer worded and every posting shows.
        spans: where values were written, by dotted path such as ``role.tools.crm.text``.

    """

    id: str
    role: Mapping[str, Any]
    employer: Mapping[str, Any] | None = None
    posting: Mapping[str, Any] | None = None
    country: str | None = None
    own: Sequence[str] = ()
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)
