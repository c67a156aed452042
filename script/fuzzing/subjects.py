"""The files that are mutated: every sort that is read, each in a workspace that uses it."""

from __future__ import annotations

import datetime
import re
import tempfile
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from guard.inputs import FIRM, ROOT, SMALL, TINY, WORKSPACE, files_of

TODAY = datetime.date(2026, 11, 23)
_KINDS = ("posting", "description", "profile")
_TARGETS = """targets:
  web: {url: ./public}
by_kind:
  posting: {theme: one-page}
"""
_SORTS = {
    "": "settings", "roles": "role", "families": "family", "packs": "pack", "glossary": "glossary",
    "competencies": "competency", "employers": "employer", "postings": "posting",
    "approvals": "approved words", "assets": "picture",
}  # fmt: skip
"""What people call a file, by its folder."""
_OWN = {
    "posting": b"""{% extends "shipped/kinds/posting.md" %}
{% block opening %}
{{ super() }}

Ask {{ employer.name }} about {{ posting.title }}.
{% endblock %}
{% block eyebrow %}{% endblock %}
""",
    "letter": b"""# {{ posting.title }}

{% for duty in role.responsibilities %}
- {{ duty.text }}
{% endfor %}

## Pay {#pay}

{{ posting.pay.min }} to {{ posting.pay.max }}
""",
}
_SETTINGS = b"kinds: [posting, description]\nformats: [md, html, pdf]\n"


@dataclass(frozen=True)
class Subject:
    """A file to mutate.

    Attributes:
        sort: what people call such a file.
        base: the name of the workspace it stands in.
        path: where it stands there.
        content: what it holds when nothing is wrong.
        names: what is checked and made to see it; empty for all that the workspace has.
        kinds: the documents that are made.

    """

    sort: str
    base: str
    path: str
    content: bytes
    names: tuple[str, ...]
    kinds: tuple[str, ...] = _KINDS

    @property
    def name(self) -> str:
        """Return what documents are made of: the first of ``names``, or of all postings there."""
        files = workspaces()[self.base]
        return (*self.names, *(Path(each).stem for each in files if each.startswith("postings/")))[
            0
        ]

    @property
    def is_yaml(self) -> bool:
        """Tell whether it is read as YAML."""
        return self.path.endswith(".yaml")

    @property
    def is_picture(self) -> bool:
        """Tell whether it is a picture."""
        return self.sort.startswith("picture")


@cache
def workspaces() -> dict[str, dict[str, bytes]]:
    """Return the files of each workspace; an ``own`` theme is there to be mutated."""
    small, tiny = (_bytes(files) for files in (SMALL, TINY))
    plain = ROOT / "templates" / "themes" / "plain"
    theme = _bytes({f"templates/themes/own/{n}": text for n, text in files_of(plain).items()})
    dressed = tiny | theme | {WORKSPACE: b"theme: own\n" + _SETTINGS}
    pictured = {f"painted-{suffix}": _pictured(tiny, suffix) for suffix in ("png", "jpg")}
    bases = {"sample": _sample(), "small": small, "tiny": tiny, "careers": _careers()}
    return bases | {"dressed": dressed, **pictured}


def _sample() -> dict[str, bytes]:
    """Return what ``init --sample`` writes, without the schemas for editors."""
    from click.testing import CliRunner

    from kamroles.cli import main

    with tempfile.TemporaryDirectory() as name:
        done = CliRunner().invoke(main, ["--as-of", TODAY.isoformat(), "init", "--sample", name])
        if done.exit_code:
            raise RuntimeError(done.output)
        return {
            path.relative_to(name).as_posix(): path.read_bytes()
            for path in sorted(Path(name).rglob("*"))
            if path.is_file() and not path.relative_to(name).as_posix().startswith(".")
        }


