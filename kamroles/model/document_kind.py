"""What ``kind.yaml`` says of a kind of document."""

from typing import Literal

from kamroles.model.base import Model, described
from kamroles.model.values import Line, Whole

Audience = Literal["candidates", "employees", "authors"]


class DocumentKind(Model):
    """A kind of document; its template stands beside it in the same folder."""

    title: Line = described("what people call it", example="Interview invitation")
    audience: Audience = described(
        "who reads it; only what `authors` read may hold fields that are never printed",
        example="candidates",
    )
    most_pages: Whole | None = described(
        "how long it may get for a shipped role; checks of printed documents hold it",
        example=2,
        default=None,
    )
