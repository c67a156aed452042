"""Search engines are told of exactly what came, changed and went, once, after it is live."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from google.auth import jwt

from kamroles import notifiers
from kamroles.diagnostics import Problems
from kamroles.publish import telling, web_posts
from kamroles.publish.apply import at_work
from kamroles.publish.ledger import LEDGER, decode
from tests.packages import install
from tests.told import told
from tests.unit.cli.running import run
from tests.unit.publish.apart import apart
from tests.unit.publish.recorder import Recorder
from tests.unit.publish.releases import files_of, other_days, plan_for, publish_to
from tests.unit.publish.search_engine import CUT, HANG, SearchEngine, listening
from tests.unit.publish.test_targets import KINDS, target_of
from tests.wording import printed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.unit.publish.releases import Releases

SITE = "https://umbel-quince.example/work"
OPEN = ["jar-keeper-both", "jar-keeper-salem", "lid-keeper-bend"]


def pages(*names: str) -> list[str]:
    """Return the addresses of the pages of postings."""
    return [f"{SITE}/jobs/{name}.html" for name in names]


def listed(bodies: list[dict[str, Any]]) -> list[str]:
    """Return the addresses that IndexNow was told, in order."""
    return [url for body in bodies for url in body["urlList"]]


def of_google(kind: str, *names: str) -> list[dict[str, str]]:
    """Return what Google is told of the pages of postings."""
    return [{"url": url, "type": f"URL_{kind}"} for url in pages(*names)]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[SearchEngine]:
    """Return the search engine that all notifiers post to, without long waits."""
    monkeypatch.setattr(web_posts, "PAUSE", 0.01)
    monkeypatch.setattr(web_posts, "LONGEST_WAIT", 1)
    monkeypatch.setattr(web_posts, "TIMEOUT", 0.3)
    with listening() as engine:
        here = {
            name: replace(each, url=f"{engine.address}/{name}")
            for name, each in notifiers.NOTIFIERS.items()
        }
        monkeypatch.setattr(telling, "NOTIFIERS", here)
        yield engine


@pytest.fixture
def key(engine: SearchEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the environment name the key of an account; return its public part."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    private = rsa.generate_private_key(65537, 2048)
    text = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
    account = {
        "type": "service_account",
        "project_id": "jars",
        "private_key_id": "1",
        "private_key": text,
        "client_email": "jobs@jars.iam.gserviceaccount.com",
        "token_uri": f"{engine.address}/token",
    }
    file = tmp_path / "account.json"
    file.write_text(json.dumps(account), encoding="utf-8")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(file))
    public = private.public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return public.public_bytes(serialization.Encoding.PEM, form).decode()


def notify(root: Path, *names: str) -> None:
    """Let the target ``careers`` tell search engines."""
    settings = root / "kamroles.yaml"
    first = settings.read_text(encoding="utf-8").partition("targets:")[0]
    line = f"targets: {{careers: {{url: ./public, notify: [{', '.join(names)}]}}}}\n"
    settings.write_text(first + line, encoding="utf-8")


def test_a_dry_run_shows_what_would_be_posted(root: Path, engine: SearchEngine) -> None:
    """Whole, apart from the end of long lists; nothing is posted, and no account is asked for."""
    notify(root, "indexnow", "google")
    done = run("publish", "careers", "--dry-run")
    assert done.exit_code == 0
    printed(done.stdout.replace(engine.address, "https://…"))
    assert "IndexNow to be told of pages: 3 new\n" in done.stdout
    assert "Google to be told of pages: 3 new\n" in done.stdout
    assert engine.heard == 0
    assert not (root / "public").exists()


@pytest.mark.usefixtures("key")
def test_each_is_told_once_of_what_came_changed_and_went(root: Path, engine: SearchEngine) -> None:
    """Google of open jobs alone: to it, a page that says that a job is closed is gone."""
    notify(root, "indexnow", "google")
    done = run("publish", "careers", "--yes")
    assert done.exit_code == 0
    assert "IndexNow was told of 3 pages" in done.stderr
    first, *rest = engine.taken()
    assert rest == of_google("UPDATED", *OPEN)
    assert first["urlList"] == pages(*OPEN)
    assert first["host"] == "umbel-quince.example"
    file = first["keyLocation"].removeprefix(f"{SITE}/")
    assert (root / "public" / file).read_text() == first["key"] == file.removesuffix(".txt")
    assert len(first["key"]) == 32

    assert run("publish", "careers", "--check").exit_code == 0
    assert run("publish", "careers", "--yes").exit_code == 0
    assert engine.heard == 4

    other_days(root)
    assert run("publish", "careers", "--yes").exit_code == 0
    first, *rest = engine.taken()
    assert first["urlList"] == pages("lid-keeper-draft", "jar-keeper-both", "jar-keeper-salem")
    assert rest == [
        *of_google("DELETED", "jar-keeper-both"),
        *of_google("UPDATED", "lid-keeper-draft", "jar-keeper-salem"),
    ]

    (root / "postings/jar-keeper-both.yaml").unlink()
    assert run("publish", "careers", "--yes").exit_code == 0
    assert listed(engine.taken()) == pages("jar-keeper-both")
    assert run("publish", "careers", "--check").exit_code == 0


@pytest.mark.parametrize(
    ("answers", "code", "status", "heard"),
    [
        ([403], "KR722", 1, 1),
        ([422], "KR722", 1, 1),
        ([400], "KR722", 1, 1),
        ([302], "KR722", 1, 1),
        ([429] * 4, "KR721", 0, 4),
        ([503] * 4, "KR721", 0, 4),
        ([CUT] * 2, "KR721", 0, 2),
        ([HANG] * 2, "KR721", 0, 2),
    ],
    ids=["403", "422", "400", "302", "429", "503", "cut", "hang"],
)
def test_what_could_not_be_told_is_told_by_the_next_publish(
    answers: list[int], code: str, status: int, heard: int, root: Path, engine: SearchEngine
) -> None:
    """The site is live all the same; what mends itself by the next time is a warning."""
    notify(root, "indexnow")
    engine.answer(*answers, said="Not today.\x1b[31m", Location="https://elsewhere.example")
    done = run("publish", "careers", "--yes")
    assert [each for each, _ in told(done.stderr)] == [code]
    assert (done.exit_code, engine.heard) == (status, heard)
    assert "3 open jobs are live" in done.stderr
    assert "\x1b" not in done.stderr
    assert (root / "public/index.html").is_file()
    assert engine.taken() == []

    assert run("publish", "careers", "--check").exit_code == 1
    done = run("publish", "careers", "--yes")
    assert done.exit_code == 0
    assert listed(engine.taken()) == pages(*OPEN)
    assert run("publish", "careers", "--check").exit_code == 0


@pytest.mark.usefixtures("engine")
def test_nobody_listens(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where there is no network."""
    notify(root, "indexnow")
    here = telling.NOTIFIERS["indexnow"]
    away = {"indexnow": replace(here, url="http://127.0.0.1:9/indexnow")}
    monkeypatch.setattr(telling, "NOTIFIERS", away)
    done = run("publish", "careers", "--yes")
    assert [each for each, _ in told(done.stderr)] == ["KR721"]
    assert done.exit_code == 0


