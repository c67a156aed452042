"""Commands that are typed wrong: options, names, paths and values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guard.inputs import SMALL, broken

if TYPE_CHECKING:
    from collections.abc import Iterator

Task = dict[str, Any]
USAGE = """
--as-of yesterday list
--as-of 2026-02-30 list
--report jason list
--report list
render salem -f pfd
render salem -f pdf docx
render salem --kind postng
render salem --theme plane
render salem --pdf-engine weasy
render salem --frmat md
render
render salem -o -
render salem --kind posting -f pdf -o -
render salem accounts --kind posting -f md -o -
render salem --employer northgate
render salem --employer nobody
render accounts --employer nrthgate -f md
render acount-manager nonsense-of-all-kinds
render postings/salem.yaml -f md
render postings/nowhere.yaml -f md
render kamroles.yaml -f md
render employers/northgate.yaml
render ../salem
render .
render salem -f md -o kamroles.yaml
render salem -f md -o kamroles.yaml/below
render salem -f md -o /proc/nowhere
list rols
list role --level senior postings
list postings --family commercial
list roles --competency negotation
list roles --credential pc-licence
list roles nothing like it
rendr
-C nowhere list
-C kamroles.yaml list
build --workers 0
build --workers many
build --wrkers 2
build -o /dev/full/below
build -o kamroles.yaml
show
show salm
show Sallem
show salem --section dutys
show salem --section duties,nothing
explain
explain salem pay.min
explain salem responsibilities.renewal.text
explain salem posting.pay.maximum
explain salem conditions.zzz
explain salem zzz
explain salem ""
explain salem role..title
explain nobody
check nobody
check salem nobody accounts
check --strikt
check roles/accounts.yaml
check employers/northgate.yaml
check northgate
review nobody
review employers/northgate.yaml
define nothing-like-it
define renewall
rule KR999
rule A1
rule sentence
schema rolle
schema
eject postin
eject
eject posting --block aply
new
new rol
new role
new role Accounts
new role Other --from nobody
new role Other --name "Big One"
new posting
new posting salem
new posting --role nobody
new posting --employer nobody
new posting --place nowhere
new posting --workplace home
new posting --pay lots
new posting --closes soon
new posting --like nobody
new posting Big-Job
new employer
new employer Fern --country Atlantis
new employer Fern --city Salem --region Oregn
new employer Fern --apply nowhere
new employer Fern --industry farming
new employer Northgate
init .
init jobs --country Germny
init jobs --role nobody
init jobs --workplace hybrid
init kamroles.yaml
init --sample .
"""
SETS = (
    "titel=x", "title", "title=", "=x", "", "posting.role=account-manager", "pay.min=lots",
    "pay.min=99000", "tools=[a", "extends=software", "family=commercial", "industry=software",
    "id=other", "employer.nme=X", "employer.id=other", "employer=northgate", "role=accounts",
    "posting.closes=tomorrow", "closes=2026-10-01", "places=[nowhere]", "places=nowhere",
    "places={replace: [salem]}", "places={replace: nowhere}", "benefits={remove: true}",
    "responsibilities.renewals.share=150", "responsibilities.renewal.share=10",
    "responsibilities.renewals={remove: true}", "responsibilities.renewals.shar=10",
    "responsibilities=[Do this]", "book.min=200", "book=large", "conditions.travel.min=90",
    "wool.rug=x", "workplace=home", "role.title=A: B", "title='", "title=\u201cA\u201d",
    "title=A\u00a0B", "title=A\x07B", "overrides.title=x", "posting.overrides.title=x",
    "pay.currency=$", "terms=[churnn]", "competencies.negotiation.level=9", "a.b.c.d.e=f",
)  # fmt: skip

DIALOGUES: tuple[tuple[list[str], str], ...] = (
    (["init", "jobs"], "Cedar & Main\nNorwayy\nunited states\nPortland\noregon\ncedar.example\n"
     "jobs at cedar\njobs@cedar.example\nKey Account Manager\n2\n"),
    (["init", "jobs"], "\n" * 8),
    (["init", "jobs"], "Fern\nAtlantis\nGermny\nDE\nBonn\n\n\n\nkey-acount\n99\n1\nhome\n"),
    (["new", "employer"], "\nFern\nUS\nBend\nOregn\nOR\n\nnowhere\n\nfarming\ninsurance\n"),
    (["new", "role"], "Schools AM\nnobody\naccount-manager\nLooks after schools: all of them.\n"),
    (["new", "posting"], "key-account-manager\n2\nremote\n31,50\n28.50 to 34 an hour\n12/18/2026"
     "\n\n\n"),
    (["new", "posting"], "nobody\n1\n9\nsalem\non site\nlots\n\nsoon\n\n\n"),
    (["new", "posting", "--like", "salem"], "\n\n\n\n"),
)  # fmt: skip
"""What is typed at a terminal, with slips; the answers end before the questions do in some."""


def tasks() -> Iterator[Task]:
    """Yield all of them, in a workspace that is sound."""
    import shlex

    for line in USAGE.strip().splitlines():
        yield broken(f"usage {line}", {}, shlex.split(line), base="small")
    for written in SETS:
        command = ["show", "salem", "--set", written]
        yield broken(f"--set {written}", {}, ["--report", "json", *command], command, base="small")
    for name in ("accounts", "account-manager"):
        for written in ("posting.closes=2026-12-24", "employer.name=X", "title=", "name=X"):
            yield broken(
                f"--set {written} of {name}", {}, ["show", name, "--set", written], base="small"
            )
    files = {"kamroles.yaml": "roles: [accounts\n"}
    for command in (["list"], ["build"], ["show", "salem"], ["define"], ["review", "salem"],
                    ["doctor"], ["new", "role", "Other"], ["eject", "posting"]):  # fmt: skip
        yield broken(f"{command[0]} in a broken workspace", files, command, base="small")
        yield broken(f"{command[0]} outside of a workspace", {}, command, base="empty")
    faulty = {"postings/salem.yaml": SMALL["postings/salem.yaml"].replace("hybrid", "hybrd")}
    for form in ("text", "json", "sarif", "github"):
        yield broken(f"{form} of a fault", faulty, ["--report", form, "check"],
                     ["--report", form, "build"], ["--report", form, "review", "salem"],
                     base="small")  # fmt: skip
    for command, answers in DIALOGUES:
        label = f"answers to {' '.join(command)}: {answers}"
        base = "empty" if command[0] == "init" else "small"
        yield broken(label, {}, command, base=base) | {"spawn": True, "answers": answers}
    for command in (["check"], ["build"], ["--no-color", "check"], ["show", "salem"], ["rendr"]):
        label = f"{' '.join(command)} on a terminal"
        yield broken(label, faulty, command, base="small") | {"spawn": True, "answers": ""}
    yield broken("a fault in a process", faulty, ["check"], base="small") | {"spawn": True}
    long = "a" * 300
    for command in (["show", f"postings/{long}.yaml"], ["eject", long], ["new", "role", long],
                    ["render", "salem", "-o", long], ["check", long]):  # fmt: skip
        yield broken(f"{command[0]} a name of 300 letters", {}, command, base="small")
    output = {"kamroles.yaml": "formats: [md]\noutput: ../elsewhere\n"}
    yield broken("output that leads out", output, ["build"], ["build", "-o", "made"], base="small")
