"""A careers site that is built and served, to be put before programs of other people."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from validators import ROOT, DidNotRunError, run

TOOLS = ROOT / "node_modules"
SEEN = ("", "browse/place/salem-oregon.html", "jobs/two-pays.html")
"""A list, a value of a facet, and the posting that has the most of everything."""
_EXPECTED = ROOT / "tests/site_expected.yaml"


@dataclass(frozen=True)
class Site:
    """A site that is built into a folder, and served at an address.

    Attributes:
        folder: where its files are.
        url: its address, without a slash at its end.
        certificate: what a client must trust to read it.
        every: whether to judge all of its pages where a few tell most.
        accept: whether what is heard now is to be kept as right.

    """

    folder: Path
    url: str
    certificate: Path
    every: bool
    accept: bool

    def pages(self, pattern: str = "**/*.html") -> list[Path]:
        """Return the files of pages."""
        return sorted(self.folder.glob(pattern))

    @property
    def openings(self) -> dict[str, list[dict[str, Any]]]:
        """What a reader must find: by posting, its offers."""
        found: dict[str, list[dict[str, Any]]] = yaml.safe_load(_EXPECTED.read_text("utf-8"))
        return found

    @property
    def postings(self) -> list[Path]:
        """The pages of what is open."""
        return [self.folder / f"jobs/{name}.html" for name in self.openings]

    @property
    def seen(self) -> list[str]:
        """The addresses of pages to look at in a browser."""
        every = [str(page.relative_to(self.folder)) for page in self.pages()]
        return [f"{self.url}/{page}" for page in (every if self.every else SEEN)]


def node(tool: str | Path, *arguments: str | Path, certificate: Path | None = None) -> str:
    """Run a script of ours, or of a package, and return what it printed.

    Raises:
        DidNotRunError: it failed, and printed nothing.

    """
    environment = os.environ | ({"NODE_EXTRA_CA_CERTS": str(certificate)} if certificate else {})
    said = run("node", str(TOOLS / tool), *map(str, arguments), env=environment)
    if said.returncode and not said.stdout.strip():
        raise DidNotRunError(f"{Path(tool).name} did not run: {said.stderr.strip()[-2000:]}")
    return said.stdout
