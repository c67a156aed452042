"""A bucket: what browsers get, what the storage refuses, and what goes wrong on the way there."""

from __future__ import annotations

import os
import random
import socket
import threading
from dataclasses import dataclass
from datetime import timedelta
from http.client import BadStatusLine
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.publish import lease, s3_requests
from kamroles.publish.lease import LOCK
from kamroles.publish.ledger import FOLDER, LEDGER
from kamroles.publish.publishers import open_target
from tests import s3_server
from tests.unit.publish.apart import apart
from tests.unit.publish.releases import OWN, files_of, is_published, is_whole, publish
from tests.unit.publish.test_targets import put_by_hand, target_of
from tests.wording import pinned

if TYPE_CHECKING:
    from collections.abc import Callable

    from kamroles.publish.s3_bucket import S3Bucket
    from tests.unit.publish.releases import Releases

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="see tests/unit/publish/apart.py")
TAGS = f"{FOLDER}/tags.json"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the address of a folder in a bucket."""
    return target_of("s3", tmp_path)


@dataclass
class Waits:
    """Stands for the module ``time``: remembers for how long somebody slept, and does not."""

    slept: list[float]
    now: float = 0.0

    def monotonic(self) -> float:
        """Return the time in seconds."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Waits:
    """Return the clock that tries go by."""
    waits = Waits([])
    monkeypatch.setattr(s3_requests, "time", waits)
    return waits


def opened(url: str, work: Callable[[S3Bucket], object]) -> object:
    """Return what comes of some work with a target."""

    def there() -> object:
        with open_target(url, Path()) as target:
            return work(target)  # type: ignore[arg-type]

    return apart(there)


def refused(work: Callable[[], object]) -> list[tuple[str, str]]:
    """Return the findings that stop some work."""
    with pytest.raises(Problems) as stopped:
        work()
    return pinned(stopped.value.diagnostics)


def look(url: str) -> object:
    """Read the ledger of a target."""
    return opened(url, lambda target: target.read(LEDGER))


def test_browsers_get_the_type_and_how_long_to_keep_it(url: str, releases: Releases) -> None:
    """As a request sees it that knows nothing of S3."""
    publish(releases.first, url)
    for path, file in releases.first.files.items():
        answer, content = s3_server.asked("GET", s3_server.at(url, path))
        assert answer.headers["Content-Type"] == file.media_type
        assert answer.headers["Cache-Control"] == file.cache
        assert content == file.content()
    answer, _ = s3_server.asked("GET", s3_server.at(url, LEDGER))
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_root_of_a_bucket_may_be_published_to(releases: Releases) -> None:
    """And a folder beside the one that is published to stays as it is."""
    url = s3_server.bucket("")
    put_by_hand(url, "shop/index.html", b"ours")
    put_by_hand(url, "careers-old/index.html", b"ours too")
    publish(releases.first, f"{url}/careers/")
    publish(releases.second, f"{url}/careers")
    before = files_of(f"{url}/careers")
    is_published(before, releases.second)
    publish(releases.first, url)
    assert files_of(f"{url}/careers") == before
    assert s3_server.asked("GET", s3_server.at(url, "shop/index.html"))[1] == b"ours"
    assert s3_server.asked("GET", s3_server.at(url, "careers-old/index.html"))[1] == b"ours too"
    assert s3_server.asked("GET", s3_server.at(url, "index.html"))[0].status == 200


@pytest.mark.parametrize("path", ["index.html", LEDGER])
@pytest.mark.parametrize("there", [b"of yesterday", None])
@pytest.mark.parametrize("meanwhile", [b"mine", None])
def test_what_changed_since_it_was_seen_is_not_overwritten(
    url: str, path: str, there: bytes | None, meanwhile: bytes | None
) -> None:
    """The storage itself refuses, between a look and the put."""
    if there:
        put_by_hand(url, path, there)

    def work(target: S3Bucket) -> None:
        target.hashes([path])
        with target.alone():
            if there != meanwhile:
                put_by_hand(url, path, meanwhile)
            target.put(path, b"of today", "text/html", "no-cache")

    if there == meanwhile:
        opened(url, work)
        assert files_of(url)[path] == b"of today"
    else:
        assert refused(lambda: opened(url, work)) == [("KR705", "")]
        assert files_of(url).get(path) == meanwhile


