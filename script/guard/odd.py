"""Broken inputs that are no text, or are more than one file."""

from __future__ import annotations

import base64
import codecs
import io
import json
from typing import TYPE_CHECKING, Any

from guard.inputs import (
    ALL,
    FIRM,
    KIND,
    ONE,
    POSTING,
    ROLE,
    SMALL,
    TINY,
    WORKSPACE,
    broken,
    own_theme,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Task = dict[str, Any]
_WORDS = "title: B\u00fcro\nsummary: Some words\n"


def raw(content: bytes) -> dict[str, str]:
    """Return bytes as a task holds them."""
    return {"bytes": base64.b64encode(content).decode()}


def tasks() -> Iterator[Task]:
    """Yield all of them."""
    yield from encodings()
    yield from sizes()
    yield from links()
    yield from names()
    yield from relations()
    yield from pictures()
    yield from templates()
    yield from themes()
    yield from printing()


def encodings() -> Iterator[Task]:
    """Yield files in encodings that are refused, and faults in those that are read."""
    for file in (ROLE, FIRM, POSTING, WORKSPACE, "roles/glossary/own.yaml",
                 "roles/competencies/own.yaml", "roles/packs/own.yaml"):  # fmt: skip
        for label, content in {
            "latin-1": _WORDS.encode("latin-1"),
            "after a mark": codecs.BOM_UTF8 + b"a: \xc3\xa9\xff",
            "broken UTF-16": codecs.BOM_UTF16_LE + b"a\x00:\x00 \x00\x00\xd8",
            "UTF-16 without a mark": _WORDS.encode("utf-16-le"),
            "UTF-16 with a fault": f"{_WORDS}nowhere: x\n".encode("utf-16"),
            "UTF-32 with a fault": f"{_WORDS}nowhere: x\n".encode("utf-32"),
            "a picture": b"\x89PNG\r\n\x1a\n\x00",
            "zeros": b"\x00" * 50,
            "a lone surrogate": b"title: \xed\xa0\x80\n",
        }.items():
            yield broken(f"{file} {label}", {file: raw(content)}, *ALL)


def sizes() -> Iterator[Task]:
    """Yield what is too large, too deep or too many."""
    big = {"text": "summary: words\n", "times": 100_000}
    yield broken("role of a megabyte", {ROLE: big})
    yield broken("posting of ten megabytes", {POSTING: {"text": "# 89012345\n", "times": 10**6}})
    yield broken("a very long line", {ROLE: f"summary: {'x' * 900_000}\n"})
    for opening in ("[", "{a: ", "- ", "? ", "[{a: "):
        yield broken(f"deep {opening}", {ROLE: {"text": opening, "times": 100_000}})
    yield broken("many values", {ROLE: "tools: [" + "a," * 200_000 + "]\n"})
    yield broken("many faults", {ROLE: {"text": "a: 1\n", "times": 5000}})
    yield broken("many bad entries", {ROLE: "tools:\n" + "  - {id: A b, text: [x]}\n" * 300})
    yield broken("long quote", {ROLE: '"' + "x" * 3000})
    yield broken("line of no-break spaces", {ROLE: "a: b\n" + "\u00a0" * 200_000 + "c: d"})
    duties = "".join(f"  - {{id: d{n}, text: Duty {n} of many.}}\n" for n in range(2500))
    yield broken("thousands of duties", {ROLE: f"title: A\nresponsibilities:\n{duties}"}, ONE[0])
    about = json.dumps("word " * 120_000)
    yield broken("a long text about", {FIRM: f"{TINY[FIRM]}about: {about}\n"})
    nested = json.dumps("".join(f"{'  ' * n}- a\n" for n in range(40)))
    yield broken("a deep text about", {FIRM: f"{TINY[FIRM]}about: {nested}\n"})
    yield broken("brackets about", {FIRM: f"{TINY[FIRM]}about: '{'[' * 4000}'\n"})
    yield broken("a title of a page", {ROLE: f"title: {'Very ' * 900}long\n"})


def links() -> Iterator[Task]:
    """Yield links that lead out, in circles or nowhere, and folders in place of files."""
    for file in (ROLE, FIRM, POSTING, WORKSPACE, KIND, "assets/logo.svg",
                 "templates/parts/wording.md", "templates/locales/en.yaml"):  # fmt: skip
        for label, target in {"out": "/etc/hostname", "nowhere": "nowhere", "itself": "."}.items():
            yield broken(f"link {file} to {label}", {file: {"link": target}}, *ALL)
        yield broken(f"folder {file}", {file: {"folder": True}}, *ALL)
        yield broken(f"without {file}", {file: None}, *ALL)
    yield broken(
        "a part that links out",
        {
            KIND: "# T\n{% include 'parts/a.md' %}\n",
            "templates/parts/a.md": {"link": "/etc/hostname"},
        },
    )


def names() -> Iterator[Task]:
    """Yield files whose names do not fit, and names that meet."""
    role, posting = TINY[ROLE], TINY[POSTING]
    for name in (
        "Head of Accounts",
        "key_account",
        "-x",
        "\u00e9t\u00e9",
        "con",
        "a.b",
        "A",
        "defaults",
    ):
        yield broken(f"role called {name}", {f"roles/{name}.yaml": role}, *ALL)
        yield broken(f"posting called {name}", {f"postings/{name}.yaml": posting}, *ALL)
        yield broken(f"employer called {name}", {f"employers/{name}.yaml": TINY[FIRM]}, *ALL)
    yield broken("role and yml", {"roles/accounts.yml": role}, *ALL)
    yield broken("an id that differs", {ROLE: f"{role}id: other\n"})
    yield broken("a posting's id that differs", {POSTING: f"{posting}id: other\n"})
    yield broken("posting named like a role", {"postings/accounts.yaml": posting}, *ALL)
    kamroles = "kinds: [posting]\nformats: [md]\nroles: [accounts]\nemployers: [northgate]\n"
    yield broken(
        "two documents in one file",
        {WORKSPACE: kamroles, POSTING: None, "postings/accounts-northgate.yaml": posting},
        *ALL,
    )


def relations() -> Iterator[Task]:
    """Yield files that do not go together: in circles, twice the same, or lacking another."""
    posting = TINY[POSTING]
    circle = {f"roles/{a}.yaml": f"extends: {b}\n" for a, b in ("ab", "bc", "ca")}
    yield broken("a long circle", circle | {ROLE: "extends: a\ntitle: A\n"})
    yield broken(
        "two of one alias",
        {f"roles/{n}.yaml": f"title: {n}\naliases: [Regional]\n" for n in ("east", "west")},
        ["show", "regional"],
        ALL[0],
    )
    yield broken("all that is missing", {POSTING: "role: nobody\nemployer: nowhere\n"
                                                  "places: [x]\nopenings: many\n"})  # fmt: skip
    yield broken(
        "a parent that is missing",
        {ROLE: "extends: nobody\nsumary: x\nresponsibilities: [{id: a, share: 5}]\n"},
    )
    copy = "title: Own\ncareer_path: {after: [boss]}\nfamily: commercial\nresponsibilities:\n"
    copy += "  - {id: a, text: Call each customer once a month or more.}\n"
    yield broken("the same said twice", {"roles/one.yaml": copy, "roles/two.yaml": copy}, ALL[0])
    yield broken("the same as inherited", {"roles/one.yaml": copy, ROLE: f"extends: one\n{copy}"},
                 ALL[0], ["check", "accounts"])  # fmt: skip
    yield broken("one term twice", {"roles/glossary/a.yaml": SMALL["roles/glossary/forest.yaml"],
                                    "roles/glossary/b.yaml": SMALL["roles/glossary/forest.yaml"]},
                 *ALL, ["define", "stand"])  # fmt: skip
    yield broken(
        "drafts", {POSTING: posting.replace("approval", "# approval")}, *ALL, ["review", "salem"]
    )
    for folder in ("templates", "templates/kinds", "roles", "roles/packs", "postings", "employers"):
        files: dict[str, Any] = {name: None for name in TINY if name.startswith(f"{folder}/")}
        yield broken(f"a file in place of {folder}", files | {folder: "words\n"}, *ALL)
    yield broken(
        "a bare posting",
        {
            POSTING: "role: account-manager\nemployer: northgate\nplaces: [salem]\n",
            FIRM: "name: N\nlocations: [{id: salem, city: Salem, country: US}]\n",
        },
        *ALL,
    )


def pictures() -> Iterator[Task]:
    """Yield logos that cannot be shown."""
    from PIL import Image

    def pixels(form: str, wide: int = 40, high: int = 30) -> bytes:
        made = io.BytesIO()
        Image.new("L", (wide, high), 90).save(made, form)
        return made.getvalue()

    svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    out = f'{svg}width="9" height="9"><image width="9" height="9" xlink:href="file:///etc/hosts"/>'
    for name, content in {
        "no.png": b"hello\n", "empty.png": b"", "cut.png": pixels("PNG")[:60],
        "cut.jpg": pixels("JPEG")[:300], "jpeg.png": pixels("JPEG"), "open.svg": b"<svg",
        "page.svg": b"<html/>", "picture.gif": b"GIF89a", "words.txt": b"a logo",
        "outside.svg": f"{out}</svg>".encode(), "small.svg": b"<svg/>",
        "vast.png": pixels("PNG", 6000, 5000), "entity.svg": b"<!DOCTYPE a [<!ENTITY b SYSTEM "
        b'"file:///etc/hostname">]><svg>&b;</svg>', "sound.png": pixels("PNG"),
    }.items():  # fmt: skip
        firm = TINY[FIRM].replace("assets/logo.svg", f"assets/{name}")
        render = ["render", "salem", "-f", "html,docx,pdf", "--pdf-engine", "typst"]
        yield broken(f"logo {name}", {f"assets/{name}": raw(content), FIRM: firm}, ONE[0], render)
    firm = TINY[FIRM].replace("assets/logo.svg", "assets/large.png")
    large = {"text": "12345678", "times": 400_000}
    yield broken("logo of three megabytes", {"assets/large.png": large, FIRM: firm})


def templates() -> Iterator[Task]:
    """Yield templates that are no text, too large, or lack what they name."""
    yield broken("template in UTF-16", {KIND: raw("# T\n".encode("utf-16"))})
    yield broken("template of two megabytes", {KIND: {"text": "words\n", "times": 400_000}})
    yield broken("template of 200 kB", {KIND: "# T\n" + "x" * 200_000})
    yield broken("template of brackets", {KIND: f"# T\n\n{'[' * 5000}\n"})
    yield broken(
        "template of parentheses", {KIND: "# T\n{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}"}
    )
    yield broken("template of ifs", {KIND: "# T\n" + "{% if true %}" * 400 + "{% endif %}" * 400})
    yield broken("template of a number", {KIND: "# T\n{{ " + "9" * 5000 + " }}"})
    yield broken("template of nothing", {KIND: ""})
    circle = {
        KIND: "# T\n{% include 'parts/a.md' %}",
        "templates/parts/a.md": "{% include 'parts/b.md' %}",
        "templates/parts/b.md": "\n{% include 'parts/a.md' %}",
    }
    yield broken("parts in a circle", circle)
    part = {
        KIND: "# T\n{% include 'parts/a.md' %}",
        "templates/parts/a.md": "fine\n{{ role.titel }}\n",
    }
    yield broken("a fault in a part", part)
    summary = f"title: A\nsummary: {'word ' * 100_000}\n"
    yield broken("a book written often", {ROLE: summary, KIND: "# T\n{% for x in range(20) %}"
                                          "{{ role.summary }}{% endfor %}"})  # fmt: skip
    yield broken("no logo to show", {KIND: "# T\n\n::: figure {asset=logo}\nx\n:::\n",
                                     FIRM: TINY[FIRM].replace("logo:", "# logo:")},
                 ["build", "-f", "md,html,docx,pdf,txt,json"])  # fmt: skip
    labels = "templates/locales/en.yaml"
    for label, text in {"list": "pay: [a]\n", "quote": "pay: 'a\n", "nothing": "", "words": "pay\n",
                        "mapping": "pay: {a: b}\n", "unknown": "payy: Pay\n"}.items():  # fmt: skip
        yield broken(f"locale file with {label}", {labels: text})
    yield broken("locale file in latin-1", {labels: raw("pay: G\u00e9ld\n".encode("latin-1"))})
    yield broken("another kind", {"templates/kinds/letter.md": "# {{ role.titel }}\n",
                                  WORKSPACE: "kinds: [letter]\nformats: [md]\n"}, *ALL)  # fmt: skip
    wording = "{% macro pay() %}{{ x }}{% endmacro %}"
    yield broken("a shipped part replaced", {"templates/parts/wording.md": wording})


def themes() -> Iterator[Task]:
    """Yield themes that lack something or have a value that cannot be used."""
    whole = own_theme()["templates/themes/own/theme.yaml"]
    for label, old, new in [
        ("a token misspelt", "text: '#1c2328'", "txt: '#1c2328'"),
        ("a color in words", "'#d8dee2'", "gray"),
        ("an accent in words", "'#1f5f6b'", "teal"),
        ("a short accent", "'#1f5f6b'", "'#fff'"),
        ("a size that reaches out", "body: 10pt", "body: url(x)"),
        ("a name that is none", "body: 10pt", "'bo}dy': 1pt"),
        ("no margin", "  margin: 17mm 20mm 16mm", ""),
        ("a margin in words", "17mm 20mm 16mm", "wide"),
        ("another font", "Source Sans 3", "Comic Sans"),
    ]:
        render = ["render", "salem", "-f", "html,docx,pdf"]
        yield broken(
            f"theme with {label}", own_theme(theme__yaml=whole.replace(old, new)), ONE[0], render
        )
    colorless = {FIRM: TINY[FIRM].replace("color:", "# color:")}
    for accent in ("teal", "'#fff'", "'#12345g'"):
        files = own_theme(theme__yaml=whole.replace("'#1f5f6b'", accent)) | colorless
        yield broken(f"theme with the accent {accent} only", files)
    for name in ("theme.yaml", "style.css", "face.typ"):
        yield broken(f"theme without {name}", own_theme(**{name: None}))
        coded = own_theme(**{name: raw("a".encode("utf-16"))})
        yield broken(f"theme with {name} in UTF-16", coded)
    yield broken("theme with markup", own_theme(style__css="p{}</style><script>"))
    yield broken("theme that is not there", {WORKSPACE: "theme: own\n"}, *ALL)
    yield broken("employer's theme that is not there", {FIRM: f"{TINY[FIRM]}theme: plane\n"})


def printing() -> Iterator[Task]:
    """Yield what cannot be set in pages."""
    for label, file, old, new in [
        ("title", ROLE, "title: Accounts", "title: Accounts \u754c"),
        ("title by escape", ROLE, "title: Accounts", 'title: "Accounts \\u754c"'),
        ("duty on a second line", ROLE, "twice a year.", "twice a year,\n      all of \u754c."),
        ("company", FIRM, "Northgate Sample", "Northgate \u754c"),
        ("city", FIRM, "city: Salem", "city: Salem \u754c"),
        ("way to apply", FIRM, "a page about your work", "**a page \u754c** about your work"),
        ("contact", POSTING, "workplace: onsite", "workplace: onsite\ncontact: Ann \u05e9"),
        ("pay", POSTING, "max: 70000", "max: 70000, extra: plus \U000103a0"),
    ]:
        render = ["render", "salem", "-f", "md,pdf", "--pdf-engine", "typst"]
        yield broken(f"no glyph in {label}", {file: TINY[file].replace(old, new)}, ONE[0], render)
    by_weasyprint = ["render", "salem", "-f", "pdf", "--pdf-engine", "weasyprint"]
    yield broken(
        "no glyph in a template", {KIND: "# {{ role.title }}\n\nWelcome, \u754c.\n"}, by_weasyprint
    )
    long = f"{TINY[FIRM]}about: {'x' * 20_000}\n"
    yield broken("a word longer than a page", {FIRM: long}, ["build", "-f", "md,pdf"])
    lists = "# T\n\n" + "\n".join("  " * depth + "- a" for depth in range(14)) + "\n"
    yield broken("lists within lists", {KIND: lists}, ["build", "-f", "md,pdf"])
    rows = "# T\n\n::: facts\n" + "- a: b\n" * 4_000 + ":::\n"
    yield broken("facts without end", {KIND: rows}, ["build", "-f", "md,pdf"])
    words = "# T\n\n" + "words\n\n" * 20_000
    yield broken("paragraphs without end", {KIND: words}, ["build", "-f", "pdf"])
    hook = "import sys\n\nclass Without:\n    def find_spec(self, name, path=None, target=None):\n"
    hook += "        if name == {name!r}:\n            raise {fault}\n\n"
    hook += "sys.meta_path.insert(0, Without())\n"
    for engine, missing, fault in (
        ("weasyprint", "weasyprint.text.ffi", "OSError('cannot load library')"),
        ("typst", "typst", "ModuleNotFoundError('typst', name='typst')"),
        ("weasyprint", "weasyprint", "ModuleNotFoundError('weasyprint', name='weasyprint')"),
    ):
        render = ["render", "salem", "-f", "md,pdf", "--pdf-engine", engine]
        files = {"hook/sitecustomize.py": hook.format(name=missing, fault=fault)}
        task = broken(f"without {missing}", files, render, ["doctor"])
        yield task | {"spawn": True, "path": "hook"}
