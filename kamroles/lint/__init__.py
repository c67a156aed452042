"""Rules of good content: over what a role says, over a finished posting, and over all roles.

Each rule is a function with a page of its own in its docstring; ``RULES`` knows them by code.
"""

from kamroles.lint.registry import RULES, lint_document, lint_job, lint_library
from kamroles.lint.rule import Rule

__all__ = ["RULES", "Rule", "lint_document", "lint_job", "lint_library"]
