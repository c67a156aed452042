"""The names that templates can use below ``role``, ``employer`` and ``posting``.

They repeat the models so that a template without an employer or posting still has its fields
checked, and so that composing never waits for the models' import. A test holds both in step.
"""

from __future__ import annotations

LISTS = frozenset(
    {
        "employer.apply",
        "employer.benefits",
        "employer.locations",
        "employer.statements",
        "posting.apply",
        "posting.benefits",
        "posting.confirmed",
        "posting.places",
        "posting.remote_from",
        "posting.statements",
    }
)
"""Fields of a missing employer or posting that are empty lists; all others have no value."""

FIELDS: dict[str, tuple[str, ...]] = {
    "employer": (
        "id",
        "name",
        "legal_name",
        "sample",
        "site",
        "logo",
        "color",
        "country",
        "industry",
        "about",
        "benefits",
        "statements",
        "locations",
        "apply",
        "theme",
        "overrides",
        "countries",
        "teams",
    ),
    "posting": (
        "id",
        "role",
        "employer",
        "team",
        "title",
        "places",
        "workplace",
        "office_days",
        "remote_from",
        "employment_type",
        "pay",
        "posted",
        "closes",
        "starts",
        "openings",
        "contact",
        "contact_email",
        "requisition",
        "job_code",
        "grade",
        "department",
        "flsa",
        "approval",
        "confirmed",
        "benefits",
        "statements",
        "apply",
        "overrides",
    ),
    "posting.pay": ("min", "max", "currency", "period", "extra"),
    "posting.flsa": ("status", "decided_by", "decided_on"),
    "posting.approval": ("by", "on"),
    "role.book": ("text", "min", "max", "source"),
    "role.outlook": ("text", "source"),
    "role.conditions.travel": ("min", "max", "text"),
}
"""Declared fields of each record that may be absent, by its path."""

UNPRINTED: dict[str, str] = {
    "flsa_tendency": "posting.flsa is what the employer decided",
    "pay_references": "posting.pay is what the employer pays",
}
"""Role fields that help the author and never reach a document, with what does."""
