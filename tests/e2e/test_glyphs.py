"""A character that the typeface lacks is told where it was written; no PDF shows a box for it."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from kamroles.pipeline import workers
from kamroles.render.pdf import ENGINES
from kamroles.resources import bundled
from kamroles.theme.fonts import UPRIGHT, glyphs
from tests.e2e.command import run
from tests.e2e.conftest import FILES, write
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path

ROLE, FIRM, POSTING = "roles/accounts.yaml", "employers/northgate.yaml", "postings/salem.yaml"
KIND = "templates/kinds/posting.md"
PLACES = {
    "title": (ROLE, 2, "title: Accounts", "title: Accounts 界"),
    "title by escape": (ROLE, 2, "title: Accounts", 'title: "Accounts \\u754c"'),
    "duty on a second line": (ROLE, 5, "twice a year.", "twice a year,\n      all of 界."),
    "company": (FIRM, 2, "Northgate Sample", "Northgate 界"),
    "city": (FIRM, 8, "city: Salem", "city: Salem 界"),
    "benefit": (FIRM, 13, "Twenty days of leave", "Twenty days of leave 界"),
    "way to apply": (FIRM, 16, "a page about your work", "**a page 界** about your work"),
    "contact": (POSTING, 5, "workplace: onsite", "workplace: onsite\ncontact: Ann 界"),
    "pay": (POSTING, 5, "max: 70000", "max: 70000, extra: plus 界"),
}
"""Where a character is written: file, line, and what is replaced by what."""
engines = pytest.mark.parametrize("engine", ENGINES)


@engines
@pytest.mark.parametrize("where", PLACES)
def test_no_pdf_has_a_box(where: str, engine: str, workspace: Path) -> None:
    """Both engines refuse alike; one error says where, and the other formats are made."""
    file, line, old, new = PLACES[where]
    assert FILES[file].count(old) == 1
    write(workspace, file, FILES[file].replace(old, new))
    done = run(
        "render", "salem", "--kind", "posting", "-f", "md,html,docx,pdf", "-o", "out",
        "--pdf-engine", engine, at=workspace,
    )  # fmt: skip
    assert done.status == 1
    told = re.findall(r"^(\S+:\d+):\d+: error\[KR410\]: (.*)$", done.err, re.MULTILINE)
    assert [place for place, _ in told] == [f"{file}:{line}"], done.err
    assert "`界` (U+754C)" in printed(told[0][1])
    assert done.err.count("KR410") == 1, done.err
    made = {path.suffix for path in (workspace / "out").glob("salem*")}
    assert made == {".md", ".html", ".docx"}


@engines
def test_wording_of_a_template(engine: str, workspace: Path) -> None:
    """The template is named where a character came from no value."""
    write(workspace, KIND, "# {{ role.title }}\n\nWelcome, 界.\n")
    done = run("render", "salem", "--kind", "posting", "-f", "pdf", "--pdf-engine", engine,
               at=workspace)  # fmt: skip
    assert done.status == 1
    assert f"{KIND}:3:10: error[KR410]" in done.err


def test_check_tells_what_build_will_refuse(workspace: Path) -> None:
    """With PDF among the formats it is an error, else a warning."""
    write(workspace, ROLE, FILES[ROLE].replace("title: Accounts", "title: Accounts 界"))
    done = run("check", "salem", at=workspace)
    assert (done.status, "warning[KR410]" in done.out) == (0, True)
    write(workspace, "kamroles.yaml", "formats: [md, pdf]\n")
    done = run("check", "salem", at=workspace)
    assert (done.status, "error[KR410]" in done.out) == (1, True)
    assert "warning[KR410]" not in done.out


def test_another_process_tells_the_same(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The place crosses over with the document."""
    monkeypatch.setattr(workers, "_WORTH_IT", 2)
    write(workspace, ROLE, FILES[ROLE].replace("title: Accounts", "title: Accounts 界"))
    one = run("build", "-f", "pdf", "--workers", "1", "-o", "one", at=workspace)
    two = run("build", "-f", "pdf", "--workers", "2", "-o", "two", at=workspace)
    assert one.status == 1
    assert one.err == two.err


@engines
def test_scripts_that_the_typeface_has(engine: str, workspace: Path) -> None:
    """Letters of European languages, Vietnamese, Greek and Cyrillic are set."""
    words = "Łódź Ångström Çelik Þór Ősz Việt Αθήνα Київ Београд Молдова € ₺ ₴ → ☐ ½"
    assert {ord(each) for each in words} <= glyphs(UPRIGHT)
    write(workspace, POSTING, FILES[POSTING] + f'contact: "{words}"\n')
    done = run("render", "salem", "--kind", "posting", "-f", "pdf", "--pdf-engine", engine,
               at=workspace)  # fmt: skip
    assert done.status == 0, done.err
    assert "KR410" not in done.err


@pytest.mark.parametrize(
    "words", ["مدير حسابات (Account Manager) B2B", "מנהל לקוחות", "客户经理 客户"]
)
def test_a_text_in_another_script_is_one_finding_with_the_way_out(
    words: str, workspace: Path
) -> None:
    """Not one for each letter; with the typeface it names there is none."""
    write(workspace, POSTING, FILES[POSTING] + f'title: "{words}"\n')
    done = run("check", "salem", at=workspace)
    assert done.out.count("KR410") == 1
    assert f"{POSTING}:8:8: warning[KR410]" in done.out
    assert "typeface" in done.out
    own = workspace / "templates/themes/own"
    shutil.copytree(bundled("templates") / "themes/plain", own)
    look = (own / "theme.yaml").read_text("utf-8").replace("Source Sans 3", "Noto Sans")
    (own / "theme.yaml").write_text(look, "utf-8")
    write(workspace, "kamroles.yaml", FILES["kamroles.yaml"] + "theme: own\n")
    assert "KR410" not in run("check", "salem", at=workspace).out
