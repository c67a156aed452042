"""Style sheets, faces and drawings that never end, or break an engine: told, the rest made."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from kamroles import pipeline
from kamroles.diagnostics import Problems
from kamroles.pipeline import fence, layout
from kamroles.resources import bundled
from tests.conftest import AS_OF
from tests.e2e.conftest import FILES, write
from tests.wording import pinned

STYLE, FACE, LOGO = (
    "templates/themes/own/style.css",
    "templates/themes/own/face.typ",
    "assets/logo.svg",
)
PLAIN_FACE = (bundled("templates") / "themes" / "plain" / "face.typ").read_text(encoding="utf-8")
DOUBLING = "".join(f"--a{n + 1}:var(--a{n}) var(--a{n});" for n in range(40))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="4000">{}</svg>'
USES = "".join(
    f'<g id="a{n + 1}">' + f'<use href="#a{n}"/>' * 10 + "</g>" for n in range(12)
)  # ten to the power of twelve
ENDLESS = {
    "flex": (STYLE, "*{display:flex}"),
    "variables": (STYLE, f":root{{--a0:x;{DOUBLING}}}p{{font-family:var(--a40)}}"),
    "columns": (STYLE, "main{columns:9999}"),
    "grid": (STYLE, "main{display:grid;grid-template-columns:repeat(100000,1fr)}"),
    "loop": (
        FACE,
        PLAIN_FACE + "#for a in range(9000) { for b in range(9000) { for c in range(9000) {} } }\n",
    ),
    "uses": (LOGO, SVG.format(f'<g id="a0"><path d="M0 0H9"/></g>{USES}<use href="#a12"/>')),
    "turbulence": (
        LOGO,
        SVG.format(
            '<filter id="f"><feTurbulence baseFrequency=".1" numOctaves="9999"/></filter>'
            '<rect width="4000" height="4000" filter="url(#f)"/>'
        ),
    ),
    "words": (LOGO, SVG.format(f"<text>{'word ' * 100_000}</text>")),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a small workspace whose postings wear a theme of its own, and roles do not."""
    for name, content in FILES.items():
        write(tmp_path, name, content)
    write(tmp_path, "templates/themes/own/theme.yaml", "extends: plain\n")
    more = "kinds: [posting, description]\nby_kind:\n  posting: {theme: own}\n"
    write(tmp_path, "kamroles.yaml", f"formats: [html, pdf]\npostings: all\n{more}")
    return tmp_path


@pytest.fixture(autouse=True)
def _alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time not depend on words; nothing is remembered of a layout."""
    monkeypatch.setattr(fence, "SECONDS", 8)
    monkeypatch.setattr(fence, "SECONDS_OF_CHARACTER", 0)
    monkeypatch.setattr(layout, "_CONVICTED", {})


def printed(place: Path, engine: str = "auto") -> bytes:
    """Return the posting as PDF."""
    options = pipeline.Options(AS_OF, (), place)
    library = pipeline.open_library(place)
    composed, _ = pipeline.compose(library, pipeline.Order("salem", "posting"), options)
    return pipeline.render_bytes(composed, "pdf", engine)


def found(place: Path, engine: str = "auto") -> list[tuple[str, str]]:
    """Return code and place of what stops the posting."""
    with pytest.raises(Problems) as caught:
        printed(place, engine)
    return [
        (each.code, str(each.span).replace(f"{place.as_posix()}/", ""))
        for each in caught.value.diagnostics
    ]


@pytest.mark.parametrize("kind", ENDLESS)
def test_what_never_ends_is_ended(kind: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The finding names the file."""
    monkeypatch.setattr(fence, "SECONDS", 1)
    file, content = ENDLESS[kind]
    write(place, file, content)
    engine = "weasyprint" if kind == "uses" else "auto"  # Typst counts these itself
    assert found(place, engine) == [("KR761", f"{file}:1:1")]


