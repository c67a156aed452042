"""Tasks over all that ships: every role and sample as documents, and as commands show them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from guard.running import asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guard.sides import Side

FORMATS = "md,txt,json,html,docx"
QUICK_ROLES = ("account-manager", "key-account-manager", "commercial-lines-account-manager-ii")
PATHS = (
    "title", "summary", "responsibilities", "responsibilities.renewals",
    "responsibilities.renewals.share", "requirements.experience.text", "book", "book.text",
    "conditions.travel", "competencies", "terms", "reports_to", "interfaces.internal",
    "posting.pay", "posting.pay.currency", "posting.places", "posting.closes", "posting.benefits",
    "employer.name", "employer.statements", "posting.title", "nowhere.at.all",
)  # fmt: skip
SORTS = ("roles", "employers", "postings", "packs", "kinds", "templates", "themes", "formats")
WORDS = ("insurance renewal", "key", "customer success", "access", "nothing-like-it")
Task = dict[str, Any]


def tasks(side: Side, *, quick: bool) -> Iterator[Task]:
    """Yield all tasks for what a version ships."""
    there, terms = map(json.loads, asked(side, ["list", "--json"], ["define", "--json"]))
    names = {sort: [entry["id"] for entry in entries] for sort, entries in there.items()}
    roles = [name for name in names["roles"] if not quick or name in QUICK_ROLES]
    targets = [(name, None) for name in names["postings"]]
    targets += [(role, employer) for role in roles for employer in (None, *names["employers"])]
    yield from documents(targets, names["kinds"], quick=quick)
    yield from views(targets, quick=quick)
    yield from lists(names)
    yield from words([term["id"] for term in terms], quick=quick)
    yield from others(names)


def task(name: str, *commands: list[str], base: str = "sample", **more: Any) -> Task:
    """Return a task without files of its own."""
    return {"name": name, "base": base, "files": {}, "commands": list(commands), **more}


def documents(
    targets: list[tuple[str, str | None]], kinds: list[str], *, quick: bool
) -> Iterator[Task]:
    """Yield every target in every kind and format; PDF by both engines."""
    for name, employer in targets:
        said = f"document {name}{f' for {employer}' if employer else ''}"
        start = ["render", name, *(["--employer", employer] if employer else [])]
        start += [part for kind in kinds for part in ("--kind", kind)]
        typst = [*start, "-f", f"{FORMATS},pdf", "--pdf-engine", "typst", "-o", "made"]
        yield task(said, typst, shared=True)
        sample = employer is None and "-" in name and name not in QUICK_ROLES
        if not quick or sample:
            pages = [*start, "-f", "pdf", "--pdf-engine", "weasyprint", "-o", "made-by-weasyprint"]
            yield task(f"{said} by WeasyPrint", pages, shared=True)


def views(targets: list[tuple[str, str | None]], *, quick: bool) -> Iterator[Task]:
    """Yield what the commands that look at one job say of it."""
    for name, employer in targets:
        rest = [name, *(["--employer", employer] if employer else [])]
        said = f"view of {name}{f' for {employer}' if employer else ''}"
        commands = [
            ["show", *rest],
            ["-v", "show", *rest],
            ["show", *rest, "--json"],
            ["explain", *rest],
            ["-v", "explain", *rest, "--json"],
            ["review", *rest],
            ["--report", "json", "review", *rest],
        ]
        if employer is None:
            commands += [["check", name], ["--report", "json", "check", name]]
        paths = PATHS if employer is None and not quick else PATHS[::5]
        commands += [["explain", *rest, path] for path in paths]
        commands += [["explain", *rest, path, "--json"] for path in paths[:6]]
        yield task(said, *commands)


def lists(names: dict[str, list[str]]) -> Iterator[Task]:
    """Yield what is listed and found."""
    commands = [["list"], ["list", "--json"], ["-v", "list"]]
    commands += [["list", sort] for sort in SORTS]
    commands += [["list", "roles", *words.split()] for words in WORDS]
    commands += [
        ["list", "roles", "--family", "commercial"],
        ["list", "roles", "--level", "senior", "--json"],
        ["list", "roles", "--competency", "negotiation"],
        ["list", "roles", "--credential", "license"],
        ["list", "--status", "draft"],
    ]
    yield task("lists", *commands)
    yield task("lists outside of a workspace", *commands, base="empty")
    commands = [["check"], ["--report", "json", "check"], ["--report", "sarif", "check"]]
    commands += [["--report", "github", "check"], ["check", "--strict"], ["-v", "check"]]
    yield task("check of the samples", *commands)
    yield task("check of every role", *([["--report", "json", "check", *names["roles"]]]))


def words(terms: list[str], *, quick: bool) -> Iterator[Task]:
    """Yield what is said of terms, of competencies and of codes."""
    said = [["define"], ["define", "--json"], ["define", "QBR"], ["define", "negotiation"]]
    said += [["define", term] for term in terms[:: 10 if quick else 1]]
    said += [["define", term, "--json"] for term in terms[::10]]
    yield task("terms", *said)
    numbered = [f"KR{hundred}{number:02}" for hundred in range(7) for number in range(1, 50)]
    numbered += [f"{letter}{number:03}" for letter in "ACGQRS" for number in range(1, 10)]
    yield task("codes", ["rule"], *(["rule", code] for code in numbered))


def others(names: dict[str, list[str]]) -> Iterator[Task]:
    """Yield schemas, help, and the commands that write files to start from."""
    yield task("schemas", *(["schema", kind] for kind in ("role", "employer", "posting",
                                                          "workspace")))  # fmt: skip
    commands = ("list", "render", "build", "show", "define", "explain", "check", "rule", "review",
                "init", "new", "eject", "schema", "doctor")  # fmt: skip
    helps = [[], ["--help"], ["--version"], *([each, "--help"] for each in commands)]
    helps += [["new", each, "--help"] for each in ("employer", "posting", "role")]
    yield task("help", *helps)
    yield task("processes", ["--version"], ["--help"], ["list"], ["check"], ["rendr"], spawn=True)
    target = "account-manager-hamburg"
    looks = [["list"], ["list", "roles", "insurance"], ["check"], ["build", "-f", "md"]]
    looks += [[verb, target] for verb in ("show", "explain", "review")]
    looks += [["explain", target, "title"], ["define", "account"], ["rule", "R003"]]
    yield task("on a terminal", *looks, spawn=True, answers="")
    yield task("build", ["build"], ["build"], ["-v", "build", "-f", "md,txt"])
    yield task("ejected", *(["eject", kind] for kind in names["kinds"]), ["build", "-f", "md"])
    yield task("one block ejected", ["eject", "posting", "--block", "apply"], ["build", "-f", "md"])
    yield task(
        "new files",
        ["new", "employer", "Fern & Pine", "--country", "US", "--city", "Bend", "--region", "OR",
         "--site", "fern.example", "--apply", "jobs@fern.example", "--industry", "insurance"],
        ["new", "posting", "--role", "key-account-manager", "--employer", "fern-pine", "--place",
         "bend", "--pay", "78000 to 96000", "--closes", "2027-01-15", "--requisition", "7"],
        ["new", "posting", "another", "--like", "key-account-manager-portland"],
        ["new", "role", "Account Manager, Schools", "--from", "account-manager", "--summary",
         "Looks after schools."],
        ["check"], ["show", "account-manager-schools"], ["list"],
    )  # fmt: skip
    yield task("a workspace", ["init", "jobs", "--employer", "Fern", "--yes", "--city", "Bend"],
               ["-C", "jobs", "check"], base="empty")  # fmt: skip
    yield task("a sample", ["init", "--sample", "jobs"], ["-C", "jobs", "build", "-f", "md"],
               base="empty")  # fmt: skip
