"""Faults that people make, worked into sound files line by line; the same ones in every run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LINE = re.compile(r"(?P<indent> *)(?P<dash>(?:- )?)(?P<key>[\w.-]+):(?P<gap> *)(?P<value>.*)")
Parts = dict[str, str]
_BESIDE = ("benefits", "workplace", "level", "share", "locations", "anchors", "formats", "closes")
"""Fields of some kind of file; each stands in few of them."""


def _joined(parts: Parts, **changed: str) -> str:
    parts = {**parts, "gap": parts["gap"] or " ", **changed}
    return f"{parts['indent']}{parts['dash']}{parts['key']}:{parts['gap']}{parts['value']}"


def _key(change: Callable[[str], str]) -> Callable[[Parts], str]:
    return lambda parts: _joined(parts, key=change(parts["key"]))


def _value(change: str) -> Callable[[Parts], str]:
    """Return what writes another value; ``@`` stands for the one that is there."""
    return lambda parts: _joined(parts, value=change.replace("@", parts["value"]))


def _line(change: str) -> Callable[[Parts], str]:
    """Return what writes another line; ``@`` stands for the one that is there, ``^`` its indent."""
    return lambda parts: change.replace("@", _joined(parts)).replace("^", parts["indent"])


FAULTS: dict[str, Callable[[Parts], str]] = {
    "misspelt": _key(
        lambda key: key[:-2] + key[-1] + key[-2] if key[-2:-1] != key[-1] else key * 2
    ),
    "a letter too few": _key(lambda key: key[:-1] or "x"),
    "capital": _key(str.capitalize),
    "another word": _key(lambda key: f"my-{key}"),
    "field of another file": _key(lambda key: _BESIDE[len(key) % len(_BESIDE)]),
    "list": _value("[@]"),
    "list of two": _value('[one, "two"]'),
    "mapping": _value("{one: two}"),
    "number": _value("12"),
    "text": _value("some words"),
    "yes": _value("yes"),
    "nothing": _value(""),
    "empty quotes": _value('""'),
    "null": _value("~"),
    "comment": _value("#@"),
    "cut by a hash": _value("Some words #3 and more"),
    "placeholder": _value("TBD"),
    "colon": _value("Note: @"),
    "curly quotes": _value("\u201csome words\u201d"),
    "no-break space": lambda parts: _joined(parts, gap="\u00a0"),
    "no-break indent": lambda parts: _joined(parts, indent="\u00a0" * (len(parts["indent"]) or 2)),
    "zero width in a name": _key(lambda key: f"{key[:2]}\u200b{key[2:]}"),
    "zero width in a value": _value("some\u200bwords"),
    "tab as indent": lambda parts: _joined(parts, indent="\t"),
    "tab behind": lambda parts: _joined(parts, gap="\t"),
    "no space": lambda parts: f"{parts['indent']}{parts['dash']}{parts['key']}:{parts['value']}",
    "no colon": lambda parts: f"{parts['indent']}{parts['dash']}{parts['key']} {parts['value']}",
    "open quote": _value('"some words'),
    "quote inside": _value('"the "best" one"'),
    "open bracket": _value("[some, words"),
    "open brace": _value("{min: 1, max: 2"),
    "no comma": _value("{min: 1 max: 2}"),
    "anchor": _value("&a @"),
    "alias": _value("*a"),
    "tag": _value("!!str @"),
    "python tag": _value("!!python/object/apply:os.system [ls]"),
    "merge key": _line("^<<: {a: b}\n@"),
    "one further in": _line(" @"),
    "two further in": _line("  @"),
    "twice": _line("@\n@"),
    "gone": lambda parts: "",
    "removed": _value("{remove: true}"),
    "removed in words": _value("{remove: yes}"),
    "replaced": _value("{replace: [one]}"),
    "replaced by nothing": _value("{replace: []}"),
    "star": _value("*some* words"),
    "at sign": lambda parts: _joined(parts, value=f"@{parts['value']}"),
    "control character": _value("some\x07words"),
    "private character": _value("some\ue000words"),
    "line separator": _value("some\u2028words"),
    "new document": _line("---\n@"),
    "braces": _value("{{ role.title }}"),
    "very long": _value("word " * 700),
    "escape": _value('"C:\\dir"'),
    "unknown id": _value("no-such-thing"),
    "deep": _value("[" * 70 + "]" * 70),
    "thousands comma": _value("{min: 62,000, max: 88,000}"),
    "bullet": lambda parts: f"{parts['indent']}\u2022 {parts['key']}: {parts['value']}",
    "dash without space": lambda parts: f"{parts['indent']}-{parts['key']}: {parts['value']}",
}
_DATES = ("2026-02-30", "12/10/2026", "Dec 21", "until filled", "2026-1-5",
          "\u201c2027-01-15\u201d", "3027-01-15", "1999-01-01")  # fmt: skip
_AMOUNTS = ("65.000", "62,000", "$92000", "9k", "-5", "many", "1e5", "99999999999", "0")
_WHOLES = ("2 people", "1.5", "-1", "two", "0", "999999999")
_PERCENTS = ("15%", "101", "-1", "15.0", "half", "\u0661\u0665", "0", "100")
_SLUGS = ("Key AM", "key_am", "Food & drink", "-x", "x--y", "\u00e9t\u00e9", "con", "a" * 200)
_URLS = ("guide.example", "http://", "ftp://guide.example/a", "javascript:alert(1)",
         "https://guide example/", "https://guide.example/a b")  # fmt: skip
_YESNO = ("perhaps", "maybe", "1", "Yes please", "True", "NO")
WRONG: dict[str, tuple[str, ...]] = {
    "posted": _DATES, "closes": _DATES, "starts": _DATES, "read": _DATES, "on": _DATES,
    "low": _AMOUNTS, "high": _AMOUNTS,
    "openings": _WHOLES, "min": _WHOLES, "max": _WHOLES,
    "share": _PERCENTS, "id": _SLUGS, "industry": _SLUGS, "extends": (*_SLUGS, "accounts"),
    "employer": _SLUGS, "role": _SLUGS, "team": (*_SLUGS, "south"), "theme": _SLUGS,
    "url": _URLS, "site": _URLS,
    "email": ("jobs", "jobs@", "@northgate.example", "a b@northgate.example", "jobs@northgate"),
    "contact_email": ("jobs", "see website", "jobs@northgate,example", "mailto:jobs@a.example"),
    "color": ("green", "#abc", "335577", '"#33557"', '"#gggggg"', '"#ffffff"', '"#ffff00"'),
    "country": ("USA", "Oregon", "UK", "us", "XX", "Norway", "NO"),
    "currency": ("$", "dollars", "usd", "XYZ", "DEM", "\u20ac"),
    "period": ("annual", "hourly", "fortnight", "per annum"),
    "workplace": ("on-site", "home", "hyb\u200brid", "[hybrid]", "onsite or remote", "remote"),
    "employment_type": ("Full-time", "permanent", "full time"),
    "status": ("Exempt", "final", "hourly"), "need": ("required", "nice to have"),
    "kind": ("degree", "License"), "confidence": ("sure",), "scheme": ("SOC", "esco"),
    "leans": ("Exempt", "both"), "level": ("expert", "6", "0", "3.5", "senior"),
    "essential": _YESNO, "people_manager": _YESNO, "sample": _YESNO, "by_state": _YESNO,
    "family": ("sales", "Commercial"), "formats": ("[pfd]", "pdf", "[md, md]", "[]"),
    "kinds": ("[postng]", "posting", "[posting, letter]"), "pdf_engine": ("weasy", "[typst]"),
    "output": ("../elsewhere", "/proc", "assets/logo.svg", "con", "a/b/c", "."),
    "postings": ("some", "[salm]", "salem", "[salem, salem]"),
    "roles": ("[acounts]", "all", "[Key AM]"), "employers": ("[southgate]", "all"),
    "places": ("[salm]", "salem", "Salem, OR", "[Salem]", "[salem, bonn]", "[bonn, salem]",
               "[{id: x, city: Dayton, region: OI, country: US}]", "[{id: salem, city: Salem}]",
               "[{id: x}]", "[salem, salem]", "[{remove: true}]"),
    "pay": ("{min: 70000, max: 60000}", "{min: 31}", "{min: 92000, period: hour}", "{max: 70}",
            "{min: 45, period: year}", "{min: 92000, max: 1150000}", "92,000 to 115,000",
            "$92-115k a year", "negotiable", "{min: 35000, currency: JPY}", "[60000, 70000]"),
    "flsa": ("exempt", "{status: exempt}", "{status: exempt, decided_by: A, decided_on: soon}",
             "{status: exempt, decided_by: A, decided_on: 2026-12-24}"),
    "approval": ("Linda", "{by: Director}", "{by: A, on: 2026-11-30}", "{by: TBD, on: 2026-11-01}"),
    "confirmed": ("all", "[pay]", "requirements", "[requirements, requirements]", "[Travel]"),
    "travel": ("{min: 40, max: 10}", "{min: 10}", "often", "{min: 10, max: 120}", "20%"),
    "when": ("{country: [USA]}", "{workplace: home}", "US", "{states: [OR]}", "{region: [OI]}"),
    "after": ("renewls", "site-visits", "[renewals]", "billing", "nowhere", ""),
    "remove": ("yes", "billing", "no", "false"),
    "duties": ("[site-visit]", "site-visits", "[billing]"),
    "source": ("gide", "Guide", "[guide]", "https://guide.example"),
    "competency": ("felin", "Felling"), "related": ("[stnd]", "stand", "[stumpage]"),
    "terms": ("[stumpag]", "stumpage", "[{remove: churnn}]", "{replace: [nothing-known]}"),
    "logo": ("assets/lego.svg", "../logo.svg", "/etc/hostname", "assets", "postings/salem.yaml",
             "https://northgate.example/logo.svg", "assets\\logo.svg"),
    "title": ("Account Ninja", "Salesman", "Digital Native Manager", "Senior Rockstar Accounts"),
    "text": ("We are a family and work hard, play hard.", "You must be a young rockstar.",
             "Sell the KPI, ROI and XYZQ to the CXO.", "Grow revenue by 37% every year.",
             "Be a self-starter who wears many hats. " + "And then go on with it, " * 20),
    "about": ("# A title", "[a](javascript:alert)", "<b>bold</b>", "| a | b |", "**open",
              '"{{ employer.name }}"', "![logo](x.png)"),
    "city": ("Salem, OR",), "region": ("OI", "ohio", "Bavaria"), "extra": ("TBD",),
}  # fmt: skip
"""Values that do not fit a field, or that a rule looks at; by the field's name."""


