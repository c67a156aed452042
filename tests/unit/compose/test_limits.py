"""Templates that make too much are stopped early, with a finding that says so."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from kamroles.compose.limits import OverTimeError, limited
from kamroles.diagnostics import Problems
from tests.unit.compose.jobs import made, make_job, problems

MEGABYTES = "x" * 300
REPEAT = "{% for a in range(60) %}"


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(10000) %}{% for b in range(10000) %}"
        + MEGABYTES
        + "{% endfor %}{% endfor %}",
        "{% set x %}{% for a in range(10000) %}{% for b in range(10000) %}"
        + MEGABYTES
        + "{% endfor %}{% endfor %}{% endset %}{{ x }}",
        "{% for a in range(10000) %}{% for b in range(10000) if false %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}"
        "{% endmacro %}{{ m(60) }}",
        "{% for a in [1, 2] recursive %}{% if loop.depth < 60 %}"
        "{{ loop([1, 2]) }}{% endif %}{% endfor %}",
        f"{{% set n = namespace(x='x') %}}{REPEAT}{{% set n.x = n.x ~ n.x %}}{{% endfor %}}",
        f"{{% set n = namespace(x='x') %}}{REPEAT}{{% set n.x = n.x + n.x %}}{{% endfor %}}",
        f"{{% set n = namespace(x=[1]) %}}{REPEAT}{{% set n.x = n.x + n.x %}}{{% endfor %}}",
        "{% set n = namespace() %}{% set n.x %}x{% endset %}"
        "{% for a in range(60) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
        "{{ range(1000000000) }}",
        "{% for a in range(10000) %}{{ role.opening ~ role.opening ~ role.opening }}"
        "{{ role.opening ~ role.opening ~ role.opening ~ role.opening }}{% endfor %}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ 99999999 * 99999999 }}",
    ],
)
def test_too_much_work_or_text_is_stopped(template: str) -> None:
    """The same count stops a template on every machine."""
    found = problems(f"# T\n{template}\n")
    assert [d.code for d in found] == ["KR312"]
    assert found[0].span is not None


@pytest.mark.parametrize("template", ['{{ "x" * 300000000 }}', "{{ [1] * 300000000 }}"])
def test_texts_and_lists_are_not_multiplied(template: str) -> None:
    """No operator repeats a text."""
    assert problems(f"# T\n{template}\n")[0].message.startswith("`*` does not work")


@pytest.mark.parametrize(
    "template",
    [
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% block b %}{{ self.b() }}{% endblock %}",
        "{% include 'parts/circle.md' %}",
        "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    ],
)
def test_endless_recursion_is_told(template: str) -> None:
    """Macros, blocks, loops and parts may lead back to themselves."""
    found = problems(
        f"# T\n{template}\n",
        parts__circle="{% include 'parts/turn.md' %}",
        parts__turn="""
{% include 'parts/circle.md' %}""",
    )
    assert [d.code for d in found] == ["KR314"]
    assert found[0].span is not None


def test_comparing_and_hashing_nested_lists_cannot_take_for_ever() -> None:
    """No signal would end a comparison of lists that double."""
    nest = (
        "{% set n = namespace(x=(1,), y=(1,)) %}{% for a in range(90) %}{% set n.x = (n.x, n.x) %}"
    )
    nest += "{% set n.y = (n.y, n.y) %}{% endfor %}"
    for use in (
        "{% if n.x == n.y %}{% endif %}",
        "{% if n.x is eq(n.y) %}{% endif %}",
        "{% if n.x in [n.y] %}{% endif %}",
        "{{ n.x | unique }}",
        "{{ {'a': 1}[n.x] }}",
    ):
        assert {d.code for d in problems(f"# T\n{nest}{use}\n")} <= {"KR311", "KR304", "KR305"}
    assert problems("# T\n{{ {(1, 2): 3} }}\n")[0].code == "KR308"
    assert problems(f"# T\n{nest}{{% include n.x %}}\n")[0].code in {"KR301", "KR311"}


@pytest.mark.parametrize(
    "template",
    [
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{% if true %}" * 400 + "{% endif %}" * 400,
        "{% for x in [1] %}" * 40 + "{% endfor %}" * 40,
        "{{ " + "9" * 5000 + " }}",
    ],
)
def test_templates_that_cannot_be_compiled_are_told(template: str) -> None:
    """Python's own limits are findings too."""
    assert [d.code for d in problems(f"# T\n{template}\n")] == ["KR302"]


def test_a_large_template_is_refused() -> None:
    """Its size is looked at before it is read."""
    assert [d.code for d in problems("# T\n" + "x" * 200_000)] == ["KR316"]


def test_markdown_that_takes_long_to_parse_is_refused() -> None:
    """Brackets and levels of lists are counted first."""
    lists = "\n".join("  " * depth + "- a" for depth in range(40))
    assert [d.code for d in problems(f"# T\n\n{'[' * 5000}\n")] == ["KR327"]
    assert [d.code for d in problems(f"# T\n\n{lists}\n")] == ["KR327"]
    assert [d.code for d in problems(f"# T\n::: field\n{'[' * 5000}\n:::\n")] == ["KR327"]


def test_a_value_as_long_as_a_book_is_written_only_a_few_times() -> None:
    """The text of values counts as output."""
    job = make_job({"summary": "word " * 100_000})
    assert made("{{ role.summary }}", job).document.blocks
    found = problems("# T\n{% for x in range(20) %}{{ role.summary }}{% endfor %}", job)
    assert [d.code for d in found] == ["KR312"]


def _work_for_ever() -> None:
    end = time.process_time() + 20
    with limited(seconds=0.05):
        while time.process_time() < end:
            pass


def test_work_that_uses_up_its_time_ends() -> None:
    """The timer and its handler are as before."""
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(OverTimeError):
        _work_for_ever()
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_work_that_uses_up_its_memory_ends_and_the_limit_goes() -> None:
    """The limit holds for the work alone."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(MemoryError), limited(memory=50_000_000):
        bytearray(2_000_000_000)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_time_and_memory_that_run_out_are_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never a traceback."""
    from kamroles.compose import composition

    for failure in (OverTimeError, MemoryError):

        def fail(*_: object, error: type[BaseException] = failure) -> None:
            raise error

        monkeypatch.setattr(composition, "build", fail)
        with pytest.raises(Problems) as caught:
            made("text")
        assert [d.code for d in caught.value.diagnostics] == ["KR313"]


def test_other_threads_compose_without_limits() -> None:
    """Signals reach the main thread only."""
    done: list[str] = []
    worker = threading.Thread(target=lambda: done.append(made("text").document.title))
    worker.start()
    worker.join()
    assert done == ["Title"]