def test_a_storage_that_heeds_no_conditions_is_not_published_to(
    url: str, releases: Releases
) -> None:
    """Before anything is put: two publishers could overwrite each other."""
    with s3_server.front() as front:
        front.hides = ("if-match", "if-none-match")
        assert refused(lambda: publish(releases.first, url)) == [("KR718", "")]
    assert files_of(url) == dict([OWN])


def test_files_on_record_are_not_read_again(url: str, releases: Releases) -> None:
    """To know what stands there takes the ledger, the record and a list."""
    publish(releases.first, url)

    def gets() -> list[str]:
        with s3_server.front() as front:
            plan = publish(releases.first, url)
        assert not plan.changes
        assert plan.drifted == ()
        return [path for _, method, path, _ in front.log if method == "GET"]

    assert len(gets()) == 3
    put_by_hand(url, "robots.txt", releases.first.files["robots.txt"].content())
    assert len(gets()) == 3  # it is as it was, whoever put it
    put_by_hand(url, TAGS, b"[]")
    assert len(gets()) == 3 + len(releases.first.files)
    put_by_hand(url, TAGS, None)
    assert len(gets()) == 3 + len(releases.first.files)
    put_by_hand(url, "robots.txt", b"mine")
    assert publish(releases.second, url).drifted == ("robots.txt",)
    put_by_hand(url, "robots.txt", None)
    publish(releases.second, url)
    with s3_server.front() as front:
        assert not publish(releases.second, url).changes
    assert len([each for each in front.log if each[1] == "GET"]) == 3


@pytest.mark.parametrize("status", [429, 503])
def test_a_storage_is_left_alone_for_as_long_as_it_asks(
    url: str, status: int, waits: Waits, releases: Releases
) -> None:
    """By seconds, or by a time of its own clock; without either, the pauses get longer."""
    about = [
        {"Retry-After": "7"},
        {
            "Retry-After": "Mon, 23 Nov 2026 10:00:09 GMT",
            "Date": "Mon, 23 Nov 2026 10:00:00 GMT",
        },
        {"Retry-After": "soon"},
        {},
        {},
    ]

    def work() -> list[float]:
        publish(releases.first, url)
        return waits.slept

    with s3_server.front() as front:
        front.instead = [(status, each) for each in about]
        assert apart(work) == [7, 9, 2, 4, 8]
    is_published(files_of(url), releases.first)


