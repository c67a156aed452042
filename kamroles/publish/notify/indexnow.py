"""IndexNow: one post tells Bing, Yandex, Naver, Seznam and others (indexnow.org/documentation)."""

from __future__ import annotations

from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kamroles.notifiers import Notice, Notifier
from kamroles.site.addresses import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kamroles.notifiers import PageChange

_MOST = 10_000
"""So many addresses may stand in a post."""


def _key(site: str) -> str:
    """Return the key of a site.

    What proves that we speak for the site is that the key's file stands there, for all to read; so
    the key is no secret, and is worked out from the address instead of being kept by somebody. Who
    works it out too can do no more with it than have pages of this site read again.
    """
    return sha256(f"kamroles IndexNow {plain(site)}".encode()).hexdigest()[:32]


def _files(site: str) -> dict[str, bytes]:
    key = _key(site)
    return {f"{key}.txt": key.encode()}


def _place(site: str) -> str:
    """Return the address of the key's file: it speaks for what stands in its folder, and below."""
    return f"{plain(site)}/{_key(site)}.txt"


def _notices(site: str, changes: Sequence[PageChange]) -> Iterator[Notice]:
    rest = iter(changes)
    while told := tuple(islice(rest, _MOST)):
        body = {
            "host": urlsplit(plain(site)).netloc,
            "key": _key(site),
            "keyLocation": _place(site),
            "urlList": [each.url for each in told],
        }
        yield Notice(body, told)


def _advice(status: int, site: str) -> str:
    if status in {403, 422}:
        return f"open {_place(site)}: it has to show the key; then publish again"
    return ""


NOTIFIER = Notifier(
    name="indexnow",
    title="IndexNow",
    url="https://api.indexnow.org/indexnow",
    notices=_notices,
    advice=_advice,
    files=_files,
)
