"""Many documents in many formats; one that fails never stops the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles import fingerprint, write
from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.formats import usable_formats
from kamroles.pipeline import workers
from kamroles.pipeline.request import Composed, Options, Order, Output, Report, Stopped
from kamroles.pipeline.stages import compose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kamroles.library import Library


@dataclass(frozen=True, slots=True)
class _Task:
    """One file to be made, and the hash of everything it is made from."""

    composed: Composed
    output: Output
    key: str


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
    try:
        tasks = _tasks(_composed(library, orders, options, report), options, report)
    except KeyboardInterrupt:
        raise Stopped([f"{order.kind} of {order.name}" for order in orders]) from None
    manifest = write.Manifest.load(options.out)
    due: list[_Task] = []
    for task in tasks:
        if manifest.current(task.output.path.name, task.key):
            report.outputs.append(task.output)
        else:
            due.append(task)
    before, left = len(tasks) - len(due), [task.output.path.name for task in due]
    jobs = [(task.composed, task.output.format, task.output.engine) for task in due]
    try:
        for task, content in zip(due, workers.render_all(jobs, options.workers), strict=True):
            if isinstance(content, bytes):
                _put(task, content, manifest, report)
            else:
                report.add(content)
            del left[0]
            if progress:
                progress(before + len(due) - len(left), len(tasks), task.output.path.name)
    except KeyboardInterrupt:
        raise Stopped(left) from None
    finally:
        if (due and report.outputs) or manifest.unfinished:
            _save(manifest, report)
    report.outputs.sort(key=lambda output: output.path.name)
    return report


def _save(manifest: write.Manifest, report: Report) -> None:
    try:
        manifest.save()
    except Problems as problems:
        report.add(problems.diagnostics)


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
            path = options.out / write.file_name(composed.name, each.suffix)
            said = composed.document.draft, engine, because, composed.audience
            tasks.append(_Task(composed, Output(path, each.name, "unchanged", *said), key))
    return tasks


def _clash(order: Order, other: Order, name: str) -> Diagnostic:
    return error(
        "KR514",
        f"two documents would be written as `{name}`: of `{other.name}` and of `{order.name}`",
        None,
        "render them into different folders, or rename one of the files they come from",
    )


def _put(task: _Task, content: bytes, manifest: write.Manifest, report: Report) -> None:
    path = task.output.path
    try:
        changed = write.write_file(path, content)
        manifest.record(path.name, task.key)
    except Problems as problems:
        report.add(problems.diagnostics)
    else:
        state = "written" if changed else "unchanged"
        report.outputs.append(replace(task.output, state=state))