def test_a_storage_that_does_not_speak_http_when_asked_how_long_is_asked_again(
    url: str, waits: Waits, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As what stands between may not."""

    def odd(*_: object, **__: object) -> None:
        raise BadStatusLine("?")

    monkeypatch.setattr("urllib.request.urlopen", odd)
    with s3_server.front() as front:
        front.instead = [(503, {})]
        publish(releases.first, url)
    is_published(files_of(url), releases.first)


def test_a_storage_that_stays_busy_is_given_up(url: str, waits: Waits, releases: Releases) -> None:
    """Before it is waited for too long; the next run goes on."""
    with s3_server.front() as front:
        front.instead = [(503, {"Retry-After": "3600"})]
        with pytest.raises(Problems) as stopped:
            publish(releases.first, url)
        front.instead = [(500, {})] * 50
        with pytest.raises(Problems) as failed:
            publish(releases.first, url)
    (found,) = stopped.value.diagnostics
    assert found.code == "KR708"
    assert "3600 seconds" in found.message
    assert [each.code for each in failed.value.diagnostics] == ["KR708"]
    publish(releases.first, url)
    is_published(files_of(url), releases.first)


def test_an_answer_that_is_lost_is_no_refusal(url: str, waits: Waits, releases: Releases) -> None:
    """What was put, though nobody heard so, is put: lock, ledger, page and record."""
    with s3_server.front() as front:
        front.lost = ["/lock.json", "/ledger.json", "/index.html", "/tags.json"]
        publish(releases.first, url)
        assert front.lost == []
    is_published(files_of(url), releases.first)


@pytest.mark.parametrize("rounds", [3, pytest.param(40, marks=pytest.mark.slow)])
def test_connections_that_are_cut_at_random(
    url: str, rounds: int, monkeypatch: pytest.MonkeyPatch, releases: Releases
) -> None:
    """Wherever it stops, no page lacks a part; the next run finishes."""
    monkeypatch.setattr(s3_requests, "_FIRST_PAUSE", 0.01)
    monkeypatch.setattr(s3_requests, "_LONGEST_PAUSE", 0.02)
    monkeypatch.setattr(s3_requests, "_PATIENCE", 0.1)
    chance = random.Random(rounds)  # noqa: S311 - so that a failure can be repeated
    stopped: list[str] = []
    for number in range(rounds):
        release = (releases.first, releases.second)[number % 2]
        with s3_server.scissors(chance, (0.1, 0.3, 0.5)[number % 3]) as between:
            try:
                publish(release, url)
            except Problems as problems:
                stopped += [each.code for each in problems.diagnostics]
        assert between.cut
        files = files_of(url)
        is_whole(files)
        assert files[OWN[0]] == OWN[1]
        publish(release, url)
        is_published(files_of(url), release)
    print(f"s3: {len(stopped)} of {rounds} stopped by cuts")  # noqa: T201
    assert {*stopped} <= {"KR708", "KR719"}


def test_a_lock_that_nobody_renews_is_taken(url: str, releases: Releases) -> None:
    """And one that somebody renews is not."""
    put_by_hand(url, LOCK, b'{"held by": "a dead one"}\n')
    publish(releases.first, url)
    is_published(files_of(url), releases.first)
    done = threading.Event()

    def renew() -> None:
        count = 0
        while not done.wait(lease.STALE_AFTER / 10):
            put_by_hand(url, LOCK, b'{"renewed": %d}\n' % (count := count + 1))

    put_by_hand(url, LOCK, b'{"renewed": 0}\n')
    holder = threading.Thread(target=renew)
    holder.start()
    try:
        with pytest.raises(Problems) as stopped:
            publish(releases.second, url)
    finally:
        done.set()
        holder.join()
    assert [each.code for each in stopped.value.diagnostics] == ["KR706"]
    is_published(files_of(url), releases.first)


def test_who_may_not_publish_is_told_why(
    url: str, monkeypatch: pytest.MonkeyPatch, releases: Releases
) -> None:
    """Wrong keys, a wrong secret, too few rights; keys are never repeated."""
    everything = ("s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject")

    def use(keys: dict[str, str]) -> None:
        for name, value in keys.items():
            monkeypatch.setenv(name, value)

    with s3_server.strict(*everything) as keys:
        use(keys)
        publish(releases.first, url)
        use({"AWS_SECRET_ACCESS_KEY": "nobody-may-read-this"})
        with pytest.raises(Problems) as stopped:
            publish(releases.second, url)
        assert "nobody-may-read-this" not in str(stopped.value)
        assert keys["AWS_ACCESS_KEY_ID"] not in str(stopped.value)
        assert pinned(stopped.value.diagnostics) == [("KR717", "")]
        use({"AWS_ACCESS_KEY_ID": "AKIANOSUCHKEY"})
        assert refused(lambda: publish(releases.second, url)) == [("KR717", "")]
    with s3_server.strict("s3:ListBucket", "s3:GetObject") as keys:
        use(keys)
        assert not publish(releases.first, url).changes
        assert refused(lambda: publish(releases.second, url)) == [("KR717", "")]
    monkeypatch.undo()
    is_published(files_of(url), releases.first)


@pytest.mark.parametrize("where", ["closed", "silent"])
def test_without_credentials_that_is_said(
    url: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the service that machines of Amazon ask for them does not answer."""
    monkeypatch.setattr(s3_requests, "_TIMEOUT", timedelta(seconds=0.5))
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1] if where == "silent" else 9
        monkeypatch.setenv("AWS_METADATA_ENDPOINT", f"http://127.0.0.1:{port}")
        assert refused(lambda: look(url)) == [("KR717", "")]
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
        with pytest.raises(Problems) as stopped:
            look(url)
    (found,) = stopped.value.diagnostics
    assert found.code == "KR717"
    assert f"127.0.0.1:{port}" in found.message


