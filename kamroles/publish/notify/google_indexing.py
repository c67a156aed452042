"""Google's Indexing API: pages with JobPosting, one in each post, in the name of an account."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error, warning
from kamroles.notifiers import Notice, Notifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import requests

    from kamroles.notifiers import PageChange

_SCOPE = "https://www.googleapis.com/auth/indexing"
_ACCOUNT = "GOOGLE_APPLICATION_CREDENTIALS"
"""The variable that names the file with the account's key, as Google's own programs have it."""


def _notices(_: str, changes: Sequence[PageChange]) -> Iterator[Notice]:
    for each in changes:
        kind = "URL_DELETED" if each.what == "gone" else "URL_UPDATED"
        yield Notice({"url": each.url, "type": kind}, (each,))


def _sign_in(session: requests.Session) -> None:
    """Let what posts do so in the name of the account, for the hour that Google gives.

    Raises:
        Problems: no account is named, its key cannot be read, or Google does not know it; nothing
            of the key is told.

    """
    hint = "let it name the file with the key (JSON) of a service account"
    if not os.environ.get(_ACCOUNT):
        message = f"Google was not told: the variable {_ACCOUNT} is not set"
        raise Problems([error("KR723", message, None, hint)])
    import google.auth
    from google.auth.exceptions import GoogleAuthError, TransportError
    from google.auth.transport.requests import Request

    try:
        account, _ = google.auth.default(scopes=[_SCOPE])
    except (GoogleAuthError, ValueError, OSError):
        message = f"Google was not told: {_ACCOUNT} names no key of an account that can be read"
        raise Problems([error("KR723", message, None, hint)]) from None
    try:
        account.refresh(Request(session))  # type: ignore[no-untyped-call]
    except GoogleAuthError as failure:
        if failure.retryable or isinstance(failure, TransportError):
            message = "Google was not told: it does not answer when asked to let the account in"
            hint = "the next publish tells it"
            raise Problems([warning("KR721", message, None, hint)]) from None
        message = f"Google was not told: it does not let the account of {_ACCOUNT} in"
        hint = "make a new key of the account in Google's console; the clock here has to be right"
        raise Problems([error("KR723", message, None, hint)]) from None

    def signed(request: requests.PreparedRequest) -> requests.PreparedRequest:
        account.apply(request.headers)  # type: ignore[no-untyped-call]
        return request

    session.auth = signed


def _advice(status: int, site: str) -> str:
    match status:
        case 401 | 403:
            return (
                "switch the Indexing API on in the account's project, and make the account an "
                f"owner of {site} in Search Console"
            )
        case 429:
            return (
                "the next publish tells the rest; Google takes 200 pages a day until it is asked "
                "for more"
            )
    return ""


NOTIFIER = Notifier(
    name="google",
    title="Google",
    url="https://indexing.googleapis.com/v3/urlNotifications:publish",
    notices=_notices,
    advice=_advice,
    sign_in=_sign_in,
    open_only=True,
)
