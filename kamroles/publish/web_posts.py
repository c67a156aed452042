"""Posts of JSON to the web, with patience: tried again a few times, and never for long."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import kamroles

if TYPE_CHECKING:
    from collections.abc import Iterator

    import requests

    from kamroles.notifiers import Notifier

TIMEOUT = 20
"""So many seconds nothing may come."""
LONGEST_WAIT = 30
"""So many seconds are waited between two tries, however many the other side asks for."""
PAUSE = 1.0
"""How many seconds the first wait has; each is twice the one before."""
_TRIES_AGAIN = 3
_BUSY = (429, 500, 502, 503, 504)
_MOST_SAID = 200


class Refusal(NamedTuple):
    """Why a post did not arrive.

    Attributes:
        status: of HTTP; 0 without an answer.
        said: what the other side says, or what is wrong with the connection.

    """

    status: int
    said: str

    @property
    def passing(self) -> bool:
        """Tell whether it may well arrive later."""
        return not self.status or self.status in _BUSY

    @property
    def words(self) -> str:
        """What to tell people."""
        if not self.status:
            return f"it could not be reached ({self.said})"
        what = "it takes no more right now" if self.passing else "it refuses"
        return f"{what} (status {self.status}{self.said and ': '}{self.said})"


@contextmanager
def opened(notifier: Notifier) -> Iterator[requests.Session]:
    """Return what posts to a notifier, signed in.

    Raises:
        Problems: it is not let in.

    """
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.util import Retry

    class Patient(HTTPAdapter):
        """Lets no request wait for ever, whoever makes it."""

        def send(self, request: requests.PreparedRequest, **how: Any) -> requests.Response:  # type: ignore[override]
            return super().send(request, **how | {"timeout": TIMEOUT})

    again = Retry(
        total=_TRIES_AGAIN,
        read=1,  # each may take all of TIMEOUT
        allowed_methods=None,  # to be told twice does no harm
        status_forcelist=_BUSY,
        backoff_factor=PAUSE,
        backoff_max=LONGEST_WAIT,
        retry_after_max=LONGEST_WAIT,
        raise_on_status=False,
    )
    with requests.Session() as session:
        for scheme in ("https://", "http://"):
            session.mount(scheme, Patient(max_retries=again))
        session.headers["User-Agent"] = f"kamroles/{kamroles.__version__}"
        notifier.sign_in(session)
        yield session


def post(session: requests.Session, url: str, body: dict[str, Any]) -> Refusal | None:
    """Post JSON; return why it did not arrive, None if it did."""
    import requests

    try:
        answer = session.post(url, json=body, allow_redirects=False)
    except requests.RequestException as failure:
        return Refusal(0, _reason(failure))
    if answer.status_code in {200, 202}:
        return None
    return Refusal(answer.status_code, _said(answer))


def _reason(failure: requests.RequestException) -> str:
    """Return in plain words what is wrong with a connection."""
    import requests
    from urllib3.exceptions import NewConnectionError, TimeoutError

    inner = getattr(next(iter(failure.args), None), "reason", None)
    if isinstance(failure, requests.exceptions.SSLError):
        return "its certificate is not trusted here"
    if isinstance(failure, requests.exceptions.ProxyError):
        return "the proxy does not lead there"
    if isinstance(inner, NewConnectionError):
        return "no connection"
    if isinstance(failure, requests.Timeout) or isinstance(inner, TimeoutError):
        return f"no answer within {TIMEOUT} seconds"
    return "the connection was cut"


def _said(answer: requests.Response) -> str:
    """Return what an answer says for people, in a line; empty if that is for browsers alone."""
    try:
        said = answer.json()
    except ValueError:
        return ""
    said = said.get("error", said) if isinstance(said, dict) else None
    message = said.get("message") if isinstance(said, dict) else said
    line = " ".join(message.split()) if isinstance(message, str) else ""
    return "".join(filter(str.isprintable, line))[:_MOST_SAID]
