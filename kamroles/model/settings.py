"""The workspace's own file, ``kamroles.yaml``: what to build, and how it looks."""

from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from kamroles.formats import FORMATS, engines
from kamroles.model.base import Model, described
from kamroles.model.fields import Choice, Distinct
from kamroles.model.values import Format, Line, SiteUrl, Slug, Whole
from kamroles.notifiers import NOTIFIERS

FormatName = Annotated[str, Choice(FORMATS)]
PdfEngine = Annotated[str, Choice(lambda: ("auto", *engines()))]
Download = Annotated[str, Choice(lambda: ("none", *FORMATS))]
NotifierName = Annotated[str, Choice(NOTIFIERS)]
Selection = tuple[Slug, ...] | Literal["all"]


class Site(Model):
    """The careers site that `kamroles site` builds."""

    url: SiteUrl | None = described(
        "where it will stand; without it the site is a preview that search engines leave alone",
        example="https://careers.example.com",
        called="address base_url",
    )
    title: Line | None = described(
        "its name; left out, that of the employer or of the workspace",
        example="Jobs at Cedar & Main",
        called="name",
    )
    intro: Line | None = described(
        "a sentence under its name", example="We insure small firms in Oregon."
    )
    output: Line = described(
        "folder to write it into, below the workspace", example="site", default="site"
    )
    downloads: Distinct[Download] = described(
        "formats of each posting to download; [none] for no downloads",
        example=["pdf", "docx"],
        default=("pdf", "docx"),
    )
    closed_days: Whole = described(
        "how long the page of a closed posting says so before it goes",
        example=30,
        unit="days",
        default=30,
    )


class TargetSettings(Model):
    """A place that `kamroles publish NAME` brings the careers site to."""

    url: Line = described(
        "a folder, or an address such as `git+https://…#branch`; never with a password",
        example="git+https://github.com/example/jobs#gh-pages",
        called="address folder path",
    )
    notify: Distinct[NotifierName] = described(
        "search engines to tell of each job page that came, changed or went there",
        example=["indexnow", "google"],
        called="tell ping",
    )


class KindSettings(Model):
    """What a kind of document has of its own, such as `by_kind: {posting: {theme: one-page}}`."""

    theme: Slug = described("theme of its documents, before the employer's", example="one-page")


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
    by_kind: MappingProxyType[Slug, KindSettings] = described(
        "what single kinds of document have of their own", called="by-kind documents"
    )
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
    site: Site = described("the careers site", default=Site())
    targets: MappingProxyType[Slug, TargetSettings] = described(
        "where the careers site is published to, by names of your own"
    )
    pdf_engine: PdfEngine = described("what sets the PDF; `auto` follows the theme", default="auto")
