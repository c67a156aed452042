"""What a rule is: a code, a name, a page that explains it, and a check."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from kamroles.diagnostics import Diagnostic, Severity
from kamroles.diagnostics.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kamroles.diagnostics import Related, Span

Scope = Literal["job", "document", "library"]
_PART = re.compile(r"^(Why|Bad|Good): ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of good content.

    Attributes:
        code: stable, and never reused; its letter is the family.
        name: what people call it.
        severity: how much a finding matters, where the check says nothing else.
        scope: what it looks at: a resolved job, a finished document, or all roles together.
        basis: who says so.
        advice: what to do, in one sentence.
        why: what goes wrong otherwise.
        bad, good: an example, and how it reads better.

    """

    code: str
    name: str
    severity: Severity
    scope: Scope
    basis: str
    advice: str
    why: str
    bad: str
    good: str
    check: Callable[..., Iterable[Diagnostic]]

    @property
    def meaning(self) -> str:
        """Say what a finding means, in one sentence."""
        return CODES[self.code]

    def found(
        self,
        message: str,
        span: Span | None,
        hint: str | None = None,
        *related: Related,
        severity: Severity | None = None,
    ) -> Diagnostic:
        """Return a finding of this rule."""
        weight = severity or self.severity
        return Diagnostic(self.code, weight, message, span, hint, related, self.basis)


def rule(
    code: str, name: str, severity: Severity, basis: str, *, scope: Scope = "job"
) -> Callable[[Callable[..., Any]], Rule]:
    """Make a rule of a check: ``check(rule, subject)`` yields its findings.

    The subject is a ``Subject`` for a job; a document and its job; or a library and the roles asked
    about. The docstring holds the advice, then paragraphs beginning with ``Why:``, ``Bad:`` and
    ``Good:``.
    """

    def make(check: Callable[..., Any]) -> Rule:
        advice, *parts = _PART.split(inspect.cleandoc(check.__doc__ or ""))
        told = {
            part: " ".join(text.split()) for part, text in zip(parts[::2], parts[1::2], strict=True)
        }
        return Rule(
            code, name, severity, scope, basis,
            " ".join(advice.split()), told["Why"], told["Bad"], told["Good"], check,
        )  # fmt: skip

    return make
