"""The workspace's own file, ``kamroles.yaml``: what to build, and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import PlainSerializer, WrapValidator

from kamroles.model.base import Line, Merge, Model, Slug, Written, described, fault

if TYPE_CHECKING:
    from collections.abc import Callable

FormatName = Literal["md", "html", "pdf", "docx", "txt", "json"]
PdfEngine = Literal["auto", "typst", "weasyprint"]


def _all_or_ids(value: Any, ids: Callable[[Any], Any]) -> Any:
    if value == "all":
        return "all"
    if isinstance(value, list | tuple):
        return ids(value)
    raise fault(
        "list", "this is neither `all` nor a list of ids", "write all, or [first-id, second-id]"
    )


Selection = Annotated[
    tuple[Slug, ...],
    WrapValidator(_all_or_ids),
    PlainSerializer(lambda value: value if isinstance(value, str) else list(value)),
    Written(
        "`all`, or a list of ids",
        {"anyOf": [{"const": "all"}, {"type": "array", "items": {"type": "string"}}]},
    ),
]


class Settings(Model):
    """What a workspace builds."""

    name: Line | None = described(
        "a name for this workspace", example="Cedar & Main jobs", default=None
    )
    theme: Slug = described("theme of its documents", example="plain", default="plain")
    kinds: Annotated[tuple[Slug, ...], Merge("set")] = described(
        "document kinds to build",
        example=["posting", "description"],
        default=("posting", "description"),
    )
    formats: Annotated[tuple[FormatName, ...], Merge("set")] = described(
        "formats to write", example=["html", "pdf", "docx"], default=("html", "pdf", "docx")
    )
    output: Line = described(
        "folder to write into, below the workspace", example="output", default="output"
    )
    postings: Selection = described("postings to build", example="all", default="all")
    roles: Selection = described(
        "roles also built without an employer", example=["key-account-manager"], default=()
    )
    employers: Annotated[tuple[Slug, ...], Merge("set")] = described(
        "employers for whom each of `roles` is built as well", example=["cedar-main"], default=()
    )
    pdf_engine: PdfEngine = described("what sets the PDF; `auto` follows the theme", default="auto")
