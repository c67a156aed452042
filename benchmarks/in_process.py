"""Times inside one Python process, printed as JSON; run by ``run.py``, once per question."""

from __future__ import annotations

import datetime
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamroles import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable

AS_OF = datetime.date(2026, 11, 23)
ROLES = (
    "account-manager",
    "key-account-manager",
    "strategic-account-manager",
    "digital-account-manager",
    "commercial-lines-account-manager",
)
Compose = "Callable[[int], pipeline.Composed]"


def main(question: str, *arguments: str) -> None:
    """Answer one question."""
    if question == "postings":
        print(json.dumps(postings(Path(arguments[0]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        options = pipeline.Options(AS_OF, ("html",), Path(folder))
        library = pipeline.open_library(Path(folder))

        def compose(number: int) -> pipeline.Composed:
            order = pipeline.Order(
                ROLES[number % 5], "description", sets=(f"level=number {number}",)
            )
            return pipeline.compose(library, order, options)[0]

        answers: dict[str, Callable[..., Any]] = {"one": one, "many": many, "html": html}
        print(json.dumps(answers[question](compose, *arguments)))


def render(composed: pipeline.Composed, format: str) -> bytes:
    """Render a document; ``pdf:typst`` names the engine too."""
    name, _, engine = format.partition(":")
    return pipeline.render_bytes(composed, name, engine or "auto")


def one(compose: Callable[[int], pipeline.Composed], formats: str) -> dict[str, float]:
    """Compose and render one role, the first time and then (other words each time) again."""

    def work(number: int) -> float:
        started = time.perf_counter()
        composed = compose(number)
        for format in formats.split(","):
            render(composed, format)
        return time.perf_counter() - started

    # Every fifth is the same role, so that only the words that differ are new.
    times = [work(number * 5) for number in range(11)]
    return {"first": times[0], "warm": statistics.median(times[1:])}


def many(compose: Callable[[int], pipeline.Composed], format: str, count: str) -> dict[str, float]:
    """Render many documents, composed beforehand."""
    started = time.perf_counter()
    ready = [compose(number) for number in range(int(count))]
    composed = time.perf_counter()
    for each in ready:
        render(each, format)
    done = time.perf_counter()
    return {"compose": composed - started, "render": done - composed}


def html(compose: Callable[[int], pipeline.Composed], folder: str, count: str) -> list[str]:
    """Write pages for other programs to print; return their paths."""
    paths = []
    for number in range(int(count)):
        path = Path(folder) / f"{number}.html"
        path.write_bytes(pipeline.render_bytes(compose(number), "html"))
        paths.append(str(path))
    return paths


def postings(workspace: Path) -> dict[str, float]:
    """Resolve and compose sixty postings of one role, each with a title of its own."""
    sample = workspace / "postings" / "key-account-manager-portland.yaml"
    for number in range(60):
        text = f"{sample.read_text(encoding='utf-8')}\ntitle: Opening {number}\n"
        sample.with_name(f"opening-{number}.yaml").write_text(text, encoding="utf-8")
    library = pipeline.open_library(workspace)
    options = pipeline.Options(AS_OF, ("pdf",), workspace)
    times = []
    for number in range(60):
        started = time.process_time()
        pipeline.compose(library, pipeline.Order(f"opening-{number}", "posting"), options)
        times.append(time.process_time() - started)
    return {"first": times[0], "median": statistics.median(times[1:])}


if __name__ == "__main__":
    main(*sys.argv[1:])
