"""Finding the bracket that goes too deep, whatever limit the parser has."""

import pytest
import yaml

from kamroles.diagnostics import Source
from kamroles.mistakes.nesting import too_deep


def found(text: str, limit: int = 3) -> tuple[int, int] | None:
    """Return the line and column found in a text that ends in a line the parser gives up on."""
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.parse(text, Loader=yaml.SafeLoader))
    span = too_deep(Source("x", text), caught.value, yaml.SafeLoader, limit)
    return (span.line, span.column) if span else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[[[[@", (1, 4)),
        ("{[{[@", (1, 4)),
        ("é: 日本\r\na: [\r\n  [b], [@", None),
        ("é: 日本\r\na: [\r\n  [b], [[@", (3, 9)),
        ("- [[b], [@", None),
        ("- [[b], [[@", (1, 10)),
        ("a: [b]\nc: [d]\ne: [f]\ng: [h]\ni: [@", None),
        ('[[[\'[\', "[\\"[", @', None),
        ("[[['[[[", None),
        ("[[[ # [ and [\n [@", (2, 2)),
        ("[[[a#[@", (1, 6)),
    ],
)
def test_the_first_bracket_too_deep_is_found(text: str, place: tuple[int, int] | None) -> None:
    """Brackets count where they open something, not in quotes or comments; closed ones do not."""
    assert found(text) == place


def test_a_limit_of_the_parser_itself_is_no_fault_of_another_kind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A parser that gives up before it tells of any bracket leaves the counting to us."""
    text = "a: [[[[[[[["
    mark = yaml.Mark("x", 10, 0, 10, None, 0)
    fault = yaml.scanner.ScannerError(None, None, "no further", mark)

    def parse(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(yaml, "parse", parse)
    span = too_deep(Source("x", text), fault, yaml.SafeLoader, 3)
    assert span
    assert (span.line, span.column) == (1, 7)
