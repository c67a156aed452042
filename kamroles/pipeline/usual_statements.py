"""Statements that employers of a country usually print, to be offered and then checked.

They stand in ``templates/starters/statements.yaml``, each with why, its source and the day on which
that was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kamroles.resources import bundled

_MEMORY = "from memory"


@dataclass(frozen=True, slots=True)
class Usual:
    """A statement that is usual in a country.

    Attributes:
        id: its id in the employer's file.
        title: its heading.
        text: a first wording.
        because: why it is usual, in a sentence or two.
        source: where that is from; ``from memory`` where it was not looked up.
        read: the day on which the source was read.

    """

    id: str
    title: str
    text: str
    because: str
    source: str
    read: str

    @property
    def cited(self) -> str:
        """The source, with the day on which it was read."""
        return self.source if self.source == _MEMORY else f"{self.source}; read {self.read}"


def usual_statements(country: str, email: str | None) -> list[Usual]:
    """Return what employers of a country usually print; ``email`` is where people can write to."""
    import yaml

    path = bundled("templates") / "starters" / "statements.yaml"
    tables: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    groups = (each["statements"] for each in tables["groups"] if country in each["countries"])
    write = f" Write to {email}." if email else ""
    return [
        Usual(**{**each, "text": each["text"].replace("{write}", write)}, read=str(tables["read"]))
        for each in next(groups, tables["elsewhere"])
    ]
