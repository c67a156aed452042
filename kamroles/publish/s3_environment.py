"""What the environment says of a storage, looked at before the client of S3 reads it.

That client ends the whole program, without a word that helps, when an address, a region or a key
cannot stand in a request.
"""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

from kamroles.diagnostics import Problems, error

KEYS = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN, if there is one)"
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
_SECRETS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_TOKEN")
_KEY = re.compile(r"[!-~]+")


def plain_http() -> bool:
    """Tell whether the address of the storage starts with ``http:``, which then is meant.

    Raises:
        Problems: a variable cannot be what it should be; its value is never shown.

    """
    given = [name for name in _SECRETS if name in os.environ]
    for name in given:
        if not _KEY.fullmatch(os.environ[name]):
            message = f"{name} is empty, or holds a space, a line break or what else no key has"
            raise Problems([error("KR717", message, None, "set it to the key alone, or unset it")])
    if missing := [name for name in _SECRETS[:2] if given and name not in given]:
        message = f"{missing[0]} is not set, though {given[0]} is"
        raise Problems([error("KR717", message, None, KEYS)])
    for name in _REGIONS:
        if not re.fullmatch(r"[a-z0-9-]+", os.environ.get(name, "auto")):
            hint = "set it to the region of the bucket, such as eu-central-1"
            raise Problems([error("KR716", f"{name} is no name of a region", None, hint)])
    schemes = [_scheme(name, os.environ[name]) for name in _ENDPOINTS if name in os.environ]
    return schemes[:1] == ["http"]


def _scheme(name: str, endpoint: str) -> str:
    """Return whether an address starts with ``http`` or ``https``.

    Raises:
        Problems: it starts with neither, or holds a password.

    """
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if (
        not host
        or port == 0
        or parts.scheme not in {"http", "https"}
        or not _KEY.fullmatch(endpoint)
    ):
        hint = "write it like https://s3.example.com, or unset it to publish to Amazon S3"
        raise Problems([error("KR716", f"{name} is no address of a storage", None, hint)])
    if "@" in parts.netloc:
        message = f"{name} holds a name or password, which would be stored and shown"
        raise Problems([error("KR711", message, None, KEYS)])
    return parts.scheme
