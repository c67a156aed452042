"""The workspace's own file, ``kamroles.yaml``: what to build, and how it looks."""

from typing import Annotated, ClassVar, Literal

from kamroles.formats import FORMATS, engines
from kamroles.model.base import Model, described
from kamroles.model.fields import Choice, Distinct
from kamroles.model.values import Format, Line, Slug

FormatName = Annotated[str, Choice(FORMATS)]
PdfEngine = Annotated[str, Choice(lambda: ("auto", *engines()))]
Selection = tuple[Slug, ...] | Literal["all"]


class Settings(Model):
    """What a workspace builds."""

    file_kind: ClassVar[str] = "workspace"

    format: Format = described(
        "the form of this workspace's files; one that changes the fields has another number",
        example=1,
        default=1,
    )
    name: Line | None = described(
        "a name for this workspace", example="Cedar & Main jobs", default=None
    )
    theme: Slug = described("theme of its documents", example="plain", default="plain")
    kinds: Distinct[Slug] = described(
        "document kinds to build",
        example=["posting", "description"],
        default=("posting", "description"),
    )
    formats: Distinct[FormatName] = described(
        "formats to write", example=["html", "pdf", "docx"], default=("html", "pdf", "docx")
    )
    output: Line = described(
        "folder to write into, below the workspace", example="output", default="output"
    )
    postings: Selection = described("postings to build", example="all", default="all")
    roles: Selection = described(
        "roles also built without an employer", example=["key-account-manager"], default=()
    )
    employers: Distinct[Slug] = described(
        "employers for whom each of `roles` is built as well", example=["cedar-main"], default=()
    )
    pdf_engine: PdfEngine = described("what sets the PDF; `auto` follows the theme", default="auto")
