"""Words of documents by key, from the locale file: the workspace's over the shipped ones."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.source.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kamroles.diagnostics import Source

LANGUAGE = "en"
FILE = f"locales/{LANGUAGE}.yaml"


def load_labels(lookup: Callable[[str], Source | None]) -> Mapping[str, str]:
    """Return the labels.

    Raises:
        Problems: a locale file is missing or cannot be used.

    """
    labels: dict[str, str] = {}
    for source in filter(None, dict.fromkeys((lookup(f"shipped/{FILE}"), lookup(FILE)))):
        labels |= _read(source.name, source.text)
    if not labels:
        raise Problems([error("KR317", f"there is no locale file {FILE}")])
    return labels


@lru_cache(maxsize=8)
def _read(name: str, text: str) -> Mapping[str, str]:
    from kamroles.source.yaml import parse

    found: list[Diagnostic] = []
    labels: dict[str, str] = {}
    for entry in parse(text, name).entries:
        if isinstance(entry.value, Scalar) and not entry.value.empty:
            labels[entry.key.text] = entry.value.text
        else:
            hint = "write `key: words` on one line"
            message = f"the label `{entry.key.text}` is not a text"
            found.append(error("KR317", message, entry.key.span, hint))
    if found:
        raise Problems(found)
    return labels
