"""Publishing to a branch of a git repository, in one commit; no checkout of anybody is touched."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.ends import passing_folder
from kamroles.publish.apply import changed_meanwhile
from kamroles.publish.publishers import Publisher, address_parts, scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_OF_SSH = re.compile(r"(?:git\+ssh:)?(?P<user>[\w.-]+)@(?P<host>[\w.-]+):(?!//)(?P<path>.+)")
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_OURS = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
)
"""Set where git itself runs kamroles, as in a hook: they would lead into somebody's checkout."""
_FORM = "write it like git+https://HOST/PATH#BRANCH or git+ssh://git@HOST/PATH#BRANCH"
_SECRETS = "take out what stands before the @; git asks its credential helper, ssh its agent"
_ALONE = ("gc.auto=0", "maintenance.auto=false", "core.hooksPath=/dev/null", "push.gpgSign=false")
_NO_SUCH_BRANCH = 2
_WHO = "kamroles <noreply@kamroles.invalid>"
_OVERTAKEN = re.compile(
    r"stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref"
    r"|failed to lock|reference already exists|incorrect old value"
)
_FIRST_DAY = datetime.date(1970, 1, 1)
"""From which git counts seconds."""
_NEW = "refs/heads/new"


class _Git:
    """The system's git, in a repository of its own that lives as long as a publish."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address

    def run(self, *arguments: str, given: bytes = b"", fine: tuple[int, ...] = (0,)) -> bytes:
        """Run a command of git; return what it prints.

        Raises:
            Problems: it fails, or there is no git.

        """
        done = self.tried(*arguments, given=given)
        if done.returncode not in fine:
            raise Problems([self.refused(done.stderr.decode("utf-8", "replace"))])
        return done.stdout

    def tried(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run a command of git that may fail.

        Raises:
            Problems: there is no git.

        """
        command = ["git", *(word for each in _ALONE for word in ("-c", each)), *arguments]
        kept = {name: value for name, value in os.environ.items() if name not in _OURS}
        asked = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_DIR": str(self.folder)}
        try:
            return subprocess.run(  # noqa: S603 - no shell, and addresses start with their scheme
                command,
                cwd=self.folder,
                env=kept | asked,
                input=given,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError:
            hint = "install git, and see that a terminal finds it"
            raise Problems([error("KR709", "git is not installed", None, hint)]) from None

    def refused(self, said: str) -> Diagnostic:
        """Return what git said as a finding."""
        lines = [line for line in said.splitlines() if line.strip() and line != "Done"]
        told = [line for line in lines if line.startswith(("fatal:", "error:", " ! ", "remote:"))]
        reason = "; ".join(" ".join(line.split()) for line in (told or lines)[:3]) or "no reason"
        message = f"git cannot publish to {self.address}: {reason}"
        hint = "see that the address is right, and that `git ls-remote` there works without asking"
        if "remote rejected" in said:
            hint = "let whoever publishes push to this branch at the forge"
        return error("KR709", message, None, hint)


class GitBranch:
    """A branch to publish to: what it holds now, and what the next commit is to change."""

    def __init__(self, git: _Git, remote: str, branch: str) -> None:
        self._git, self._remote, self._ref = git, remote, f"refs/heads/{branch}"
        self.address = git.address
        self._put: dict[str, bytes | None] = {}
        self._commit = self._fetch()
        self._blobs = dict(self._listed())

    def _fetch(self) -> str:
        """Get the newest commit of the branch; return its id, empty if there is no branch."""
        self._git.run("init", "-q", "--bare", "--template=", ".")
        asked = self._git.run(
            "ls-remote", "--exit-code", self._remote, self._ref, fine=(0, _NO_SUCH_BRANCH)
        )
        if not asked.strip():
            return ""
        wanted = f"+{self._ref}:refs/heads/old"
        self._git.run("fetch", "-q", "--depth=1", "--no-tags", self._remote, wanted)
        return self._git.run("rev-parse", "refs/heads/old").decode().strip()

    def _listed(self) -> Iterator[tuple[str, str]]:
        """Yield the path of each file of the branch, with the id of its blob."""
        if self._commit:
            listed = self._git.run("ls-tree", "-r", "-z", "--full-tree", self._commit)
            for line in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
                about, _, path = line.partition("\t")
                yield path, about.split()[2]

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None if it is not there."""
        return next(iter(self._contents([path]).values()), None)

    def hashes(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the SHA-256 of those of the files that are there."""
        found = self._contents(paths)
        return {path: sha256(c).hexdigest() if c is not None else "" for path, c in found.items()}

    def _contents(self, paths: Iterable[str]) -> dict[str, bytes | None]:
        """Return the bytes of those of the files that are there; None for a module of git's."""
        there = [path for path in paths if path in self._blobs]
        asked = "".join(f"{self._blobs[path]}\n" for path in there).encode()
        rest = memoryview(self._git.run("cat-file", "--batch", given=asked)) if there else b""
        found: dict[str, bytes | None] = {}
        for path in there:
            head, _, _ = bytes(rest[:200]).partition(b"\n")
            rest = rest[len(head) + 1 :]
            words = head.split()
            if len(words) != 3:
                found[path] = None
                continue
            size = int(words[2])
            found[path] = bytes(rest[:size])
            rest = rest[size + 1 :]
        return found

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep nobody out: the last step fails if the branch is not as it was when it was read."""
        self._put.clear()
        yield

    def put(self, path: str, content: bytes, media_type: str, cache: str) -> None:
        """Take a file into the next commit."""
        self._put[path] = content

    def remove(self, path: str) -> None:
        """Take a file out of the next commit."""
        self._put[path] = None

    def finish(self, message: str, day: datetime.date) -> None:
        """Make the commit, and push it if the branch is still as it was.

        Raises:
            Problems: the branch is not as it was, or the push is refused.

        """
        self._git.run("fast-import", "--quiet", given=b"".join(self._stream(message, day)))
        lease = f"--force-with-lease={self._ref}:{self._commit}"
        done = self._git.tried(
            "push", "--porcelain", "--no-verify", lease, self._remote, f"{_NEW}:{self._ref}"
        )
        if done.returncode:
            said = (done.stdout + done.stderr).decode("utf-8", "replace")
            if _OVERTAKEN.search(said):
                raise Problems([changed_meanwhile(self.address)])
            raise Problems([self._git.refused(said)])

    def _stream(self, message: str, day: datetime.date) -> Iterator[bytes]:
        """Yield the commit as ``git fast-import`` reads it; nothing in it depends on the clock."""
        said = message.encode()
        when = (day - _FIRST_DAY).days * 86_400
        yield f"commit {_NEW}\ncommitter {_WHO} {when} +0000\ndata {len(said)}\n".encode()
        yield said + b"\n"
        if self._commit:
            yield f"from {self._commit}\n".encode()
        for path, content in self._put.items():
            name = path.replace("\\", "\\\\").replace('"', '\\"')
            if content is None:
                yield f'D "{name}"\n'.encode()
            else:
                yield f'M 100644 inline "{name}"\ndata {len(content)}\n'.encode()
                yield content + b"\n"
        yield b"done\n"


@contextlib.contextmanager
def _open(url: str, _: Path) -> Iterator[GitBranch]:
    remote, branch = _address(url)
    with passing_folder("kamroles-git-") as folder:
        yield GitBranch(_Git(folder, url), remote, branch)


def _address(url: str) -> tuple[str, str]:
    """Return the address as git takes it, and the branch.

    Raises:
        Problems: no branch is named, or a password is.

    """
    where, _, branch = url.partition("#")
    if hit := _OF_SSH.fullmatch(where):
        where = f"git+ssh://{hit['user']}@{hit['host']}/{hit['path'].lstrip('/')}"
    address_parts(where, _FORM, _SECRETS, named=scheme_of(where) == "git+ssh")
    if not _BRANCH.fullmatch(branch) or ".." in branch:
        message = f"`{url}` does not say to which branch"
        raise Problems([error("KR701", message, None, f"write it at the end: {where}#gh-pages")])
    return where[len("git+") :], branch


PUBLISHER = Publisher(
    name="git", schemes=("git+https", "git+http", "git+ssh", "git+file"), open=_open
)
