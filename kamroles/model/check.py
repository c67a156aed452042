"""Check a merged tree against its model; every fault is placed where the value was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kamroles.diagnostics import Diagnostic, Span, error
from kamroles.model import meant
from kamroles.source import doubts, invisible
from kamroles.source.nodes import Mapping, Node, Scalar, Sequence, plain

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from kamroles.model.base import Model

_CODES = {
    "kr_date": "KR205",
    "kr_amount": "KR206",
    "kr_number": "KR207",
    "kr_percent": "KR207",
    "kr_bool": "KR208",
    "kr_slug": "KR209",
    "kr_country": "KR210",
    "kr_currency": "KR211",
    "kr_url": "KR212",
    "kr_email": "KR212",
    "kr_color": "KR213",
    "kr_empty": "KR204",
    "kr_placeholder": "KR231",
}


def check(tree: Mapping, model: type[Model]) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """Return the tree's values as plain data with every field of ``model``, and what was found.

    There are no values when one of them is wrong.
    """
    try:
        checked = model.model_validate(plain(tree))
    except ValidationError as failure:
        details = failure.errors(include_url=False)
        faults = [_diagnostic(tree, detail, model) for detail in details]
        wrong = {fault.span for fault in faults}
        return None, [*faults, *(w for w in doubts.curly(tree) if w.span not in wrong)]
    return checked.model_dump(mode="json"), list(doubts.curly(tree))


def spans_of(tree: Node, prefix: str) -> dict[str, Span]:
    """Return where each value of the tree was written, by dotted path; ids stand for positions."""
    found: dict[str, Span] = {prefix: tree.span}
    if isinstance(tree, Mapping):
        for entry in tree.entries:
            found |= spans_of(entry.value, f"{prefix}.{entry.key.text}")
    elif isinstance(tree, Sequence):
        for number, item in enumerate(tree.items):
            name = item.get("id") if isinstance(item, Mapping) else None
            key = name.text if isinstance(name, Scalar) else str(number)
            found |= spans_of(item, f"{prefix}.{key}")
    return found


def _locate(tree: Node, loc: tuple[int | str, ...]) -> tuple[Node, list[str]]:
    """Follow ``loc`` as far as the tree goes; also return the names passed."""
    node, names = tree, []
    for step in loc:
        following: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            following = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            following = node.items[step]
        if following is None:
            break
        node = following
        names.append(str(step))
    return node, names


def _key(tree: Mapping, loc: tuple[int | str, ...]) -> tuple[Node, str]:
    """Return the key that ``loc`` ends with, and the name of the mapping it stands in."""
    *path, key, _ = loc
    around, _ = _locate(tree, tuple(path))
    entry = around.entry(str(key)) if isinstance(around, Mapping) else None
    return entry.key if entry else around, str(path[-1])


def _diagnostic(tree: Mapping, detail: ErrorDetails, model: type[Model]) -> Diagnostic:
    kind, context = detail["type"], detail.get("ctx", {})
    node, passed = _locate(tree, detail["loc"])
    parts = [part for part in detail["loc"] if isinstance(part, str)]
    name = parts[-1] if parts else ""
    span = node.span
    if name == "[key]":  # the name of an entry is at fault, not its value
        node, name = _key(tree, detail["loc"])
        span = node.span
    match kind:
        case "missing":
            return _missing(node, str(detail["loc"][-1]), passed)
        case "extra_forbidden":
            return error("KR201", f"`{name}` is not a field here", span)
        case "literal_error" if not isinstance(node, Scalar):
            hint = f"write one of {context['expected']}, without a list".replace("'", "`")
            return error("KR202", f"`{name}` takes a single value", span, hint)
        case "literal_error":
            return _choice(node, name, str(context["expected"]), span)
        case "tuple_type" | "list_type":
            hint = f"write a list, such as `[{_one_line(node)}]`"
            return error("KR202", f"`{name}` takes a list", span, hint)
        case "model_type" | "dict_type" | "model_attributes_type":
            return error(
                "KR202",
                f"`{name}` takes fields of its own, not a single value",
                span,
                "write its fields below it, indented by two spaces",
            )
    message = str(context.get("message") or detail["msg"])
    better = meant.instead(kind, tree, node, detail["loc"], model) or context.get("hint") or None
    return error(_CODES.get(kind, "KR202"), f"`{name}`: {message}", span, better)


def _missing(node: Node, name: str, passed: list[str]) -> Diagnostic:
    where = f" in `{'.'.join(p for p in passed if not p.isdigit())}`" if passed else ""
    return error("KR203", f"`{name}` is missing{where}", node.span, f"add a line `{name}: …`")


def _choice(node: Node, name: str, expected: str, span: Span) -> Diagnostic:
    allowed = [part.strip("' ") for part in expected.replace(" or ", ", ").split(", ")]
    written = _one_line(node)
    near = meant.word(written, allowed)
    hint = f"did you mean `{near}`? " if near else ""
    if unseen := invisible.no_width(written):
        hint = f"delete {unseen} in it; "
    return error(
        "KR214", f"`{name}` cannot be `{written}`", span, f"{hint}allowed: {', '.join(allowed)}"
    )


def _one_line(node: Node) -> str:
    if isinstance(node, Scalar):
        return " ".join(node.text.split())[:60]
    return "…"
