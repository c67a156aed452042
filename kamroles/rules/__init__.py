"""Rules of good content: over what a role says, over a finished posting, and over all roles.

A rule stands in one file with all there is to say of it: a module of this package, or a list of
words in ``words/``. Other packages add theirs by entry points of the group ``kamroles.rules``, each
naming a ``Rule``. ``registry`` finds and runs them.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from kamroles.diagnostics import Diagnostic, Related, Severity, Span
from kamroles.rules.texts import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Avoided", "Findings", "Found", "Rule", "Severity", "Subject", "rule"]

Scope = Literal["job", "document", "library"]
_PART = re.compile(r"^(Why|Bad|Good): ", re.MULTILINE)


class Found(NamedTuple):
    """What a check found; its severity is the rule's where it says none."""

    message: str
    span: Span | None
    hint: str
    related: tuple[Related, ...] = ()
    severity: Severity | None = None


Findings = Iterable[Found]


@dataclass(frozen=True, slots=True)
class Avoided:
    """Words that mean the same, and what stands better in their place.

    Attributes:
        words: each as it may be written; whole words, in any case.
        write: what to write, or what to think of.
        why: what is wrong with them.
        source: who says so.
        unless: phrases in which a word means something else.
        where: phrases in which alone a word counts, if there are any.
        proper: whether the words are written with a capital anyway, as no other name is.

    """

    words: tuple[str, ...]
    write: str
    why: str
    source: str
    unless: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    proper: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of good content.

    Attributes:
        code: stable, and never reused; its letter is the family.
        name: what people call it.
        severity: how much a finding matters, where the check says nothing else.
        meaning: what a finding means, in one sentence.
        basis: who says so.
        advice: what to do, in one sentence.
        why: what goes wrong otherwise.
        bad, good: an example, and how it reads better.
        check: yields what it finds in a ``Subject``; for the scope ``document`` in a document and
            its job, for ``library`` in a library and the ids of the roles asked about.
        scope: what it looks at: a resolved job, a finished document, or all roles together.
        audience: who reads the documents it looks at; None for everybody's.
        words: what it looks for, if it is a list of words.

    """

    code: str
    name: str
    severity: Severity
    meaning: str
    basis: str
    advice: str
    why: str
    bad: str
    good: str
    check: Callable[..., Findings]
    scope: Scope = "job"
    audience: str | None = None
    words: tuple[Avoided, ...] = ()

    @property
    def page(self) -> dict[str, str]:
        """Return what explains it, by the label of each part."""
        parts = {"Do": self.advice, "Why": self.why, "Bad": self.bad, "Better": self.good}
        return parts | {"Basis": self.basis}

    def findings(self, *subject: object) -> Iterator[Diagnostic]:
        """Yield what the check finds, as findings of this rule."""
        for message, span, hint, related, severity in self.check(*subject):
            weight = severity or self.severity
            yield Diagnostic(self.code, weight, message, span, hint, related, self.basis)


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    meaning: str,
    basis: str,
    scope: Scope = "job",
    audience: str | None = None,
) -> Callable[[Callable[..., Findings]], Rule]:
    """Make a rule of a check (see ``Rule``).

    Its docstring holds the advice, then paragraphs beginning with ``Why:``, ``Bad:`` and ``Good:``.
    """

    def make(check: Callable[..., Findings]) -> Rule:
        said = inspect.cleandoc(check.__doc__ or "")
        advice, *parts = (" ".join(part.split()) for part in _PART.split(said))
        told = dict(zip(parts[::2], parts[1::2], strict=True))
        page = advice, told["Why"], told["Bad"], told["Good"]
        return Rule(code, name, severity, meaning, basis, *page, check, scope, audience)

    return make
