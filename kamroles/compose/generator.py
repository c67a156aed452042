"""What templates become: Python code in which loops, cuts and operators ask the sandbox first."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, operators

from kamroles.compose.faults import Fault
from kamroles.compose.origins import LINE_END
from kamroles.compose.syntax import halves
from kamroles.compose.unknown import no_such

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TOPS = frozenset({"role", "employer", "posting"})
_OWN_LINES = re.compile(r"\s*\{%\+?\s*block\b[^%]*%\}(?:\s*|.*\{%-?\s*endblock\b[^%]*%\}\s*)")
_ALONE = re.compile(r"\s*\{%(?:(?!\{%|%\}).)*%\}\s*")
_ESCAPING = (nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)


def unusable(template: nodes.Template, name: str, environment: Any) -> Iterator[Fault]:
    """Yield what a parsed template uses that templates do not have, each at its line."""
    for node in template.find_all((nodes.Filter, nodes.Test, nodes.Pair, *_ESCAPING)):
        fault = None
        if isinstance(node, nodes.Filter) and node.name not in environment.filters:
            fault = no_such("filter", node.name, environment.filters)
        elif isinstance(node, nodes.Test) and node.name not in environment.tests:
            fault = no_such("test", node.name, environment.tests)
        elif isinstance(node, _ESCAPING):
            hint = "take the tag away; every value comes out as the text it is"
            message = "`autoescape` cannot be changed in a template"
            fault = Fault("KR308", message, hint, "autoescape")
        elif isinstance(node, nodes.Pair) and not isinstance(node.key, nodes.Const):
            hint = "write the key in quotes"
            fault = Fault("KR308", "the keys of a mapping are written out", hint)
        if fault:
            yield fault.at(name, node.lineno)
    for words in template.find_all(nodes.TemplateData):
        for line, half in halves(words.data, words.lineno):
            message = f"`{half[:40]}` is printed as it stands: it is no whole tag"
            hint = """write it between {{ and }}, or {% and %}; {{ "%}" }} prints such signs"""
            yield Fault("KR332", message, hint, half).at(name, line)


def _then_line_end(visit: Callable[[Any, Any, Frame], None]) -> Any:
    """End the line of a tag that stands alone on it; the text of a part may end anyhow."""

    def visit_and_end(self: Generator, node: nodes.Node, frame: Frame) -> None:
        visit(self, node, frame)
        if _ALONE.fullmatch(self.line(node)):
            self.write_text(LINE_END, node, frame)

    return visit_and_end


class Generator(CodeGenerator):
    """Jinja's own, but for a few nodes."""

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 - named by Jinja
        """Count the rounds."""
        node.iter = _asked("rounds", node.iter)
        super().visit_For(node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Cut lists only: a piece of a passage could hold half a token."""
        if isinstance(node.arg, nodes.Slice):
            ends = (node.arg.start, node.arg.stop, node.arg.step)
            written = (end or nodes.Const(None, lineno=node.lineno) for end in ends)
            self.visit(_asked("part", node.node, *written), frame)
        else:
            super().visit_Getitem(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Put texts together within bounds."""
        self.visit(_asked("joined", *node.nodes), frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802
        """Compare within bounds."""
        parts: list[nodes.Expr] = [node.expr]
        for operand in node.ops:
            parts += [nodes.Const(operators[operand.op], lineno=node.lineno), operand.expr]
        self.visit(_asked("compared", *parts), frame)

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:  # noqa: N802
        """Write nothing for an `if` without an `else`, as Jinja does with undefined names."""
        node.expr2 = node.expr2 or nodes.Const("", lineno=node.lineno)
        super().visit_CondExpr(node, frame)

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802
        """Refuse numbers that Python cannot hold."""
        if isinstance(node.value, float) and not math.isfinite(node.value):
            self.fail("this number is too large", node.lineno)
        super().visit_Const(node, frame)

    def visit_Or(self, node: nodes.BinExpr, frame: Frame) -> None:  # noqa: N802
        """Tell the gap in `value or blank("…")` which value would fill it."""
        blank = node.right
        path = _path(node.left.right if isinstance(node.left, nodes.Or) else node.left)
        if (
            path
            and isinstance(blank, nodes.Call)
            and isinstance(blank.node, nodes.Name)
            and blank.node.name == "blank"
            and len(blank.args) == 1
        ):
            blank.args.append(nodes.Const(path, lineno=node.lineno))
        super().visit_Or(node, frame)

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802
        """Set a block apart from what is around it if its tag begins a line."""
        apart = _OWN_LINES.fullmatch(self.line(node))
        if apart:
            self.write_text("\n\n", node, frame)
        super().visit_Block(node, frame)
        if apart:
            self.write_text("\n\n", node, frame)

    visit_Include = _then_line_end(CodeGenerator.visit_Include)  # noqa: N815 - named by Jinja
    visit_FilterBlock = _then_line_end(CodeGenerator.visit_FilterBlock)  # noqa: N815
    visit_CallBlock = _then_line_end(CodeGenerator.visit_CallBlock)  # noqa: N815

    def line(self, node: nodes.Node) -> str:
        """Return the line of the template in which a node begins."""
        environment: Any = self.environment
        text: str = environment.report.sources[self.name].text
        return text.splitlines()[node.lineno - 1]

    def write_text(self, text: str, node: nodes.Node, frame: Frame) -> None:
        """Write text of its own beside what a node writes."""
        self.visit(nodes.Output([nodes.TemplateData(text)], lineno=node.lineno), frame)


def _asked(name: str, *arguments: nodes.Node) -> nodes.Call:
    """Return a call of the sandbox."""
    line = arguments[0].lineno
    function = nodes.EnvironmentAttribute(name, lineno=line)
    given: list[Any] = list(arguments)
    return nodes.Call(function, given, [], None, None, lineno=line)


def _path(node: nodes.Node) -> str | None:
    """Return the dotted path of a field, its filters left out."""
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    steps: list[str] = []
    while isinstance(node, nodes.Getattr):
        steps.insert(0, node.attr)
        node = node.node
    if isinstance(node, nodes.Name) and node.name in _TOPS and steps:
        return ".".join((node.name, *steps))
    return None