@pytest.mark.parametrize("wait", ["1", "86400"])
def test_one_that_is_busy_is_asked_again(wait: str, root: Path, engine: SearchEngine) -> None:
    """When it says, but not tomorrow; 202 says that it looks at the key later."""
    notify(root, "indexnow")
    engine.answer(429, Retry_After=wait)
    engine.answer(503, 202)
    done = run("publish", "careers", "--yes")
    assert (done.exit_code, engine.heard) == (0, 3)
    assert told(done.stderr) == []
    assert listed(engine.taken()) == pages(*OPEN)


def test_google_is_told_in_the_name_of_the_account(
    root: Path, engine: SearchEngine, key: str
) -> None:
    """The key signs, and stands nowhere; the token it gives goes along with each post."""
    notify(root, "google")
    done = run("publish", "careers", "--yes")
    (asked,) = engine.tokens
    claims = jwt.decode(
        asked, certs=key, verify=True, audience="https://oauth2.googleapis.com/token"
    )
    assert claims["iss"] == "jobs@jars.iam.gserviceaccount.com"
    assert claims["scope"] == "https://www.googleapis.com/auth/indexing"
    assert engine.signed == ["Bearer let-me-in"] * 3
    left = [done.output, *(p.read_text("latin-1") for p in root.rglob("*") if p.is_file())]
    assert not [text for text in left if "let-me-in" in text or "PRIVATE KEY" in text]


@pytest.mark.usefixtures("key")
def test_what_google_does_not_take_today_it_is_told_tomorrow(
    root: Path, engine: SearchEngine
) -> None:
    """First what is gone; a page that is refused for itself does not hold up the others."""
    notify(root, "google")
    engine.answer(200, 400, 429, 429, 429, 429, said="Quota exceeded.")
    done = run("publish", "careers", "--yes")
    assert [each for each, _ in told(done.stderr)] == ["KR722", "KR721"]
    assert engine.taken() == of_google("UPDATED", "jar-keeper-both")
    other_days(root)
    assert run("publish", "careers", "--yes").exit_code == 0
    assert engine.taken() == [
        *of_google("DELETED", "jar-keeper-both"),
        *of_google("UPDATED", "jar-keeper-salem", "lid-keeper-bend", "lid-keeper-draft"),
    ]


