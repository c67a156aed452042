"""Build a careers site, serve it on this machine, and put it before programs of other people."""

from __future__ import annotations

import shutil
import sys
import time

import loopback
import site_pages
import site_readers
import validators
from served_site import Site

sys.path.insert(0, str(validators.ROOT))

from tests import fixture_site

CHECKS = {
    "openroles": site_readers.crawler,
    "schema-dts with tsc": site_readers.types,
    "Adobe structured-data-validator": site_readers.required,
    "schema of sitemaps": site_readers.sitemap,
    "Nu HTML checker": site_pages.nu_html,
    "html-validate": site_pages.html_validate,
    "axe-core in Chromium": site_pages.axe,
    "search in Chromium": site_pages.search,
    "linkinator": site_pages.links,
    "readers of feeds": site_readers.feeds,
    "virtual-screen-reader": site_pages.heard,
}
SLOW = {"Lighthouse": site_pages.lighthouse, "pa11y": site_pages.pa11y}


def main(mode: str) -> int:
    """Build, serve, check, tell; return the exit status."""
    folder = validators.ROOT / "build" / "check-site"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with loopback.server(folder) as (url, certificate):
        started = time.perf_counter()
        workspace = fixture_site.workspace(folder / "workspace", url)
        fixture_site.run(workspace, "site", "-o", str(folder / "site"))
        full, accept = mode == "full", mode == "accept"
        site = Site(folder / "site", url, certificate, every=full, accept=accept)
        taken = time.perf_counter() - started
        print(f"built a site of {len(site.pages())} pages ({taken:.0f} s)", flush=True)
        checks = CHECKS | (SLOW if full else {})
        if accept:
            checks = {"virtual-screen-reader": site_pages.heard}
        return validators.tell(checks, site)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