def _bytes(files: dict[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


def _pictured(files: dict[str, bytes], suffix: str) -> dict[str, bytes]:
    """Return a workspace whose logo is made of dots."""
    from PIL import Image

    picture = BytesIO()
    image = Image.linear_gradient("L").resize((40, 24)).convert("RGB")
    image.save(picture, {"png": "PNG", "jpg": "JPEG"}[suffix])
    name = f"assets/logo.{suffix}"
    firm = files[FIRM].replace(b"assets/logo.svg", name.encode())
    return files | {FIRM: firm, name: picture.getvalue()}


@cache
def subjects() -> tuple[Subject, ...]:
    """Return every file that may be mutated."""
    shipped = [*_shipped_roles(), *_shipped_templates()]
    return (*_of_samples(), *shipped, *_own_templates(), *_of_the_machine())


def _of_samples() -> list[Subject]:
    found = []
    for base in ("sample", "small", "careers", "painted-png", "painted-jpg"):
        files = workspaces()[base]
        for path, content in files.items():
            sort = _SORTS[Path(path).parent.name]
            if sort == "picture":
                sort = f"picture {path.rpartition('.')[2]}"
            elif base.startswith("painted"):
                continue
            found.append(Subject(sort, base, path, content, _users(files, path)))
    return found


def _users(files: dict[str, bytes], path: str) -> tuple[str, ...]:
    """Return a posting of a workspace that uses a file, or nothing for all of them."""
    if path == WORKSPACE:
        return ()
    stem = Path(path).stem
    if path.startswith("postings/"):
        return (stem,)
    if path.startswith("approvals/"):
        return (stem.rpartition("-")[0],)
    if path.startswith("assets/"):
        firms = (name for name, text in files.items()
                 if name.startswith("employers/") and path.encode() in text)  # fmt: skip
        stem = Path(next(firms, stem)).stem
    postings = [name for name in files if name.startswith("postings/")]
    using = [name for name in postings if re.search(rb": " + stem.encode() + rb"\b", files[name])]
    return (Path((using or postings)[0]).stem,)


def _shipped_roles() -> list[Subject]:
    roles = {path.stem: path.read_bytes() for path in (ROOT / "roles").glob("*.yaml")}
    roles.pop("defaults")
    found = []
    for path in sorted((ROOT / "roles").rglob("*.yaml")):
        name = path.relative_to(ROOT).as_posix()
        sort = _SORTS[path.parent.name]
        names: tuple[str, ...] = ("salem",)
        if path.stem in roles:
            names = (path.stem,)
        elif sort in {"family", "pack"}:
            field = {"family": "family", "pack": "industry"}[sort]
            said = f"\n{field}: {path.stem}\n".encode()
            names = (next((r for r, text in roles.items() if said in text), "account-manager"),)
        elif sort in {"competency", "glossary"}:
            names = ()
        found.append(Subject(sort, "tiny", name, path.read_bytes(), names))
    return found


def _shipped_templates() -> list[Subject]:
    found = []
    for path in sorted((ROOT / "templates").rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        folder = name.split("/")[1]
        if folder == "themes" and path.is_file():
            own = f"templates/themes/own/{path.name}"
            sort = f"theme {path.suffix}"
            found.append(Subject(sort, "dressed", own, path.read_bytes(), ("salem",), _KINDS[:1]))
        elif path.is_file() and folder in {"kinds", "locales", "parts"}:
            sort = {"locales": "labels", "parts": "template"}.get(folder, "template")
            sort = "kind" if path.name == "kind.yaml" else sort
            found.append(Subject(sort, "tiny", name, path.read_bytes(), ("salem",)))
    return found


def _own_templates() -> list[Subject]:
    """Return templates that take over what ships, in part, as ``eject`` writes them, and others."""
    return [
        Subject("template", "tiny", f"templates/kinds/{kind}.md", text, ("salem",), (kind,))
        for kind, text in _OWN.items()
    ]


def _of_the_machine() -> list[Subject]:
    """Return what no person writes; what it holds is known once kamroles has run."""
    names = {"cache": "cache", "web page": "page.html"}
    sorts = ("cache", "manifest", "site manifest", "ledger", "archive", "web page")
    return [
        Subject(sort, "careers", names.get(sort, f"{sort}.json"), b"", (), _KINDS[:1])
        for sort in sorts
    ]


def _careers() -> dict[str, bytes]:
    """Return a workspace with a careers site, of which one posting only lacks its approval."""
    files = files_of(ROOT / "tests" / "site_workspace")
    open_now = {"two-pays", "filled"}
    files[WORKSPACE] = files[WORKSPACE].replace("ADDRESS", "https://jobs.example.com") + _TARGETS
    return {
        name: text.encode()
        for name, text in files.items()
        if not name.startswith("postings/") or Path(name).stem in open_now
    }
