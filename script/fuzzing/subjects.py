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
    return {"sample": _sample(), "small": small, "tiny": tiny, "dressed": dressed, **pictured}


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
    found = [*_of_samples(), *_shipped_roles(), *_shipped_templates(), *_of_the_machine()]
    return tuple(found)


def _of_samples() -> list[Subject]:
    found = []
    for base in ("sample", "small", "painted-png", "painted-jpg"):
        files = workspaces()[base]
        for path, content in files.items():
            sort = path.split("/", maxsplit=1)[0].removesuffix("s")
            if sort == "approval":
                sort = "approved words"
            elif sort == "asset":
                sort = f"picture {path.rpartition('.')[2]}"
            elif base.startswith("painted"):
                continue
            elif path == WORKSPACE:
                sort = "settings"
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
        sort = {"roles": "role", "families": "family"}.get(path.parent.name) or (
            path.parent.name.removesuffix("s")
        )
        names: tuple[str, ...] = ("salem",)
        if path.stem in roles:
            names = (path.stem,)
        elif sort in {"family", "pack"}:
            field = {"family": "family", "pack": "industry"}[sort]
            said = f"\n{field}: {path.stem}\n".encode()
            names = (next((r for r, text in roles.items() if said in text), "account-manager"),)
        elif sort in {"competencie", "glossary"}:
            sort, names = sort.replace("ie", "y"), ()
        found.append(Subject(sort, "tiny", name, path.read_bytes(), names))
    return found


def _shipped_templates() -> list[Subject]:
    found = []
    for path in sorted((ROOT / "templates").rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        folder = name.split("/")[1]
        if folder == "themes" and path.parent.name == "plain":
            own = name.replace("/plain/", "/own/")
            sort = f"theme {path.suffix}"
            found.append(Subject(sort, "dressed", own, path.read_bytes(), ("salem",), _KINDS[:1]))
        elif path.is_file() and folder in {"kinds", "locales", "parts"}:
            sort = {"locales": "labels", "parts": "template"}.get(folder, "template")
            sort = "kind" if path.name == "kind.yaml" else sort
            found.append(Subject(sort, "tiny", name, path.read_bytes(), ("salem",)))
    return found


def _of_the_machine() -> list[Subject]:
    """Return what kamroles keeps for itself; what it holds is known once it has run."""
    return [
        Subject("cache", "tiny", "cache", b"", ("salem",), _KINDS[:1]),
        Subject("manifest", "tiny", "output/.kamroles.json", b"", ("salem",), _KINDS[:1]),
    ]
