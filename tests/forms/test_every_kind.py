"""A kind is there whole: rule, input, block, and a page that shows and keeps it."""

import pytest
from django.template.loader import get_template
from django.urls import reverse

from forms.actions.import_form import import_form
from forms.actions.start_submission import start_submission
from forms.blocks.form import FieldsBlock
from forms.compile import KINDS as COMPILED
from forms.domain.kinds import KINDS
from tests.builders.forms import a_field, a_form, a_section
from tests.builders.people import person

TYPED = {
    "text": ("Processtöd", "Processtöd"),
    "long_text": ("Behov", "Behov"),
    "email": ("anna@rar.se", "anna@rar.se"),
    "phone": ("0155-12 34 56", "0155-12 34 56"),
    "web_address": ("www.rar.se", "https://www.rar.se"),
    "organisation_number": ("2120002940", "212000-2940"),
    "integer": ("12", 12),
    "money": ("1,5 tkr", "1500"),
    "decimal": ("12,5", "12.5"),
    "percent": ("48,33 %", "48.33"),
    "year": ("2014", 2014),
    "date": ("140701", "2014-07-01"),
    "yes_no": ("ja", True),
}


def test_every_kind_has_its_input_its_block_and_its_place_in_the_compiler():
    assert set(FieldsBlock().child_blocks) == set(KINDS) == set(COMPILED)
    for kind in KINDS.values():
        get_template(kind.template)


@pytest.mark.django_db
def test_every_scalar_kind_is_shown_kept_and_shown_again(client):
    fields = [a_field(kind, kind) for kind in TYPED]
    writer = person("Processledare")
    form = import_form(a_form(a_section("allt", *fields), key="alla_slag"), by=None)
    submission = start_submission(form, by=writer)
    client.force_login(writer)
    address = reverse("forms:section", args=[submission.uuid, "allt"])
    post = {kind: typed for kind, (typed, _answer) in TYPED.items()}

    assert client.get(address).status_code == 200
    client.post(address, post | {"shown": list(TYPED), "revision": "1"})

    submission.refresh_from_db()
    assert submission.answers == {kind: answer for kind, (_typed, answer) in TYPED.items()}
    shown = client.get(address).content.decode()
    for text in ("212000-2940", "48,33", "12,5", "https://www.rar.se"):
        assert f'value="{text}"' in shown
