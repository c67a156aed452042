"""Labels: each is used, and each that is used is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kamroles.compose.labels import load_labels
from kamroles.document import plain_text
from kamroles.resources import bundled
from tests.unit.compose.jobs import lookup, made

if TYPE_CHECKING:
    from kamroles.model.base import Model

GROUPS = ("workplace.", "employment_type.", "period.", "level.", "flsa.", "credential.")
GROUPS += ("contract.", "shift.")
USED_BY_FILTERS = {"and", "or", "to", "up-to", "commission-only"}
USED_BY_THE_SITE = {"site.job-family", "site.apply-by", "site.posted", "site.address"}


def test_the_shipped_templates_use_the_shipped_labels() -> None:
    """A label nobody uses would be translated for nothing."""
    texts = [path.read_text("utf-8") for path in bundled("templates").rglob("*.md")]
    used = {key for text in texts for key in re.findall(r't\("([\w.-]+)"\)', text)}
    labels = set(load_labels(lookup()))
    assert used <= labels
    assert {
        k for k in labels if not k.startswith(GROUPS)
    } == used | USED_BY_FILTERS | USED_BY_THE_SITE


def test_every_choice_of_the_models_has_a_label() -> None:
    """Values that the models allow never lack words."""
    from typing import get_args

    from kamroles.model.employer import EmploymentType, Workplace
    from kamroles.model.fields import Choice, fields_of
    from kamroles.model.posting import Decision, Period
    from kamroles.model.role import Credential
    from kamroles.model.work import Contract, Shift

    def choices(model: type[Model], name: str) -> tuple[str, ...]:
        kind = fields_of(model)[name].kind
        assert isinstance(kind, Choice)
        return kind.words

    groups = {
        "workplace": get_args(Workplace),
        "employment_type": get_args(EmploymentType),
        "period": get_args(Period),
        "level": "12345",
        "flsa": choices(Decision, "status"),
        "credential": choices(Credential, "kind"),
        "contract": choices(Contract, "kind"),
        "shift": get_args(Shift),
    }
    wanted = {f"{group}.{value}" for group, values in groups.items() for value in values}
    assert {k for k in load_labels(lookup()) if k.startswith(GROUPS)} == wanted


def test_a_label_is_text_like_any_value() -> None:
    """Marks in a locale file are shown as they are."""
    from kamroles.compose import compose
    from kamroles.diagnostics import Source
    from tests.unit.compose.jobs import AS_OF, make_job

    find = lookup(kinds__trial="# T\n\n{{ t('pay') }}\n")

    def own(name: str) -> Source | None:
        return Source(name, "pay: '**Pay** # {{ x }}'\n") if name.endswith("yaml") else find(name)

    document = compose(make_job(), "trial", own, as_of=AS_OF).document
    assert plain_text(document) == "T\n**Pay** # {{ x }}\n"


def test_line_ends_of_any_system_are_read() -> None:
    """A template saved on Windows is the same template."""
    template = "# T\n\n- A{% if true %}: a{% endif %}\n{% if true %}\n- B\n{% endif %}\n"
    template += "\n::: callout\nC\n:::\n"
    assert made(template.replace("\n", "\r\n")).document == made(template).document
