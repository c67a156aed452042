"""What was approved is what is printed: any change of the words makes a document a draft again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.e2e.command import Ran, run, snapshot
from tests.e2e.conftest import FILES, write
from tests.told import told

POSTING = FILES["postings/salem.yaml"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a small workspace with a posting that nobody has approved."""
    for name, content in FILES.items():
        write(tmp_path, name, content)
    return tmp_path


@pytest.fixture
def approved(place: Path) -> Path:
    """Return the workspace with its posting approved."""
    assert approve(place).status == 0
    return place


def approve(place: Path, *more: str) -> Ran:
    """Approve the posting's own document."""
    arguments = more or ("salem", "--kind", "posting")
    return run("approve", *arguments, "--by", "Director", "--yes", at=place)


def draft(place: Path, name: str = "salem", kind: str = "posting") -> str:
    """Return why a document is a draft; empty if it is none."""
    done = run("render", name, "--kind", kind, "-f", "md", "-o", "-", at=place)
    first = done.out.splitlines()[0]
    return first.strip("*") if first.startswith("**Draft") else ""


def findings(place: Path, *names: str) -> list[tuple[str, str]]:
    """Return what check says of approvals."""
    found = told(run("check", *names, at=place).out)
    return [each for each in found if each[0] in {"KR605", "KR606"}]


def test_the_words_are_kept_and_nothing_else_changes(place: Path) -> None:
    """A file to read, and in the posting who, when, and the hash; every other byte stays."""
    assert draft(place)
    text = f"# ours\r\n{POSTING}\r\n".replace("\n", "\r\n").replace("\r\r", "\r")
    write(place, "postings/salem.yaml", text)
    done = approve(place)
    assert done.status == 0, done.err
    assert "+ " in done.out
    after = (place / "postings/salem.yaml").read_bytes().decode()
    assert after.startswith(text.rstrip())
    said = re.fullmatch(
        r"approvals:\r\n  posting: {by: Director, on: 2026-11-23, words: \"?[0-9a-f]{16}\"?}",
        after.removeprefix(text.rstrip()).strip(),
    )
    assert said, after
    words = (place / "approvals/salem-posting.md").read_text(encoding="utf-8")
    assert "# Accounts\n" in words
    assert "- Twenty days of leave" in words
    assert draft(place) == ""
    assert findings(place, "salem") == []


@pytest.mark.parametrize("when", ["closes: 2027-01-15", "posted: 2026-11-20", "closes:", "posted:"])
def test_dates_of_publication_are_free(when: str, approved: Path) -> None:
    """The closing date comes, moves and goes without another approval."""
    path = approved / "postings/salem.yaml"
    field, _, day = when.partition(":")
    new = when if day else f"# {field}: …"
    before = path.read_text("utf-8")
    path.write_text(re.sub(rf"{field}: \S+", new, before), encoding="utf-8")
    assert draft(approved) == ""
    assert approve(approved).err == "nothing waits to be approved\n"
    path.write_text(before, encoding="utf-8")
    assert draft(approved) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Read [this](https://a.example/privacy).", "Read [this](https://b.example/privacy)."),
        ("<!-- We pay double. -->", "<!-- We pay nothing. -->"),
        ("# 1 in town.", "1 in town."),
        ("A text.\\n", "A text."),
    ],
)
def test_no_word_gets_past_an_approval(old: str, new: str, place: Path) -> None:
    """Where a link leads, and signs that the file with the words uses itself."""
    path = place / "employers/northgate.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"{text}about: |\n  We work.\n\n  {old}\n", encoding="utf-8")
    approve(place)
    assert draft(place) == ""
    path.write_text(f"{text}about: |\n  We work.\n\n  {new}\n", encoding="utf-8")
    assert draft(place)


