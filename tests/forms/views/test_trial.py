"""A draft is tried by whoever has its link: everything works, and nothing of it is ever kept as an application."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from forms.actions.import_form import import_form
from forms.actions.share_draft import revoke_link, share_draft
from forms.models import Form, StoredFile, Submission
from forms.models.sharing import HOLDS
from forms.trying import draft_of, own_token
from people.models import User
from tests.builders.forms import a_field, a_form, a_section
from tests.builders.people import person

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def form() -> Form:
    return import_form(
        a_form(
            a_section(
                "om",
                a_field("text", "rubrik", required=True),
                a_field("money", "belopp"),
                a_field("text", "varfor", visible_when={"field": "belopp", "op": "more_than", "value": "1000"}),
                a_field("files", "bilagor"),
            ),
            a_section("slut", a_field("yes_no", "klart")),
            key="prova",
        ),
        by=None,
    )


def token_for(form: Form) -> str:
    """The token of a link to the draft."""
    link = form.links.first() or share_draft(form, by=person("Rut Redaktör"), purpose="Beredningsgruppen")
    return link.token


def section(form: Form, key: str = "om") -> str:
    return reverse("forms:trial_section", args=[token_for(form), key])


def typed(**more) -> dict:
    return {"shown": ["rubrik", "belopp", "varfor"], "rubrik": "Processtöd", "belopp": "", "varfor": "", **more}


def test_a_stranger_with_the_link_fills_in_the_draft_and_nothing_is_saved(client, form):
    overview = reverse("forms:trial", args=[token_for(form)])
    assert client.get(overview).status_code == 200

    onward = client.post(section(form), typed(do="next"))
    client.post(section(form, "slut"), {"shown": ["klart"], "klart": "ja", "do": "next"})
    check = client.get(reverse("forms:trial_check", args=[token_for(form)]))

    assert (onward.status_code, onward["Location"].endswith("/avsnitt/slut/")) == (302, True)
    assert "Processtöd" in check.content.decode()
    assert "Allt är ifyllt" in check.content.decode()
    assert check["X-Robots-Tag"] == "noindex"
    assert (Submission.objects.count(), Case.objects.count()) == (0, 0)


def test_what_is_wrong_is_said_as_it_will_be(client, form):
    refused = client.post(section(form), typed(belopp="tolv"))
    check = client.get(reverse("forms:trial_check", args=[token_for(form)]))

    assert refused.status_code == 422
    assert 'value="tolv"' in refused.content.decode()
    assert f"{section(form)}#id_belopp" in check.content.decode()


def test_what_follows_is_worked_out_while_one_types(client, form):
    address = reverse("forms:trial_calculate", args=[token_for(form), "om"])

    hidden = client.post(address, typed(belopp="500"))["HX-Trigger"]
    shown = client.post(address, typed(belopp="5 000"))["HX-Trigger"]

    assert '"hide": ["varfor"]' in hidden
    assert '"hide": []' in shown


def test_what_an_answer_shows_is_not_called_optional_when_it_must_be_answered(client):
    only = {"field": "belopp", "op": "more_than", "value": "1000"}
    asked = a_field("text", "varfor", required=True, visible_when=only)
    free = a_field("text", "vem", visible_when=only)
    form = import_form(a_form(a_section("om", a_field("money", "belopp"), asked, free), key="visas"), by=None)

    page = client.get(section(form)).content.decode()
    hidden = {
        key: page.partition(f'data-field="{key}" hidden')[2].partition("</label>")[0] for key in ("varfor", "vem")
    }

    assert ("frivilligt" in hidden["varfor"], "frivilligt" in hidden["vem"]) == (False, True)


def test_a_file_is_checked_and_then_let_go(client, form):
    upload = SimpleUploadedFile("plan.pdf", PDF)
    kept = client.post(section(form), typed(do="upload:bilagor") | {"upload.bilagor": upload})
    false = SimpleUploadedFile("plan.pdf", b"not a pdf")
    refused = client.post(section(form), typed(do="upload:bilagor") | {"upload.bilagor": false})

    assert "plan.pdf" in kept.content.decode()
    assert refused.status_code == 422
    assert StoredFile.objects.count() == 0


def test_starting_over_forgets_what_was_typed(client, form):
    client.post(section(form), typed())
    client.post(reverse("forms:trial_leave", args=[token_for(form)]))

    assert "Processtöd" not in client.get(section(form)).content.decode()


def test_another_visitor_sees_nothing_of_it(client, form, django_user_model):
    client.post(section(form), typed())
    other = client.__class__()

    assert "Processtöd" not in other.get(section(form)).content.decode()


def test_a_link_that_is_false_or_too_old_leads_nowhere(client, form):
    link = reverse("forms:trial", args=[token_for(form)])
    false = reverse("forms:trial", args=[signing.dumps(form.pk, salt="another")])
    assert client.get(false).status_code == 404
    assert client.get(link).status_code == 200

    form.links.update(expires_at=timezone.now())

    assert client.get(link).status_code == 404


def test_a_link_holds_for_two_weeks(form):
    at = timezone.now()

    link = share_draft(form, by=person("Rut Redaktör"), at=at)

    assert (link.expires_at - at, HOLDS) == (timedelta(days=14), timedelta(days=14))


def test_a_revoked_link_leads_nowhere_on_any_of_its_pages_and_others_go_on(client, form):
    editor = person("Rut Redaktör")
    kept, revoked = share_draft(form, by=editor), share_draft(form, by=editor)

    revoke_link(revoked, by=editor)

    def answers(token):
        pages = ("trial", "trial_check", "trial_leave"), ("trial_section", "trial_calculate")
        found = [client.get(reverse(f"forms:{name}", args=[token])) for name in pages[0]]
        found += [client.post(reverse(f"forms:{name}", args=[token, "om"]), typed()) for name in pages[1]]
        return {answer.status_code for answer in found}

    assert answers(revoked.token) == {404}
    assert 404 not in answers(kept.token)


def test_a_link_to_a_form_that_is_gone_leads_nowhere(client):
    form = Form.objects.create(key="bort", title="Bort")
    link = reverse("forms:trial", args=[token_for(form)])
    assert client.get(link).status_code == 200

    form.delete()

    assert client.get(link).status_code == 404


def test_the_editors_own_button_is_no_link_to_share(client, form):
    editor = User.objects.create_superuser("rut@example.org", name="Rut Redaktör")
    another = User.objects.create_superuser("rod@example.org", name="Rod Redaktör")
    own = reverse("forms:trial", args=[own_token(form, editor)])
    assert client.get(own).status_code == 404

    client.force_login(another)
    assert client.get(own).status_code == 404
    client.force_login(editor)
    assert client.get(own).status_code == 200

    User.objects.filter(pk=editor.pk).update(is_superuser=False)
    assert client.get(own).status_code == 404


def test_an_unknown_section_is_not_found(client, form):
    assert client.get(section(form, "finns_inte")).status_code == 404


def test_an_answer_without_end_is_not_kept(client, form):
    answer = client.post(section(form), typed(rubrik="x" * 600_000))

    assert answer.status_code == 422
    assert "Börja om" in answer.content.decode()


def test_an_unfinished_draft_is_tried_as_far_as_it_goes(form):
    form.sections[0].value["fields"][2].value["visible_when"] = (
        form.sections[0]
        .value["fields"]
        .stream_block.child_blocks["text"]
        .child_blocks["visible_when"]
        .to_python([{"type": "comparison", "value": {"field": "borta", "op": "is", "value": "1"}}])
    )
    form.sections[0].value["fields"][1].value["label"] = ""

    draft = draft_of(form)

    assert draft.problems != []
    assert draft.left_out == frozenset()
    assert [field["key"] for field in draft.definition["sections"][0]["fields"]] == [
        "rubrik",
        "belopp",
        "varfor",
        "bilagor",
    ]
