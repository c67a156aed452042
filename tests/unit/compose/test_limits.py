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
        "{% set n = namespace(x=[1]) %}{% for a in range(3000) %}{% set n.x = [n.x] %}{% endfor %}"
        "{{ n.x | tojson }}",
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
    assert problems(f"# T\n{template}\n")[0].code == "KR311"


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


@pytest.mark.parametrize(
    "double",
    [
        "{% set n.x = (n.x, n.x) %}{% set n.y = (n.y, n.y) %}",
        "{% set n.x = {'a': n.x, 'b': n.x} %}{% set n.y = {'a': n.y, 'b': n.y} %}",
        "{% set n.x = [n.x] + [n.x] %}{% set n.y = [n.y, n.y] %}",
    ],
)
@pytest.mark.parametrize(
    "use",
    [
        "{% if n.x == n.y %}{% endif %}",
        "{% if n.x is eq(n.y) %}{% endif %}",
        "{% if n.x in [n.y] %}{% endif %}",
        "{% if n.x is in([n.y]) %}{% endif %}",
        "{% if [n.x] | select('eq', n.y) %}{% endif %}",
        "{{ n.x | unique }}",
        "{{ [n] | where(x=n.y) | length }}",
        "{{ [n, n] | sort(attribute='x') }}",
        "{{ [n, n] | groupby('x') }}",
        "{{ [n, n] | max(attribute='x') }}",
        "{{ [n] | unique(attribute='x') }}",
        "{{ [n] | tojson }}",
        "{{ n.x | sort }}",
        "{{ n.x | tojson }}",
        "{{ [n.x] | join }}",
        "{{ '%s' | format(n.x) }}",
        "{% for a in [1, 2] %}{% if loop.changed(n.x) %}{% endif %}{% endfor %}",
        "{{ {'a': 1}[n.x] }}",
        "{% include n.x %}",
    ],
)
def test_lists_that_double_cannot_take_for_ever(double: str, use: str) -> None:
    """No signal would end a comparison, a hash or a text of such."""
    nest = "{% set n = namespace(x=(1,), y=(1,)) %}{% for a in range(90) %}" + double
    found = problems(f"# T\n{nest}{{% endfor %}}{use}\n")
    assert {d.code for d in found} <= {"KR301", "KR304", "KR305", "KR311", "KR312"}
    assert found[0].span is not None


def test_the_keys_of_a_mapping_are_written_out() -> None:
    """So that no list is one."""
    assert problems("# T\n{{ {(1, 2): 3} }}\n")[0].code == "KR308"


@pytest.mark.parametrize(
    "expression",
    [
        "'x' | center(100000000)",
        "'x' | indent(100000000, true)",
        "('x\n' | center(9000) | replace(' ', '\n')) | indent(9000, true)",
        "'x' | replace('x', 'y' | center(9000)) | replace(' ', 'z' | center(9000))",
        "'x' | replace('', 'y' | center(9000)) | replace('', 'z' | center(9000))",
        "'%999999999d' | format(1)",
        "'%*d' | format(999999999, 1)",
        "'%*d%*d' | format(9999, 1, 9999, 1) | replace(' ', 'x' | center(99))",
        "('x ' | center(9000)) | wordwrap(1, true, 'y' | center(9000))",
        "[1] | batch(100000000, 2)",
        "[1] | slice(100000000)",
        "[[1]] | tojson(100000000)",
        "range(9000) | list | tojson(9000)",
        "range(9000) | map('string') | map('center', 9000) | join",
        "'9' | replace('9', '9' | center(99) | replace(' ', '9')) | int",
        "'1e400' | float",
        "9999999999999999",
        "'nan' | float",
        "1 | round(-100000)",
        "(range(6000) | list) + (range(6000) | list)",
    ],
)
def test_no_filter_makes_more_than_documents_need(expression: str) -> None:
    """Whatever its arguments."""
    found = problems(f"# T\n{{{{ {expression} }}}}\n")
    assert [d.code for d in found] == ["KR312"]
    assert found[0].span is not None
    assert found[0].span.line >= 2


@pytest.mark.parametrize("number", ["1e400", "-1e400", "[1e999][0]", "9" * 5000])
def test_numbers_that_python_cannot_hold_are_told(number: str) -> None:
    """At the line where they stand."""
    found = problems(f"# T\n\n{{{{ {number} }}}}\n")
    assert [(d.code, d.span.line if d.span else 0) for d in found] == [("KR302", 3)]


@pytest.mark.parametrize(
    "template",
    [
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{% if true %}" * 400 + "{% endif %}" * 400,
        "{% for x in [1] %}" * 40 + "{% endfor %}" * 40,
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
    job = make_job({"summary": "word " * 3_900})
    assert made("{{ role.summary }}", job).document.blocks
    found = problems("# T\n{% for x in range(500) %}{{ role.summary }}{% endfor %}", job)
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
