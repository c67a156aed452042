"""Changes to a parsed template before it is compiled, so that no work goes uncounted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from kamroles.compose.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_TOPS = frozenset({"role", "employer", "posting"})
_OWN_LINES = re.compile(r"\s*\{%\+?\s*block\b[^%]*%\}(?:\s*|.*\{%-?\s*endblock\b[^%]*%\}\s*)")
_BODIES = (nodes.Template, nodes.Block, nodes.For, nodes.Macro, nodes.CallBlock)
_ESCAPING = (nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)


class UnknownWordsError(Exception):
    """A template uses what templates do not have; carries each fault with its line."""

    def __init__(self, template: str, faults: list[tuple[Fault, int]]) -> None:
        super().__init__(faults[0][0].message)
        self.template = template
        self.faults = faults


def prepared(
    template: nodes.Template, name: str, text: str, unknown: Callable[[str, str], Fault | None]
) -> nodes.Template:
    """Return the template with bodies, loops and operators turned into bounded calls.

    A block whose tag begins a line of ``text`` stands apart from what is around it. ``unknown``
    tells of a filter or test that templates do not have.

    Raises:
        UnknownWordsError: it uses such, or switches escaping off.

    """
    faults = list(_forbidden(template, unknown))
    if faults:
        raise UnknownWordsError(name, faults)
    changed: nodes.Template = _Rewriting(text.splitlines()).visit(template)
    return changed


def _forbidden(
    template: nodes.Template, unknown: Callable[[str, str], Fault | None]
) -> Iterator[tuple[Fault, int]]:
    for node in template.find_all((nodes.Filter, nodes.Test, nodes.Pair, *_ESCAPING)):
        fault = None
        if isinstance(node, nodes.Filter | nodes.Test):
            fault = unknown("filter" if isinstance(node, nodes.Filter) else "test", node.name)
        elif not isinstance(node, nodes.Pair):
            hint = "take the tag away; every value comes out as the text it is"
            message = "`autoescape` cannot be changed in a template"
            fault = Fault("KR308", message, hint, "autoescape")
        elif not isinstance(node.key, nodes.Const):
            hint = "write the key in quotes"
            fault = Fault("KR308", "the keys of a mapping are written out", hint)
        if fault:
            yield fault, node.lineno


class _Rewriting(NodeTransformer):
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        weight = _weight(node) if isinstance(node, _BODIES) else 0
        super().generic_visit(node, *args, **kwargs)
        if isinstance(node, _BODIES):
            line = getattr(node, "lineno", 1) or 1
            count = _call("work", [nodes.Const(weight, lineno=line)], line)
            node.body.insert(0, nodes.ExprStmt(count, lineno=line))
        return node

    def visit_Block(self, node: nodes.Block) -> list[nodes.Node]:  # noqa: N802
        self.generic_visit(node)
        if not _OWN_LINES.fullmatch(self.lines[node.lineno - 1]):
            return [node]
        apart = [nodes.TemplateData("\n\n", lineno=node.lineno)]
        before, after = (nodes.Output(list(apart), lineno=node.lineno) for _ in range(2))
        return [before, node, after]

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - named by the visitor
        self.generic_visit(node)
        node.iter = _call("rounds", [node.iter], node.lineno)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        bounds = [
            bound if bound is not None else nodes.Const(None, lineno=node.lineno)
            for bound in (node.arg.start, node.arg.stop, node.arg.step)
        ]
        return _call("part", [node.node, *bounds], node.lineno)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _call("joined", node.nodes, node.lineno)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        parts: list[nodes.Expr] = [node.expr]
        for operand in node.ops:
            parts += [nodes.Const(operand.op, lineno=node.lineno), operand.expr]
        return _call("compared", parts, node.lineno)

    def visit_Or(self, node: nodes.Or) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        blank = node.right
        path = _path(node.left.right if isinstance(node.left, nodes.Or) else node.left)
        if (
            path
            and isinstance(blank, nodes.Call)
            and isinstance(blank.node, nodes.Name)
            and blank.node.name == "blank"
            and len(blank.args) == 1
        ):
            # the gap then knows which value would fill it
            blank.args.append(nodes.Const(path, lineno=node.lineno))
        return node


def _call(name: str, arguments: list[Any], line: int) -> nodes.Call:
    function = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(function, arguments, [], None, None, lineno=line)


def _weight(body: nodes.Node) -> int:
    """Return how many nodes run once per round, those of inner bodies left out."""

    def count(inner: Iterable[nodes.Node]) -> int:
        return sum(
            1 if isinstance(node, _BODIES) else 1 + count(node.iter_child_nodes()) for node in inner
        )

    return count(body.iter_child_nodes())


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
