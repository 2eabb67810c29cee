"""Consent, municipality and rich text; and every plain kind as a column."""

import pytest
from django.urls import reverse

from forms.actions.import_form import import_form
from forms.actions.start_submission import start_submission
from forms.blocks.tables import ColumnsBlock
from forms.compile import COLUMN_KINDS
from forms.domain.evaluate import evaluate
from forms.domain.kinds import KINDS
from forms.domain.markup import to_html, without_signs
from forms.queries.reading import read_sections
from people.models import Municipality, Subregion
from tests.builders.forms import a_definition, a_field, a_form, a_section, asked
from tests.builders.people import person


def test_every_column_kind_has_its_block_and_its_place_in_the_compiler():
    scalar = {name for name, kind in KINDS.items() if kind.is_scalar}

    assert set(ColumnsBlock().child_blocks) == scalar == set(COLUMN_KINDS)


@pytest.mark.parametrize(("answer", "kept"), [(True, True), ("ja", True), (False, None), ("nej", None), (None, None)])
def test_a_consent_is_given_or_not_yet(answer, kept):
    evaluation = evaluate(a_definition(a_field("consent", required=True)), {"svar": answer})

    assert evaluation.answers.get("svar") == kept
    assert [problem.code for problem in evaluation.problems] == ([] if kept else ["required"])


def test_a_municipality_is_named_by_its_code():
    kind, field = KINDS["municipality"], asked("municipality")

    assert kind.read(["0482"], field).value == ("0482",)
    assert [problem.code for problem in kind.read(["0482", "0483"], field).problems] == ["only_one"]
    assert [problem.code for problem in kind.read("Flen!", field).problems] == ["not_a_municipality"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("ett\ntvå\n\ntre", "<p>ett<br>två</p><p>tre</p>"),
        ("Mål:\n- ett\n- två", "<p>Mål:</p><ul><li>ett</li><li>två</li></ul>"),
        ("1. ett\n2) två", "<ol><li>ett</li><li>två</li></ol>"),
        ("**fet** och *lutad*", "<p><strong>fet</strong> och <em>lutad</em></p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("<b>x</b><script>alert(1)</script>", "<p>&lt;b&gt;x&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
    ],
)
def test_signs_become_a_few_tags_and_nothing_else_does(text, html):
    assert to_html(text) == html


def test_a_link_is_safe_and_reads_without_its_signs():
    assert to_html('[RAR](https://rar.se/?a="b)') == (
        '<p><a href="https://rar.se/?a=&quot;b" rel="noopener noreferrer">RAR</a></p>'
    )
    assert without_signs("**Se** [RAR](https://rar.se)") == "Se RAR (https://rar.se)"


@pytest.mark.django_db
def test_they_are_shown_kept_and_read(client):
    south = Subregion.objects.create(name="Västra", key="vastra")
    Municipality.objects.create(code="0482", name="Flen", subregion=south)
    fields = [
        a_field("consent", "intygar", text="Uppgifterna stämmer."),
        a_field("municipality", "kommun", multiple=True),
        a_field("rich_text", "mal"),
    ]
    writer = person("Processledare")
    draft = start_submission(import_form(a_form(a_section("allt", *fields), key="nya"), by=None), by=writer)
    client.force_login(writer)
    address = reverse("forms:section", args=[draft.uuid, "allt"])
    typed = {"intygar": "ja", "kommun": "0482", "mal": "- **ett**", "revision": "1"}

    before = client.get(address).content.decode()
    client.post(address, typed | {"shown": ["intygar", "kommun", "mal"]})
    draft.refresh_from_db()
    definition = draft.version.parsed
    [section] = read_sections(definition, evaluate(definition, draft.answers))

    assert "Uppgifterna stämmer." in before
    assert "Flen" in before
    assert draft.answers == {"intygar": True, "kommun": ["0482"], "mal": "- **ett**"}
    assert [answer.text or answer.html for answer in section.answers] == [
        "Ja",
        "Flen",
        "<ul><li><strong>ett</strong></li></ul>",
    ]
    assert client.get(address).content.decode().count("checked") == 2
