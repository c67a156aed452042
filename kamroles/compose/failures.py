"""What Python and Jinja say of an expression that failed, in the words of templates."""

from __future__ import annotations

import re
from typing import Any

from jinja2.exceptions import TemplateRuntimeError

from kamroles.compose.faults import Fault
from kamroles.compose.unknown import no_such

_NOT_BETWEEN = re.compile(r"'?(.+?)'? not supported between instances of (.+) and (.+)")
_NOT_ON = re.compile(r"bad operand type for unary (.): (.+)")
_NO_SUCH = re.compile(r"No (filter|test) named '(.+)'")
_OF_JINJA = re.compile(r"(?:\b\w*do_\w+|<lambda>|\bsync_\w+)\(\) |'?builtin_function_or_method'? ")
_KINDS = {
    "'Missing'": "a missing value",
    "'NoneType'": "a missing value",
    "'Text'": "a text",
    "'str'": "a text",
    "'Markup'": "a passage of text",
    "'Whole'": "a number",
    "'int'": "a number",
    "'Decimal'": "a number",
    "'float'": "a number",
    "'Items'": "a list",
    "'tuple'": "a list",
    "'list'": "a list",
    "'Record'": "a group of fields",
}
FAILURES = TemplateRuntimeError, TypeError, ValueError, ArithmeticError, LookupError
"""What an expression of a template may raise."""
ODD_ARGUMENTS = AssertionError, AttributeError
"""What Jinja's filters raise besides, where an argument is of another kind than they expect."""


def not_worked_out(failure: Exception, name: str, sandbox: Any) -> Fault:
    """Return the fault of an expression that failed, in words of templates."""
    words = str(failure).split("\n")[0][:200]
    for kind, plain in _KINDS.items():
        words = words.replace(kind, plain)
    if found := _NOT_BETWEEN.match(words):
        message = f"`{found[1]}` does not work between {found[2]} and {found[3]}"
        return Fault("KR311", message, None, name or found[1])
    if found := _NOT_ON.match(words):
        return Fault("KR311", f"`{found[1]}` does not work on {found[2]}", None, name or found[1])
    if found := _NO_SUCH.match(words):
        known = sandbox.filters if found[1] == "filter" else sandbox.tests
        return no_such(found[1], found[2], known)
    if name:
        said = _OF_JINJA.sub("", words)
        return Fault("KR311", f"`{name}` cannot be worked out: {said}", None, name)
    return Fault("KR311", f"this cannot be worked out: {words}")
