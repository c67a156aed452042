"""What the library holds beside roles: competencies with anchors, and the glossary."""

from typing import Annotated

from kamroles.model.base import Model, described
from kamroles.model.fields import Distinct, Keyed
from kamroles.model.values import Line, Slug, Url


class Anchors(Model):
    """Behavior that can be observed at each proficiency; neighbors can be told apart."""

    level_1: Line = described("1, aware: explains it, needs help")
    level_2: Line = described("2, working: does standard cases with review")
    level_3: Line = described("3, proficient: does normal cases alone")
    level_4: Line = described("4, advanced: does hard cases and improves the method")
    level_5: Line = described("5, expert: sets the direction, known outside the team")


class CompetencyEntry(Model):
    """A competency of the library, in ``roles/competencies/<id>.yaml``."""

    id: Slug = described("the file's name without `.yaml`; leave it out")
    name: Line = described("what people call it", example="Negotiation")
    definition: Line = described("what it is, in one sentence")
    anchors: Anchors | None = described("observable behavior by level")
    aliases: Distinct[Line] = described("other names")
    source: Line | None = described("where the idea comes from")
    url: Url | None = described("address of the source")


class Term(Model):
    """A word of the field, explained."""

    id: Slug = described("name for this term", example="quarterly-business-review")
    name: Line = described("the term", example="Quarterly business review")
    text: Line = described("what it means, in our own words")
    short: Line | None = described("its abbreviation", example="QBR")
    aliases: Distinct[Line] = described("other names")
    related: Distinct[Slug] = described("ids of terms")
    source: Line = described("where the meaning comes from")
    url: Url | None = described("address of the source")


class Glossary(Model):
    """A file of terms, in ``roles/glossary/<topic>.yaml``."""

    id: Slug = described("the file's name without `.yaml`; leave it out")
    terms: Annotated[tuple[Term, ...], Keyed(required=("name", "text", "source"))] = described(
        "the terms"
    )