def test_a_role_that_cannot_be_taken_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what it lacks."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/publisher")
    monkeypatch.setenv("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere/token")
    assert refused(lambda: look(url)) == [("KR717", "")]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9", "KR719"),
        ("AWS_ENDPOINT_URL", "", "KR716"),
        ("AWS_ENDPOINT_URL", "s3.example.com", "KR716"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:99999", "KR716"),
        ("AWS_ENDPOINT_URL", "ftp://s3.example.com", "KR716"),
        ("AWS_ENDPOINT_URL", "https://s3.example.com/a b", "KR716"),
        ("AWS_ENDPOINT_URL", "https://ann:secret@s3.example.com", "KR711"),
        ("AWS_ENDPOINT_URL_S3", "s3.example.com", "KR716"),
        ("AWS_REGION", "Frankfurt am Main", "KR716"),
        ("AWS_ACCESS_KEY_ID", "AKIA\n", "KR717"),
        ("AWS_SECRET_ACCESS_KEY", "secret two", "KR717"),
        ("AWS_SESSION_TOKEN", "secret\u2013", "KR717"),
        ("AWS_SESSION_TOKEN", "", "KR717"),
        ("AWS_S3_EXPRESS", "perhaps", "KR716"),
    ],
)
def test_settings_that_do_not_work_are_told(
    url: str, name: str, value: str, code: str, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And never a secret."""
    monkeypatch.setenv(name, value)
    with pytest.raises(Problems) as stopped:
        opened(url, lambda target: target.alone().__enter__())
    assert pinned(stopped.value.diagnostics) == [(code, "")]
    assert "secret" not in str(stopped.value)


@pytest.mark.parametrize(
    ("status", "said", "code"),
    [
        (403, "RequestTimeTooSkewed", "KR717"),
        (400, "ExpiredToken", "KR717"),
        (400, "AuthorizationHeaderMalformed", "KR716"),
        (301, "PermanentRedirect", "KR716"),
        (501, "NotImplemented", "KR716"),
        (418, "", "KR716"),
    ],
)
def test_refusals_that_the_server_here_does_not_know(
    url: str, status: int, said: str, code: str
) -> None:
    """As Amazon's has them."""
    with s3_server.front() as front:
        front.instead = [(status, {"x-code": said})] * 3
        work: Callable[[S3Bucket], object] = lambda target: target.alone().__enter__()  # noqa: E731
        assert refused(lambda: opened(url, work)) == [(code, "")]


def test_a_bucket_that_is_not_there_is_told(url: str, releases: Releases) -> None:
    """None is made."""
    assert refused(lambda: look("s3://no-such-bucket")) == [("KR716", "")]
    assert refused(lambda: publish(releases.first, "s3://no-such-bucket")) == [("KR716", "")]


def test_a_name_that_is_no_path_is_told(url: str, releases: Releases) -> None:
    """Nothing can be listed then."""
    put_by_hand(url, "a//b", b"x")
    assert refused(lambda: publish(releases.first, url)) == [("KR716", "")]


def test_a_server_that_never_answers_is_given_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It accepts, and is silent."""
    monkeypatch.setattr(s3_requests, "_TIMEOUT", timedelta(seconds=0.2))
    monkeypatch.setattr(s3_requests, "_PATIENCE", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(Problems) as stopped:
            look(url)
    (found,) = stopped.value.diagnostics
    assert found.code == "KR719"
    assert "does not answer" in found.message


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("s3://AKIA:secret@umbel-quince", "KR711"),
        ("s3://secret@umbel-quince", "KR711"),
        ("s3://", "KR701"),
        ("s3:umbel-quince", "KR701"),
        ("s3://Umbel Quince", "KR701"),
        ("s3://umbel-quince/../other", "KR701"),
        ("s3://umbel-quince//jobs", "KR701"),
        ("s3://umbel-quince/jobs?x=1", "KR701"),
        ("s3://umbel-quince#jobs", "KR701"),
    ],
)
def test_addresses_that_name_no_bucket_are_told(address: str, code: str) -> None:
    """A password is never repeated."""
    with pytest.raises(Problems) as stopped:
        look(address)
    assert pinned(stopped.value.diagnostics) == [(code, "")]
    assert "secret" not in str(stopped.value)


def test_without_the_client_that_is_said(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how to get it."""
    monkeypatch.setattr("kamroles.publish.publishers.find_spec", lambda name: None)
    assert refused(lambda: look(url)) == [("KR715", "")]
