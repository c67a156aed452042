"""All rules by code, and how they are run."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from kamroles import rules
from kamroles.diagnostics import Diagnostic, Problems
from kamroles.diagnostics.codes import CODES
from kamroles.extensions import entry_points
from kamroles.rules import Rule, Scope
from kamroles.rules.avoided_words import word_rules
from kamroles.rules.own_places import at_own
from kamroles.rules.texts import subject_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kamroles.document import Document
    from kamroles.extensions import Extension
    from kamroles.library import Library
    from kamroles.model.job import Job

RULES: dict[str, Rule] = {}
RULE_FAULTS: list[Diagnostic] = []
"""Why rules of other packages cannot be used."""
_ADDED: dict[str, Extension] = {}


def code_meanings() -> dict[str, str]:
    """Return what every code means: those of the stages, and the rules."""
    return CODES | {code: rule.meaning for code, rule in RULES.items()}


def check_job(job: Job, called: Mapping[str, tuple[str, ...]]) -> Iterator[Diagnostic]:
    """Yield what the rules find in a resolved job; ``called`` are the titles of all roles."""
    return (at_own(each, job) for each in _findings("job", subject_of(job, called)))


def check_document(
    document: Document, job: Job, audience: str | None = None
) -> Iterator[Diagnostic]:
    """Yield what the rules find in a document; with an ``audience``, only those that are for it."""
    found = _findings("document", document, job, audience=audience)
    return (at_own(each, job) for each in found)


def check_library(library: Library, own: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what the rules find in all roles together, as far as it is in the roles ``own``."""
    return _findings("library", library, own)


def _findings(scope: Scope, *subject: object, audience: str | None = None) -> Iterator[Diagnostic]:
    for code, rule in RULES.items():
        if rule.scope != scope or (audience and rule.audience not in {None, audience}):
            continue
        try:
            yield from rule.findings(*subject)
        except Exception as fault:
            if code not in _ADDED:
                raise
            why = f"its check fails: {type(fault).__name__}: {fault}"
            hint = "install another release of the package, or uninstall it"
            yield _ADDED[code].unusable(why, hint)


def _register() -> None:
    """Find the rules of this package and of others; note which of those cannot be used."""
    RULES.update((rule.code, rule) for rule in sorted(_shipped(), key=lambda rule: rule.code))
    for extension in entry_points("kamroles.rules").values():
        try:
            added = extension.load(Rule)
        except Problems as problems:
            RULE_FAULTS.extend(problems.diagnostics)
            continue
        names = {*CODES, *RULES, *(rule.name for rule in RULES.values())}
        if taken := sorted({added.code, added.name} & names):
            why = f"its code or name is taken: {', '.join(taken)}"
            RULE_FAULTS.append(extension.unusable(why, "give its rule another code and name"))
        else:
            RULES[added.code] = added
            _ADDED[added.code] = extension


def _shipped() -> Iterator[Rule]:
    for module in pkgutil.iter_modules(rules.__path__, f"{rules.__name__}."):
        values = vars(import_module(module.name)).values()
        yield from (value for value in values if isinstance(value, Rule))
    yield from word_rules()


_register()
