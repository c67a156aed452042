"""Where each page of the site stands, and how one is reached from another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kamroles.write import file_name

INDEX = "index.html"
MISSING = "404.html"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a site; ``url`` is its own, empty for a preview that stands nowhere."""

    url: str = ""

    def absolute(self, path: str) -> str:
        """Return the address of a page as the world knows it; empty for a preview."""
        if not self.url:
            return ""
        return f"{plain(self.url)}/{quote('' if path == INDEX else path)}"

    def link(self, path: str, page: str) -> str:
        """Return a page's address as a link from another page, on any server and in a folder."""
        if page == MISSING and self.url:
            return self.absolute(path)  # it is shown at any address
        return quote(posixpath.relpath(path, posixpath.dirname(page) or "."))


def plain(url: str) -> str:
    """Return the address of a site in ASCII, as crawlers want it, without its last slash."""
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    return f"{parts.scheme}://{host}{quote(parts.path.rstrip('/'), safe='/%')}"


def posting_page(name: str) -> str:
    """Return the path of the page of a posting."""
    return f"jobs/{file_name(name, '.html')}"


def list_page(stem: str, number: int) -> str:
    """Return the path of a page of a list; ``stem`` is empty for the list of all."""
    if number == 1:
        return f"{stem}.html" if stem else INDEX
    return f"{stem}-page-{number}.html" if stem else f"page-{number}.html"


def feed(stem: str, suffix: str) -> str:
    """Return the path of a feed of a list: ``atom.xml`` or ``feed.json``."""
    return f"{stem}/{suffix}" if stem else suffix
