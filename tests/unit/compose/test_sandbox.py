"""Templates reach declared fields and listed functions, and nothing else."""

from __future__ import annotations

import pytest

from kamroles.compose import compose
from kamroles.diagnostics import Problems
from kamroles.document import plain_text
from tests.unit.compose.jobs import AS_OF, lookup, made, make_job, problems, titled


@pytest.mark.parametrize(
    ("template", "code", "words"),
    [
        ("{{ role.title.upper() }}", "KR305", "`.upper` cannot be used on a text"),
        ("{{ role.__class__ }}", "KR304", "no field `__class__`"),
        ("{{ role['__class__'] }}", "KR304", "no field `__class__`"),
        ("{{ ''.__class__.__mro__ }}", "KR305", "`.__class__` cannot be used on a text"),
        ("{{ [].append(1) }}", "KR305", "`.append` cannot be used on a list"),
        ("{{ {'a': 1}.items() }}", "KR305", "`.items` cannot be used on a mapping"),
        ("{{ '{0.__class__}'.format(role) }}", "KR305", "`.format`"),
        ("{{ '%s' % role }}", "KR311", "`%` does not work"),
        ("{{ role._values }}", "KR304", "no field `_values`"),
        ("{{ role.names() }}", "KR304", "no field `names`"),
        ("{{ role.title.path }}", "KR305", "`.path`"),
        ("{{ t.__globals__ }}", "KR305", "`.__globals__` cannot be used on a function"),
        ("{{ self.__init__ }}", "KR305", "`.__init__`"),
        ("{% macro m() %}{% endmacro %}{{ m._func }}", "KR305", "`._func`"),
        ("{% set n = namespace() %}{{ n.__class__ }}", "KR305", "`.__class__`"),
        ("{% for x in [1] %}{{ loop._iterator }}{% endfor %}", "KR304", "`loop` has no"),
        ("{{ environment }}", "KR303", "`environment` is not known"),
        ("{{ lipsum() }}", "KR303", "`lipsum` is not known"),
        ("{{ role.title | attr('upper') }}", "KR311", "`attr` works on a group of fields"),
        ("{{ role | attr('__class__') }}", "KR305", "`.__class__`"),
        ("{{ [role] | map('attr', '__class__') | first }}", "KR305", "`.__class__`"),
        ("{{ [''] | map(attribute='__class__') | first }}", "KR305", "`.__class__`"),
        ("{{ role.title | format(role) }}", "KR311", "this is a group of fields"),
        ("{{ role.title | safe }}", "KR308", "no filter `safe`"),
        ("{{ role | tojson }}", "KR311", "`tojson` works on"),
        ("{{ [role] | tojson }}", "KR311", "`tojson` cannot be worked out"),
        ("{{ [role] | map('safe') | list }}", "KR308", "no filter `safe`"),
        ("{{ [role] | select('callable') | list }}", "KR308", "no test `callable`"),
        ("{{ dict(a=1).update(b=2) }}", "KR305", "`.update` cannot be used on a mapping"),
        ("{{ cycler('a').__init__ }}", "KR305", "`.__init__`"),
        ("{{ (role.tools | groupby('id') | first).__class__ }}", "KR305", "`.__class__`"),
        ("{% if role is callable %}{% endif %}", "KR308", "no test `callable`"),
        ("{% autoescape false %}x{% endautoescape %}", "KR308", "`autoescape`"),
        ("{{ role.title() }}", "KR310", "a text cannot be called"),
        ("{{ t }}", "KR307", "a function cannot be written"),
        ("{{ self }}", "KR307", "cannot be written"),
    ],
)
def test_nothing_but_fields_and_listed_functions_is_reached(
    template: str, code: str, words: str
) -> None:
    """Every way out is one finding with its line."""
    found = problems(f"# T\n\n{template}\n")
    assert [d.code for d in found] == [code]
    assert words in found[0].message
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
    found = problems("# {{ role.title }}\n", titled(f"Manager {forged}"))
    assert found[0].code == "KR315"
    assert "role.title" in found[0].message


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
