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


EMPLOYER, POSTED = "employers/northgate.yaml", "postings/salem.yaml"
LEAVE = "  - id: leave\n    text: Twenty days of leave\n"
TWO = f"{LEAVE}  - id: bus\n    text: A bus pass\n"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({EMPLOYER: (LEAVE, "")}, f"“Twenty days of leave.” is gone ({EMPLOYER})"),
        (
            {POSTED: ("pay:", "benefits: [{id: leave, remove: true}]\npay:")},
            f"“Twenty days of leave.” is gone ({POSTED})",
        ),
        (
            {EMPLOYER: (LEAVE, ""), POSTED: ("posted:", "grade: G\nposted:")},
            f"“Twenty days of leave.” is gone ({EMPLOYER} or {POSTED})",
        ),
        ({EMPLOYER: ("Twenty", "Ten")}, f"“Ten days of leave.” ({EMPLOYER}:13:11)"),
        ({EMPLOYER: (TWO, TWO[len(LEAVE) :] + LEAVE)}, f"stands elsewhere ({EMPLOYER}"),
        (
            {EMPLOYER: ("city: Salem", "city: Bend"), POSTED: ("places:", "title: Boss\nplaces:")},
            f"“Boss” is new ({POSTED}:3:8); “Place | Salem, Oregon” is now "
            f"“Place | Bend, Oregon” ({EMPLOYER}:8:11)",
        ),
        ({POSTED: ("min: 60000, max: 70000", "min: 61000, max: 71000")}, f"({POSTED}:5:12)"),
        ({POSTED: ("workplace: onsite", "workplace: remote")}, f"({POSTED}:4:12)"),
    ],
)
def test_the_file_that_changed_a_sentence_is_told(
    changes: dict[str, tuple[str, str]], said: str, place: Path
) -> None:
    """Also of a sentence that is gone, of one that moved, and where two files changed."""
    write(place, EMPLOYER, FILES[EMPLOYER].replace(LEAVE, TWO))
    approve(place)
    for name, (old, new) in changes.items():
        text = (place / name).read_text(encoding="utf-8")
        assert old in text
        write(place, name, text.replace(old, new))
    assert said in draft(place)


def test_an_option_that_changes_a_sentence_is_told(approved: Path) -> None:
    """It has no lines."""
    options = ("--set", "pay.max=71000", "--set", "title=Boss")
    done = run("render", "salem", "--kind", "posting", "-f", "md", "-o", "-", *options, at=approved)
    first = done.out.splitlines()[0]
    assert "“Boss” is new (--set title=Boss)" in first or "“Boss” (--set title=Boss)" in first
    assert "71,000 a year” (--set pay.max=71000)" in first


def test_nobody_approves_unseen(place: Path) -> None:
    """Where nobody can answer, what waits is shown, and approved with --yes alone."""
    before = snapshot(place)
    done = run("approve", "salem", "--kind", "posting", "--by", "Director", at=place)
    assert done.status == 2
    assert "+ Twenty days of leave." in done.out
    assert "--yes" in done.err
    assert snapshot(place) == before


def test_what_waits_can_be_read_from_top_to_bottom(place: Path) -> None:
    """A sentence stands once; who prints no other one is named at the end."""
    write(place, "postings/salem-2.yaml", POSTING)
    write(place, "postings/salem-3.yaml", POSTING.replace("max: 70000", "max: 71000"))
    shown = approve(place, "--all", "--kind", "posting").out.splitlines()
    heads = [line for line in shown if line and not line.startswith(" ")]
    assert heads == [
        "The posting of salem is new:",
        "The posting of salem-3 is new:",
        "Nothing that is not shown above is in:",
    ]
    last = shown[shown.index(heads[1]) :]
    assert [line.strip()[:5] for line in last if line.startswith(" ")] == [
        "+ # A", "+ Pay", "and 3", "- pos",
    ]  # fmt: skip


@pytest.mark.parametrize("blank", ["{}", "[]", "", "~  # later", "{\n}"])
def test_empty_approvals_and_confirmations_are_blanks(blank: str, place: Path) -> None:
    """They say nothing, and are filled where they stand."""
    text = f"{POSTING}approvals: {blank}\nconfirmed: {blank}\n"
    write(place, "postings/salem.yaml", text)
    assert "KR104" not in run("check", "salem", at=place).out
    assert approve(place).status == 0
    assert run("confirm", "salem", at=place).status == 0
    after = (place / "postings/salem.yaml").read_text(encoding="utf-8")
    assert after.startswith(
        f"{POSTING}approvals:\n  posting: {{by: Director, on: 2026-11-23, words:"
    )
    assert "\nconfirmed:\n  - id: requirements\n" in after
    assert draft(place) == ""


def test_comments_in_an_approval_stay(approved: Path) -> None:
    """Who, when and the hash change where they stand."""
    path = approved / "postings/salem.yaml"
    form = "approvals:\n  posting:\n    by: {}   # of HR\n    # the day\n    on: 2026-11-{}\n"
    text = re.sub(
        r"approvals:.*", form.format("Chief", 20), path.read_text("utf-8"), flags=re.DOTALL
    )
    write(approved, "postings/salem.yaml", text)
    approve(approved)
    assert form.format("Director", 23) in path.read_text(encoding="utf-8")


def test_a_file_in_the_place_of_the_folder_is_named(place: Path) -> None:
    """It has to go, and nothing is written before."""
    write(place, "approvals", "mine")
    done = approve(place)
    assert told(done.err)[0][0] == "KR510"
    assert "approvals away" in done.err
    assert (place / "postings/salem.yaml").read_text(encoding="utf-8") == POSTING


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
    sentence = "€800 for the home office"
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