def mutations(name: str, text: str, every: int) -> Iterator[tuple[str, str]]:
    """Yield labels and texts: one in ``every`` general fault, and wrong values.

    A field gets all its wrong values where it stands first, and one wherever it comes again.
    """
    lines = text.splitlines()
    turn, met = 0, dict.fromkeys(WRONG, 0)
    for number, line in enumerate(lines):
        hit = LINE.fullmatch(line)
        if not hit:
            continue
        parts = hit.groupdict()
        for fault, change in FAULTS.items():
            turn += 1
            if turn % every == 0:
                yield f"{name}:{number + 1} {fault}", _with(lines, number, change(parts))
        key = parts["key"]
        if parts["value"] and key in WRONG:
            values = WRONG[key][met[key] % len(WRONG[key]) :][:1] if met[key] else WRONG[key]
            met[key] += 1
            for value in values:
                said = f"{name}:{number + 1} {key}: {value[:40]}"
                yield said, _with(lines, number, _joined(parts, value=value))
    yield from whole(name, text)


def _with(lines: list[str], number: int, line: str) -> str:
    return "\n".join([*lines[:number], line, *lines[number + 1 :], ""])


def whole(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield faults of a whole file."""
    yield f"{name} empty", ""
    yield f"{name} only a comment", "# nothing\n"
    yield f"{name} a list", "- one\n- two\n"
    yield f"{name} a text", "just text\n"
    yield f"{name} two documents", f"{text}---\n{text}"
    yield f"{name} indented", "".join(f"  {line}\n" for line in text.splitlines())
    yield f"{name} with carriage returns and a fault", text.replace("\n", "\r\n") + "nowhere: 1\r\n"
    yield f"{name} with a mark and a fault", f"\ufeff{text}nowhere: 1\n"
    yield f"{name} cut off", text[: len(text) * 2 // 3]
    yield f"{name} as JSON", '{"title": "A", "name": "A"'
    yield f"{name} all spaces no-break", text.replace(": ", ":\u00a0")
    yield f"{name} all quotes curly", re.sub(r": (\w[^\n]*)", ": \u201c\\1\u201d", text)