def test_who_approved_is_part_of_it(approved: Path) -> None:
    """Nobody else's name is put below the words."""
    posting = approved / "postings/salem.yaml"
    text = posting.read_text("utf-8")
    posting.write_text(text.replace("by: Director", "by: Chief"), encoding="utf-8")
    assert draft(approved)
    posting.write_text(text, encoding="utf-8")
    flags = ("--set", "approvals.posting.by=CEO", "-o", "-")
    done = run("render", "salem", "--kind", "posting", "-f", "md", *flags, at=approved)
    assert done.out.startswith("**Draft")


def test_what_only_an_approved_document_prints_is_shown(approved: Path) -> None:
    """A template cannot keep words for after the approval."""
    block = '{% if posting.approval.by != "…" %}Free beer.{% endif %}'
    extends = '{% extends "shipped/kinds/posting.md" %}\n'
    text = f"{extends}{{% block apply %}}\n## Now {{#apply}}\n\n{block}\n{{% endblock %}}\n"
    write(approved, "templates/kinds/posting.md", text)
    assert "Free beer" in approve(approved).out
    assert draft(approved) == ""


def test_all_files_change_or_none(approved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the disk is full in the midst."""
    role = approved / "roles/accounts.yaml"
    role.write_text(role.read_text("utf-8").replace("title: Acc", "title: Our acc"), "utf-8")
    before = snapshot(approved)

    def full(self: Path, target: Path) -> Path:
        if target.suffix == ".md":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    replace = Path.replace
    monkeypatch.setattr(Path, "replace", full)
    done = approve(approved)
    assert [code for code, _ in told(done.err)] == ["KR510"]
    assert snapshot(approved) == before


def test_two_documents_never_share_a_file(approved: Path) -> None:
    """Names that join to the same one are told."""
    kind = '{% extends "shipped/kinds/posting.md" %}\n'
    write(approved, "templates/kinds/x-posting.md", kind)
    write(approved, "postings/salem-x.yaml", POSTING)
    assert approve(approved, "salem", "--kind", "x-posting").status == 0
    done = approve(approved, "salem-x", "--kind", "posting")
    assert [code for code, _ in told(done.err)] == ["KR514"]


def test_every_approval_is_held(approved: Path) -> None:
    """Also of kinds that the workspace does not build; of what is no kind it is told."""
    kind = '{% extends "shipped/kinds/posting.md" %}\n'
    write(approved, "templates/kinds/card.md", kind)
    approve(approved, "salem", "--kind", "card")
    posting = approved / "postings/salem.yaml"
    text = posting.read_text("utf-8").replace("max: 70000", "max: 71000")
    posting.write_text(text + "  bogus: {by: A, on: 2026-11-01}\n", encoding="utf-8")
    found = told(run("check", "salem", at=approved).out)
    assert [code for code, _ in found].count("KR605") == 2
    assert "KR520" in dict(found)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("roles/accounts.yaml", "title: Accounts", "title: Accounts, West", "roles/accounts.yaml"),
        ("employers/northgate.yaml", "Twenty days", "Ten days", "employers/northgate.yaml"),
        ("employers/northgate.yaml", "country: US", "country: US\nindustry: benefits", "shipped:"),
        ("postings/salem.yaml", "max: 70000", "max: 71000", "postings/salem.yaml"),
    ],
)
def test_a_change_in_any_layer_is_noticed(
    file: str, old: str, new: str, said: str, approved: Path
) -> None:
    """Also a word of an industry pack: old words, new words, and the file."""
    path = approved / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert draft(approved)
    assert said in run("check", "salem", at=approved).out
    ((code, place),) = findings(approved, "salem")
    assert (code, place.partition(":")[0]) == ("KR605", "postings/salem.yaml")
    review = run("review", "salem", at=approved)
    assert (review.status, [code for code, _ in told(review.err)]) == (1, ["KR605"])
    shown = approve(approved).out
    assert "has changed since the last approval" in shown
    assert draft(approved) == ""


def test_a_change_of_the_template_is_noticed(approved: Path) -> None:
    """Its wording is printed too."""
    extends = '{% extends "shipped/kinds/posting.md" %}\n'
    block = "{% block apply %}\n## Now {#apply}\n\nCall us.\n{% endblock %}\n"
    write(approved, "templates/kinds/posting.md", extends + block)
    assert "templates/kinds/posting.md" in draft(approved)
    write(approved, "templates/kinds/posting.md", extends)
    assert draft(approved) == ""


def test_kinds_are_approved_apart(approved: Path) -> None:
    """An approved posting says nothing of the description."""
    assert draft(approved) == ""
    assert draft(approved, kind="description")


def test_an_approval_that_is_not_bound_counts_for_none(place: Path) -> None:
    """The finding has the command that binds it; that takes the old line out."""
    write(place, "kamroles.yaml", "kinds: [posting]\n")
    write(place, "postings/salem.yaml", POSTING + "approval: {by: Head of HR, on: 2026-11-01}\n")
    assert "kamroles approve salem" in draft(place)
    assert findings(place, "salem") == [("KR606", "postings/salem.yaml:8:11")]
    assert approve(place).status == 0
    assert "approval:" not in (place / "postings/salem.yaml").read_text(encoding="utf-8")
    assert findings(place, "salem") == []


@pytest.mark.parametrize("change", ["gone", "edited"])
def test_words_that_were_tampered_with(change: str, approved: Path) -> None:
    """As long as the document is the one approved they do not matter; then it cannot be told."""
    words = approved / "approvals/salem-posting.md"
    if change == "gone":
        words.unlink()
    else:
        words.write_text(words.read_text("utf-8").replace("# Accounts", "# Account"), "utf-8")
    assert draft(approved) == ""
    role = approved / "roles/accounts.yaml"
    role.write_text(role.read_text("utf-8").replace("title: Acc", "title: Our acc"), "utf-8")
    assert "approvals/salem-posting.md" in draft(approved)


def test_what_has_gaps_is_not_approved(place: Path) -> None:
    """The others are; the status says that one was not."""
    done = approve(place, "salem")
    assert done.status == 1
    assert [code for code, _ in told(done.err)] == ["KR607"]
    assert draft(place) == ""


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 2),
        (("accounts",), 1),
        (("salem", "--kind", "postin"), 2),
        (("salem", "--kind", "profile"), 2),
        (("salem", "--by", "TBD"), 2),
    ],
)
def test_what_cannot_be_approved(arguments: tuple[str, ...], status: int, place: Path) -> None:
    """Nothing, a role, a kind that is none."""
    done = run("approve", "--by", "Director", "--yes", *arguments, at=place)
    assert done.status == status
    assert not (place / "approvals").exists()


def test_exactly_the_documents_that_print_a_sentence_become_drafts(
    sample_workspace: Path, tmp_path: Path
) -> None:
    """One approve handles them all, and shows the sentence once."""
    place = shutil.copytree(sample_workspace, tmp_path / "workspace")
    report = run("build", "-f", "txt", at=place)
    assert "draft" not in report.out
    path = place / "employers/kadewind.yaml"
    text = path.read_text(encoding="utf-8")
    sentence = "EUR 800 for the home office"
    assert text.count(sentence) == 1
    path.write_text(text.replace(sentence, f"{sentence} and more", 1), encoding="utf-8")
    printing = {
        file.stem
        for file in (place / "output").glob("*.txt")
        if sentence in " ".join(file.read_text("utf-8").split())
    }
    again = run("build", "-f", "txt", at=place)
    drafts = {
        Path(line.split("  ")[0]).stem for line in again.out.splitlines() if "  draft: " in line
    }
    assert drafts == printing
    assert 1 < len(drafts) < 12
    done = run("approve", "--all", "--by", "Head of People", "--yes", at=place)
    assert done.status == 0, done.err
    assert done.out.count("and more") == 1
    assert f"{len(drafts)} approved" in done.err
    assert not findings(place)