@pytest.mark.parametrize("why", ["none", "missing", "rubbish", "no key", "refused", "busy", "away"])
@pytest.mark.usefixtures("key")
def test_an_account_that_cannot_be_used(
    why: str, root: Path, engine: SearchEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is live stays so, and IndexNow is told; nothing of the key is said."""
    notify(root, "google", "indexnow")
    file = tmp_path / "account.json"
    match why:
        case "none":
            monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
        case "missing":
            file.unlink()
        case "rubbish":
            file.write_text("secret", encoding="utf-8")
        case "no key":
            account = json.loads(file.read_text(encoding="utf-8"))
            account["private_key"] = "-----BEGIN PRIVATE KEY-----\nsecret\n"
            file.write_text(json.dumps(account), encoding="utf-8")
        case "refused":
            engine.lets_in = 400
        case "busy":
            engine.lets_in = 503
        case "away":
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace(engine.address, "http://127.0.0.1:9"), encoding="utf-8")
    done = run("publish", "careers", "--yes")
    code = "KR721" if why in {"busy", "away"} else "KR723"
    assert [each for each, _ in told(done.stderr)] == [code]
    assert done.exit_code == (code == "KR723")
    assert "secret" not in done.output
    assert listed(engine.taken()) == pages(*OPEN)


def test_what_was_told_and_not_noted_is_told_again(
    root: Path, engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a kill right then; and where the target takes no more, that is said."""
    notify(root, "indexnow")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def held(*_: object) -> None:
        raise Problems([at_work("careers")])

    for stops in (full, held):
        with monkeypatch.context() as patch:
            patch.setattr(telling, "open_target", stops)
            done = run("publish", "careers", "--yes")
        assert [each for each, _ in told(done.stderr)] == ["KR724"]
        assert done.exit_code == 1
    run("publish", "careers", "--yes")
    assert listed(engine.taken()) == pages(*OPEN) * 3
    run("publish", "careers", "--yes")
    assert engine.heard == 3


@pytest.mark.parametrize("kind", KINDS)
def test_each_target_keeps_what_was_told(
    kind: str, root: Path, engine: SearchEngine, tmp_path: Path
) -> None:
    """It is opened a second time for that, and so is free by then."""
    url = target_of(kind, tmp_path)
    notify(root, "indexnow")
    settings = root / "kamroles.yaml"
    text = settings.read_text(encoding="utf-8").replace("./public", f'"{url}"')
    settings.write_text(text, encoding="utf-8")
    for target in ("careers", f"{url}/" if kind != "git" else url):
        assert apart(lambda: run("publish", target, "--yes").exit_code) == 0  # noqa: B023
    assert apart(lambda: run("publish", "careers", "--check").exit_code) == 0
    assert engine.heard == 1
    ledger = decode(files_of(url)[LEDGER], url)
    assert [*ledger.told["indexnow"]] == pages(*OPEN)
    assert not ledger.cut_off
    assert [path.stem for path in (root / "archive/targets").iterdir()] == ["careers"]


def test_before_the_files_are_live_nobody_is_told(
    root: Path, engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A publish that stops tells nothing; the one that finishes it tells all."""
    notify(root, "indexnow")
    with monkeypatch.context() as patch:
        patch.setattr("kamroles.publish.folder_target.os.fsync", _fails)
        assert run("publish", "careers", "--yes").exit_code == 1
    assert engine.heard == 0
    run("publish", "careers", "--yes")
    assert listed(engine.taken()) == pages(*OPEN)


def _fails(_: int) -> None:
    raise OSError(5, "Input/output error")


def test_a_branch_has_a_commit_for_what_was_told(
    root: Path, engine: SearchEngine, bare: Path
) -> None:
    """And none where there is nothing to tell."""
    notify(root, "indexnow")
    settings = root / "kamroles.yaml"
    text = settings.read_text(encoding="utf-8").replace("./public", f'"git+file://{bare}#pages"')
    settings.write_text(text, encoding="utf-8")
    for _ in range(2):
        done = run("publish", "careers", "--yes")
        assert done.exit_code == 0, done.output
        log = ["git", "-C", bare, "log", "--format=%s", "pages"]
        said = subprocess.run(log, check=True, capture_output=True, text=True).stdout
        assert [line.split()[0] for line in said.splitlines()] == ["Note", "Publish"]
    assert engine.heard == 1


def test_only_the_target_that_says_so_tells(root: Path, engine: SearchEngine) -> None:
    """A folder to look at is not what the world sees; it has no file for IndexNow either."""
    notify(root, "indexnow")
    run("publish", "./elsewhere", "--yes")
    assert engine.heard == 0
    files = {path.name for path in (root / "elsewhere").iterdir()}
    assert [name for name in files if name.endswith(".txt")] == ["robots.txt"]
    assert "told" not in (root / "elsewhere" / LEDGER).read_text(encoding="utf-8")


def test_a_site_that_moves_is_told_anew(root: Path, engine: SearchEngine) -> None:
    """Of another address nobody here may speak: its pages are not told as gone."""
    notify(root, "indexnow")
    run("publish", "careers", "--yes")
    (old,) = engine.taken()
    settings = root / "kamroles.yaml"
    text = settings.read_text(encoding="utf-8").replace(SITE, "https://jars.example")
    settings.write_text(text, encoding="utf-8")
    assert run("publish", "careers", "--yes").exit_code == 0
    (new,) = engine.taken()
    assert new["host"] == "jars.example"
    assert new["key"] != old["key"]
    assert len(new["urlList"]) == 3
    assert all(url.startswith("https://jars.example/jobs/") for url in new["urlList"])
    files = {path.stem for path in (root / "public").glob("*.txt")}
    assert new["key"] in files
    assert old["key"] not in files


def test_a_page_that_somebody_changed_is_not_told(root: Path, engine: SearchEngine) -> None:
    """What stands there is not ours."""
    notify(root, "indexnow")
    run("publish", "careers", "--yes")
    engine.taken()
    (root / "public/jobs/jar-keeper-salem.html").write_text("mine", encoding="utf-8")
    other_days(root)
    run("publish", "careers", "--yes")
    assert listed(engine.taken()) == pages("lid-keeper-draft", "jar-keeper-both")


@pytest.mark.parametrize("package", ["requests", "google.auth"])
def test_without_the_packages_it_is_said_what_to_install(
    package: str, root: Path, engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the site is live."""
    notify(root, "google")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", "account.json")
    monkeypatch.setitem(sys.modules, package, None)
    done = run("publish", "careers", "--yes")
    assert [each for each, _ in told(done.stderr)] == ["KR720"]
    assert done.exit_code == 1
    assert engine.heard == 0
    assert (root / "public/index.html").is_file()


def test_nothing_of_the_web_is_imported_before_it_is_used() -> None:
    """Who tells nobody needs none of it."""
    code = "import kamroles.cli.publish, sys; sys.exit('requests' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_notifier_that_there_is_not(root: Path) -> None:
    """The nearest is named."""
    notify(root, "indexnew")
    done = run("publish", "careers", "--yes")
    assert done.exit_code == 1
    assert [code for code, _ in told(done.stderr)]
    assert "`indexnow`" in done.stderr


def test_a_notifier_of_another_package(site: Path, root: Path) -> None:
    """It tells like the others."""
    with listening() as engine:
        module = (
            "from kamroles.notifiers import Notice, Notifier\n"
            "def notices(site, changes):\n"
            "    yield Notice({'of': site, 'pages': len(changes)}, tuple(changes))\n"
            f"NOTIFIER = Notifier('choir', 'Choir', '{engine.address}/choir', notices,\n"
            "                    lambda status, site: '')\n"
        )
        install(site, "choir-notifier", module, notifiers.GROUP, "choir = choir_notifier:NOTIFIER")
        notify(root, "choir")
        assert run("publish", "careers", "--yes").exit_code == 0
        assert engine.posts == [("/choir", {"of": SITE, "pages": 3})]


def test_a_page_that_loses_its_markup_is_told_once_more(releases: Releases) -> None:
    """Google takes no page without JobPosting; one it knows is to be read again."""
    google = [notifiers.NOTIFIERS["google"]]
    target = Recorder()
    made = releases.first
    bare = replace(made, built=replace(made.built, unmarked=frozenset({"lid-keeper-bend"})))
    (first,) = telling.tellings(plan_for(target, bare), google)
    assert [each.url for each in first.changes] == pages("jar-keeper-both", "jar-keeper-salem")

    publish_to(target, made)
    ledger = decode(target.files[LEDGER], "memory")
    known = dict.fromkeys(pages("lid-keeper-bend"), "another")
    target.files[LEDGER] = ledger.telling({"google": known}).encoded()
    (second,) = telling.tellings(plan_for(target, bare), google)
    assert (pages("lid-keeper-bend")[0], "changed") in second.changes


def test_a_post_has_ten_thousand_addresses_at_most() -> None:
    """And speaks for a host in letters that the web has."""
    site = "https://käse.example/jobs"
    changes = [notifiers.PageChange(f"{site}/{number}", "new") for number in range(10_001)]
    found = list(notifiers.NOTIFIERS["indexnow"].notices(site, changes))
    assert [len(each.body["urlList"]) for each in found] == [10_000, 1]
    assert [each.changes for each in found] == [tuple(changes[:10_000]), tuple(changes[10_000:])]
    assert {each.body["host"] for each in found} == {"xn--kse-qla.example"}
