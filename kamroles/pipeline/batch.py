"""Many documents in many formats; one that fails never stops the others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles import fingerprint, write
from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.formats import usable_formats
from kamroles.pipeline import workers
from kamroles.pipeline.request import Composed, Options, Order, Output, Report
from kamroles.pipeline.stages import compose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kamroles.formats import Format
    from kamroles.library import Library


@dataclass(frozen=True, slots=True)
class _Task:
    """One file to be made, and the hash of everything it is made from."""

    composed: Composed
    format: Format
    file: str
    key: str
    engine: str = ""
    because: str = ""

    def output(self, options: Options, state: str) -> Output:
        """Return it as a file that now stands in the output folder."""
        path, made = options.out / self.file, self.composed
        draft, audience = made.document.draft, made.audience
        return Output(path, self.format.name, state, draft, self.engine, self.because, audience)


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
    jobs = [(task.composed, task.format.name, task.engine) for task in due]
    made = workers.render_all(jobs, options.workers)
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


def left_over(report: Report, out: Path) -> list[Path]:
    """Return files of earlier runs in a folder that this one names in no format.

    After an error nothing is left over: what could not be made this time may be wanted still.
    """
    if report.status:
        return []
    named = {output.path.stem for output in report.outputs}
    entries = write.Manifest.load(out).entries
    return [out / n for n in entries if Path(n).stem not in named and (out / n).is_file()]


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
    formats, unusable = usable_formats(options.formats)
    report.add(unusable)
    tasks: list[_Task] = []
    taken: dict[str, Order] = {}
    for order, composed in ready:
        # Windows and macOS do not tell a name in capitals from one without.
        other = taken.setdefault(write.file_name(composed.name, "").casefold(), order)
        if other is not order:
            report.add([_clash(order, other, composed.name)])
            continue
        document = fingerprint.key([repr(composed.document), repr(composed.theme)])
        for each in formats.values():
            engine, because = each.chosen(composed.theme, options.pdf_engine)
            makers = fingerprint.package_stamp(*each.makers(engine))
            key = fingerprint.key([fingerprint.code_stamp(), makers, each.name, engine, document])
            file = write.file_name(composed.name, each.suffix)
            tasks.append(_Task(composed, each, file, key, engine, because))
    return tasks


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
