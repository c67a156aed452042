"""What a storage answers when it does not do what was asked, and what to do then."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kamroles.diagnostics import error
from kamroles.publish.s3_environment import KEYS

if TYPE_CHECKING:
    from kamroles.diagnostics import Diagnostic

_PASSING = {408, 409, 429, 500, 502, 503, 504}
_STATUS = re.compile(r"status code: (\d{3})")
_CODE = re.compile(r"<Code>(\w+)</Code>")
_SAID = re.compile(r"<Message>([^<]{1,200})")
_ASKED = re.compile(r"Error performing [A-Z]+ (\S+) in ")
_PATH = re.compile(r'path: "([^"]*)"')
_RIGHTS = (
    "allow s3:ListBucket on the bucket, and s3:GetObject, s3:PutObject and s3:DeleteObject on what "
    "is in it"
)
_HINTS = {
    "AccessDenied": _RIGHTS,
    "InvalidAccessKeyId": "see that AWS_ACCESS_KEY_ID is of this storage, and not withdrawn",
    "SignatureDoesNotMatch": "see that AWS_SECRET_ACCESS_KEY belongs to AWS_ACCESS_KEY_ID",
    "RequestTimeTooSkewed": "set the clock of this computer",
    "ExpiredToken": "get new credentials, and set AWS_SESSION_TOKEN with them",
    "InvalidToken": "set AWS_SESSION_TOKEN, or unset it where the keys have none",
}
_OF_REGION = {"PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint"}


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that failed.

    Attributes:
        said: what obstore says of it. It is never shown whole.
        bucket: of which it was asked.
        address: what is published to, as people call it.

    """

    said: str
    bucket: str
    address: str

    @property
    def status(self) -> int:
        """The status of the answer; 0 if there was none."""
        return int(hit[1]) if (hit := _STATUS.search(self.said)) else 0

    @property
    def code(self) -> str:
        """The word by which a storage says why."""
        return hit[1] if (hit := _CODE.search(self.said)) else ""

    @property
    def is_throttling(self) -> bool:
        """Whether the storage wants fewer requests."""
        return self.status in {429, 503}

    @property
    def may_pass(self) -> bool:
        """Whether it is of the kind that is gone a little later."""
        if self._is_of_credentials or self.status:
            return self.status in _PASSING and not self._is_of_credentials
        return "HTTP error" in self.said and "builder error" not in self.said

    @property
    def _is_of_credentials(self) -> bool:
        """Whether not the bucket was asked, but what should give the credentials for it."""
        asked = _ASKED.search(self.said)
        return self.bucket not in asked[1] if asked else "token file" in self.said

    def why(self, asks: float) -> str:
        """Return in a few words why it may pass; ``asks`` is how many seconds are to be waited."""
        host = urlsplit(asked[1]).netloc if (asked := _ASKED.search(self.said)) else self.bucket
        if not self.status:
            late = "kind: Timeout" in self.said
            return f"{host} {'does not answer' if late else 'cannot be reached, or hangs up'}"
        later = f", and wants to be asked again in {asks:.0f} seconds" if asks > 0 else ""
        return f"{host} is busy or out of order ({self._answer}){later}"

    @property
    def _answer(self) -> str:
        code = f", {self.code}" if self.code else ""
        return f"status {self.status}{code}" if self.status else self.said.partition("\n")[0][:200]

    def finding(self) -> Diagnostic:
        """Return a failure that does not pass as a finding."""
        if self._is_of_credentials:
            why = self.why(0.0) if _ASKED.search(self.said) else self._answer
            message = (
                f"no credentials to publish to {self.address}, and none of this machine: {why}"
            )
            return error("KR717", message, None, KEYS)
        if self.status in {401, 403} or self.code in _HINTS:
            why = hit[1] if (hit := _SAID.search(self.said)) else self._answer
            message = f"{self.address} does not let in who publishes: {why}"
            return error("KR717", message, None, _HINTS.get(self.code, _RIGHTS))
        if self.code == "NoSuchBucket":
            message = f"there is no bucket `{self.bucket}`"
            hint = "make it, or see that the name, AWS_REGION and AWS_ENDPOINT_URL are right"
            return error("KR716", message, None, hint)
        if self.code in _OF_REGION or "configured region" in self.said:
            message = f"the bucket `{self.bucket}` is in another region"
            return error("KR716", message, None, "set AWS_REGION to the region that it is in")
        if "invalid path" in self.said and (hit := _PATH.search(self.said)):
            message = f"{self.address} holds a file whose name is no path: `{hit[1]}`"
            hint = "rename it there, or publish to a folder of the bucket that has none such"
            return error("KR716", message, None, hint)
        message = f"{self.address} refuses what publishing needs: {self._answer}"
        return error("KR716", message, None, "ask whoever runs the storage")