def test_other_documents_come_out(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the file that is laid out with it is not made; it is tried once."""
    monkeypatch.setattr(fence, "SECONDS", 1)
    write(place, STYLE, "*{display:flex}")
    write(place, "postings/second.yaml", FILES["postings/salem.yaml"])
    options = pipeline.Options(AS_OF, ("html", "pdf"), place / "out", workers=1)
    library = pipeline.open_library(place)
    tried = []
    answer = fence.FENCE.answer
    monkeypatch.setattr(fence.FENCE, "answer", lambda task: tried.append(task) or answer(task))
    report = pipeline.produce(library, pipeline.everything(library), options)
    names = [each.path.name for each in report.outputs]
    assert names == [
        *("salem-description.html", "salem-description.pdf", "salem-posting.html"),
        *("second-description.html", "second-description.pdf", "second-posting.html"),
    ]
    errors = [each for each in report.diagnostics if each.severity == "error"]
    assert [code for code, _ in pinned(errors)] == ["KR761"]
    assert len(tried) == 1


@pytest.mark.parametrize(
    "face", ['#let a = "xx"\n#for n in range(60) { a = a + a }\n#a', "#range(90000000).map(str)"]
)
@pytest.mark.skipif(sys.platform != "linux", reason="no other system limits memory")
def test_what_takes_all_memory_is_ended(
    face: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a word of the engine's own."""
    monkeypatch.setattr(fence, "SECONDS", 30)
    monkeypatch.setattr(fence, "MEMORY", 300_000_000)
    write(place, FACE, PLAIN_FACE + face)
    assert found(place) == [("KR762", f"{FACE}:1:1")]


@pytest.mark.parametrize("went_wrong", ["memory", "MemoryError: ", "OSError: no room"])
def test_memory_that_nobody_may_have_is_no_fault_of_a_style(
    went_wrong: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system allows little, what is good is not blamed."""
    resource = pytest.importorskip("resource")
    write(place, STYLE, "h1{color:red}")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (200_000_000, 200_000_000))
    monkeypatch.setattr(fence.FENCE, "answer", lambda _: went_wrong)
    assert [code for code, _ in found(place)] == ["KR513"]


def test_files_that_are_too_large_are_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here, all files are."""
    monkeypatch.setattr(fence, "OUTPUT", 1_000)
    write(place, FACE, PLAIN_FACE + "#let one = 1\n")
    assert found(place) == [("KR762", f"{FACE}:1:1")]


@pytest.mark.parametrize(
    ("face", "code"),
    [("#set document(title: none)", "KR405"), ("#page(width: -9pt)[a]", "KR763")],
    ids=["said", "crash"],
)
def test_what_a_face_breaks_without_a_place_is_its_fault(face: str, code: str, place: Path) -> None:
    """The file is named."""
    write(place, FACE, f"{PLAIN_FACE}{face}\n")
    assert found(place) == [(code, f"{FACE}:1:1")]


def test_margins_that_show_in_pages_alone_are_refused(place: Path) -> None:
    """However they are written."""
    write(place, STYLE, "h1{color:red}\n@page{margin:-500mm!important}\nh2{color:red}")
    assert found(place) == [("KR765", f"{STYLE}:2:1")]


@pytest.mark.parametrize("rule", ["p{lang:none}", "p{font-size:1e30px}"])
def test_the_rule_that_an_engine_fails_on_is_told(rule: str, place: Path) -> None:
    """With its line."""
    write(place, STYLE, f"h1{{color:red}}\n/* a word */\n  {rule}\nh2{{color:red}}\n")
    assert found(place) == [("KR763", f"{STYLE}:3:3")]


def test_a_fault_of_a_face_has_its_place(place: Path) -> None:
    """Line and column."""
    write(place, FACE, f"#nosuch\n{PLAIN_FACE}")
    assert found(place) == [("KR405", f"{FACE}:1:2")]


@pytest.mark.parametrize(
    ("slow", "file"), [(b"<text>", LOGO), (b"", STYLE)], ids=["picture", "style"]
)
def test_a_picture_is_told_from_a_style_sheet(
    slow: bytes, file: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where both could be at fault, it is the one without which it goes well."""

    def answer(task: fence.Task) -> fence.Answer:
        return "time" if slow in task[1].assets["logo"].content else b"%PDF"

    monkeypatch.setattr(fence.FENCE, "answer", answer)
    write(place, STYLE, "h1{color:red}")
    write(place, *ENDLESS["words"])
    assert found(place) == [("KR761", f"{file}:1:1")]


def test_what_is_good_is_made(place: Path) -> None:
    """Style sheet, face and drawing with effects, each in the same process."""
    write(place, STYLE, "h1{color:red}")
    assert printed(place).startswith(b"%PDF")
    process = fence.FENCE._process
    blurred = '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>'
    write(place, LOGO, SVG.format(f'{blurred}<circle r="9" filter="url(#f)"/>'))
    assert printed(place).startswith(b"%PDF")
    assert fence.FENCE._process is process
    assert process
    assert process.poll() is None


def test_what_ships_is_set_in_this_process(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a logo that is counted."""
    monkeypatch.setattr(layout, "FENCE", None)
    assert printed(place).startswith(b"%PDF")


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no other system tells so easily")
def test_no_process_outlives_the_one_that_started_it(place: Path, tmp_path: Path) -> None:
    """Nor do its files, when that is killed."""
    write(place, STYLE, "*{display:flex}")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "kamroles", "--as-of", AS_OF.isoformat()]
    with subprocess.Popen(
        [*command, "render", "salem", "--kind", "posting", "-f", "pdf"],
        cwd=place,
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as parent:
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        until(lambda: len(children.read_text(encoding="ascii").split()) == 2)
        begun = children.read_text(encoding="ascii").split()
        time.sleep(1)
        parent.kill()
    until(lambda: not any(Path(f"/proc/{each}").exists() for each in begun))
    assert not [*temporary.iterdir()]


def until(holds: object) -> None:
    """Wait until something holds."""
    assert callable(holds)
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_nothing_of_it_is_left(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the end, there is no process and no folder."""
    fence.FENCE.end()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    write(place, STYLE, "h1{color:red}")
    printed(place)
    process = fence.FENCE._process
    assert [*temporary.iterdir()]
    assert process
    fence.FENCE.end()
    assert not [*temporary.iterdir()]
    assert process.poll() is not None


@pytest.mark.parametrize("sent", [b"", b"\x80\x05\x95\xff\x00\x00\x00\x00\x00\x00\x00half"])
def test_it_goes_with_its_parent_and_removes_nothing(sent: bytes, tmp_path: Path) -> None:
    """Its folder is its parent's to remove: where that has gone, another stands for it."""
    (tmp_path / "kept").write_text("of somebody else")
    program = (
        "import sys\n"
        f"sys.path[:] = {sys.path!r}\n"
        "from kamroles.pipeline.layout_process import serve\n"
        f"serve({str(tmp_path)!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=sent, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0
    assert (tmp_path / "kept").exists()
