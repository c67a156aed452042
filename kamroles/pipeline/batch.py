"""Many documents in many formats; one that fails never stops the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from kamroles import cache, write
from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.pipeline import crew
from kamroles.pipeline.order import Composed, Options, Order, Output, Report
from kamroles.pipeline.stages import compose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kamroles.library import Library

_MAKERS = {"pdf": ("weasyprint", "typst"), "docx": ("docx",), "html": ("fontTools",)}
"""Packages that decide the bytes of a format: when they change, files are made anew."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One file to be made, and the hash of everything it is made from."""

    composed: Composed
    format: str
    file: str
    key: str

    def output(self, options: Options, state: str) -> Output:
        """Return it as a file that now stands in the output folder."""
        return Output(options.out / self.file, self.format, state, self.composed.document.draft)


def produce(
    library: Library,
    orders: Sequence[Order],
    options: Options,
    progress: Callable[[int, int, str], None] | None = None,
) -> Report:
    """Make every document in every format, and write the files that changed.

    ``progress`` is called with how many files are done, how many there are, and the last one.
    """
    report = Report()
    tasks = _tasks(_composed(library, orders, options, report), options, report)
    manifest = write.Manifest.load(options.out)
    due = [task for task in tasks if not manifest.current(task.file, task.key)]
    waiting = {task.file for task in due}
    report.outputs += [t.output(options, "unchanged") for t in tasks if t.file not in waiting]
    jobs = [(task.composed, task.format, options.pdf_engine) for task in due]
    made = crew.render_all(jobs, options.workers)
    for done, (task, content) in enumerate(zip(due, made, strict=True), len(tasks) - len(due) + 1):
        if isinstance(content, bytes):
            _put(task, content, options, manifest, report)
        else:
            report.add(content)
        if progress:
            progress(done, len(tasks), task.file)
    if due and report.outputs:
        try:
            manifest.save()
        except Problems as problems:
            report.add(problems.diagnostics)
    report.outputs.sort(key=lambda output: output.path.name)
    return report


def _composed(
    library: Library, orders: Iterable[Order], options: Options, report: Report
) -> list[tuple[Order, Composed]]:
    ready = []
    for order in dict.fromkeys(orders):
        try:
            composed, found = compose(library, order, options)
        except Problems as problems:
            report.add(problems.diagnostics)
        else:
            report.add(found)
            ready.append((order, composed))
    return ready


def _tasks(
    ready: Iterable[tuple[Order, Composed]], options: Options, report: Report
) -> list[_Task]:
    from kamroles.render import FORMATS

    tasks: list[_Task] = []
    taken: dict[str, Order] = {}
    for order, composed in ready:
        other = taken.setdefault(composed.name, order)
        if other is not order:
            report.add([_clash(order, other, composed.name)])
            continue
        document = cache.key([repr(composed.document), *_looks(composed)])
        for name in dict.fromkeys(options.formats):
            makers = cache.package_stamp(*_MAKERS.get(name, ()))
            key = cache.key([cache.code_stamp(), makers, name, options.pdf_engine, document])
            file = write.file_name(composed.name, FORMATS[name].suffix)
            tasks.append(_Task(composed, name, file, key))
    return tasks


def _looks(composed: Composed) -> Iterable[str]:
    for field in fields(composed.theme):
        value = getattr(composed.theme, field.name)
        yield f"{field.name} {sorted(value.items()) if isinstance(value, Mapping) else value}"


def _clash(order: Order, other: Order, name: str) -> Diagnostic:
    return error(
        "KR514",
        f"two documents would be written as `{name}`: of `{other.name}` and of `{order.name}`",
        None,
        "render them into different folders, or rename one of the files they come from",
    )


def _put(
    task: _Task, content: bytes, options: Options, manifest: write.Manifest, report: Report
) -> None:
    try:
        changed = write.write_file(options.out / task.file, content)
        manifest.record(task.file, task.key)
    except Problems as problems:
        report.add(problems.diagnostics)
    else:
        report.outputs.append(task.output(options, "written" if changed else "unchanged"))
