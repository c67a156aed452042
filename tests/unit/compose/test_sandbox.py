"""Templates reach declared fields and listed functions, and nothing else."""

from __future__ import annotations

import pytest

from kamroles.compose import compose
from kamroles.diagnostics import Problems
from kamroles.document import plain_text
from tests.unit.compose.jobs import AS_OF, lookup, made, make_job, problems, titled


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("{{ role.title.upper() }}", "KR305"),
        ("{{ role.__class__ }}", "KR304"),
        ("{{ role['__class__'] }}", "KR304"),
        ("{{ ''.__class__.__mro__ }}", "KR305"),
        ("{{ [].append(1) }}", "KR305"),
        ("{{ {'a': 1}.items() }}", "KR305"),
        ("{{ '{0.__class__}'.format(role) }}", "KR305"),
        ("{{ '%s' % role }}", "KR311"),
        ("{{ role._values }}", "KR304"),
        ("{{ role.names() }}", "KR304"),
        ("{{ role.title.path }}", "KR305"),
        ("{{ t.__globals__ }}", "KR305"),
        ("{{ self.__init__ }}", "KR305"),
        ("{% macro m() %}{% endmacro %}{{ m._func }}", "KR305"),
        ("{% set n = namespace() %}{{ n.__class__ }}", "KR305"),
        ("{% for x in [1] %}{{ loop._iterator }}{% endfor %}", "KR304"),
        ("{{ environment }}", "KR303"),
        ("{{ lipsum() }}", "KR303"),
        ("{{ role.title | attr('upper') }}", "KR311"),
        ("{{ role | attr('__class__') }}", "KR305"),
        ("{{ [role] | map('attr', '__class__') | first }}", "KR305"),
        ("{{ [''] | map(attribute='__class__') | first }}", "KR305"),
        ("{{ role.title | format(role) }}", "KR311"),
        ("{{ role.title | safe }}", "KR308"),
        ("{{ role | tojson }}", "KR311"),
        ("{{ [role] | tojson }}", "KR311"),
        ("{{ [role] | map('safe') | list }}", "KR308"),
        ("{{ [role] | select('callable') | list }}", "KR308"),
        ("{{ dict(a=1).update(b=2) }}", "KR305"),
        ("{{ cycler('a').__init__ }}", "KR305"),
        ("{{ (role.tools | groupby('id') | first).__class__ }}", "KR305"),
        ("{% if role is callable %}{% endif %}", "KR308"),
        ("{% autoescape false %}x{% endautoescape %}", "KR308"),
        ("{{ role.title() }}", "KR310"),
        ("{{ t }}", "KR307"),
        ("{{ self }}", "KR307"),
    ],
)
def test_nothing_but_fields_and_listed_functions_is_reached(template: str, code: str) -> None:
    """Every way out is one finding with its line."""
    found = problems(f"# T\n\n{template}\n")
    assert [d.code for d in found] == [code]
    assert found[0].span is not None
    assert found[0].span.line == 3


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "parts/../../secret.md",
        "parts/.hidden.md",
        "themes/plain/theme.yaml",
        "parts\\\\wording.md",
        "file:///etc/passwd",
        "",
    ],
)
@pytest.mark.parametrize("tag", ["include", "extends", "import"])
def test_only_templates_can_be_included(tag: str, name: str) -> None:
    """Names that could leave the templates folder are never looked up."""
    asked: list[str] = []
    find = lookup(kinds__trial=f'# T\n\n{{% {tag} "{name}" {"as x " * (tag == "import")}%}}\n')

    def watched(wanted: str):
        asked.append(wanted)
        return find(wanted)

    with pytest.raises(Problems) as failure:
        compose(make_job(), "trial", watched, as_of=AS_OF)
    assert [d.code for d in failure.value.diagnostics] == ["KR301"]
    assert {n.removeprefix("shipped/") for n in asked} <= {"kinds/trial.md", "locales/en.yaml"}


def test_a_name_that_is_no_text_cannot_be_included() -> None:
    """Records and unknown names are no template names."""
    assert problems("# T\n{% include role %}\n")[0].code in {"KR301", "KR311"}
    assert problems("# T\n{% include nothing %}\n")[0].code == "KR303"


def test_a_token_cannot_be_taken_apart() -> None:
    """Passages cannot be cut, looped over, changed or repeated."""
    passage = "{% set m %}{{ role.title }}{% endset %}"
    assert problems(f"# T\n{passage}{{{{ m[0:1] }}}}")[0].code == "KR305"
    assert problems(f"# T\n{passage}{{{{ m[0] }}}}")[0].code == "KR305"
    assert problems(f"# T\n{passage}{{% for c in m %}}{{{{ c }}}}{{% endfor %}}")[0].code == "KR311"
    assert problems(f"# T\n{passage}{{{{ m | upper }}}}")[0].code == "KR311"
    assert problems(f"# T\n{passage}{{{{ m * 2 }}}}")[0].code == "KR311"


def test_characters_that_stand_for_values_are_refused() -> None:
    """Nobody can write a token by hand, in a template or in a value."""
    forged = "\ue000\ue010\ue001"
    assert problems(f"# T\n\na {forged}\n")[0].code == "KR315"
    assert problems('# T\n\n{{ "\\ue000\\ue010\\ue001" }}\n')[0].code == "KR315"
    job = titled(f"Manager {forged}")
    found = problems("# {{ role.title }}\n", job)
    assert [(d.code, d.span) for d in found] == [("KR315", job.span("role.title"))]


def test_passages_of_the_template_pass_through_and_values_in_them_stay_values() -> None:
    """Markdown of macros and set-blocks counts; that of values does not."""
    template = """
{% macro bold(text) %}**{{ text }}**{% endmacro %}
{% set both %}{{ bold("*a*") }} and {{ bold(role.title) }}{% endset %}
{{ both }}{{ " ~ " ~ both }}
{% call(x) wrapped() %}_{{ x }}_{% endcall %}
"""
    macro = "{% macro wrapped() %}{{ caller('<b>') }}{% endmacro %}"
    document = made(f"{macro}\n{template}").document
    assert "*a* and Key Account Manager ~ *a* and Key Account Manager" in plain_text(document)
    bold = [run.text for block in document.blocks for run in block.runs if run.bold]  # type: ignore[union-attr]
    assert bold == ["*a*", "Key Account Manager", "*a*", "Key Account Manager"]
    italic = [run.text for block in document.blocks for run in block.runs if run.italic]  # type: ignore[union-attr]
    assert italic == ["<b>"]


def test_literals_and_sums_of_texts_are_values_too() -> None:
    """Text in quotes is shown as the characters it has."""
    document = made(
        '{{ "**a**" }} {{ "# " ~ role.title }} {{ "[x]" + "(y)" }} {{ 2 + 3 }}'
    ).document
    assert plain_text(document) == "Title\n**a** # Key Account Manager [x](y) 5\n"
