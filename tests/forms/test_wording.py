"""Every code that forms can raise has words, in Swedish too."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from forms import wording
from forms.domain.evaluate import evaluate
from forms.domain.problems import DefinitionProblem, Problem
from forms.errors import FileRefused
from tests.builders.forms import a_definition, a_field

# By the place of the argument that is the code.
RAISING = {
    "Problem": 0,
    "DefinitionProblem": 0,
    "NotANumber": 0,
    "NotADay": 0,
    "FileRefused": 0,
    "_refused": 0,
    "unread": 1,
}
# Codes of a number in general, which each kind turns into its own.
INNER = {"not_number"}


def raised_codes() -> set[str]:
    """The codes that stand in the source of forms as arguments of what raises them."""
    found = set()
    for path in Path(settings.BASE_DIR, "forms").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISING:
                code = node.args[RAISING[node.func.id]]
                found |= {
                    part.value
                    for part in ast.walk(code)
                    if isinstance(part, ast.Constant) and re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", str(part.value))
                }
    return found - INNER


def test_every_code_has_words():
    worded = {*wording.ANSWERS, *wording.FILES, *wording.DEFINITIONS, "printed_sum_differs"}

    assert raised_codes() - worded == set()


@pytest.mark.parametrize("words", [wording.ANSWERS, wording.FILES, wording.DEFINITIONS])
def test_every_word_is_translated_with_the_same_parameters(words):
    for code, message in words.items():
        if code == "editor_rule":  # in the editor's own words
            continue
        with translation.override("en"):
            english = str(message)
        with translation.override("sv"):
            swedish = str(message)
        assert swedish != english, code
        assert set(re.findall(r"%\(\w+\)s", swedish)) == set(re.findall(r"%\(\w+\)s", english)), code


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("required", ("a",), {"label": "Mål"}), "Fyll i ”Mål”."),
        (
            FileRefused("file_type", allowed=["docx", "pdf"]),
            "Den filtypen kan inte bifogas. De här går bra: docx, pdf.",
        ),
        (DefinitionProblem("duplicate_key", "", {"key": "a"}), "Nyckeln ”a” används två gånger."),
    ],
)
def test_it_reads_as_plain_swedish(problem, text):
    with translation.override("sv"):
        assert wording.problem_text(problem) == text


def test_a_printed_sum_is_told_with_both_amounts():
    definition = a_definition(a_field("budget_table", "budget", years=[2015]))
    line = {"id": "a", "key": "", "label": "Lön", "amounts": {"2015": "765000"}}
    answer = {"lines": [line], "printed": {"years": {"2015": "764000"}}}

    (problem,) = evaluate(definition, {"budget": answer}).problems

    with translation.override("sv"):
        assert wording.problem_text(problem) == (
            "Er egen summa för 2015 är 764\u00a0000\u00a0kr, men raderna ger 765\u00a0000\u00a0kr. "
            "Skillnaden är 1\u00a0000\u00a0kr."
        )
