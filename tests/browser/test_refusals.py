"""Who may not is told so, what came too late is told so, and what was typed is kept."""

import pytest

from cms.demo.accounts import user
from people.models import User

pytestmark = pytest.mark.django_db


def test_a_stranger_finds_no_case_and_a_colleague_without_the_role_may_read_but_not_answer(
    kfv, visit, assert_accessible
):
    stranger = visit(User.objects.create_user("okand@example.org", name="Okänd Person"))
    for address in (kfv.get_absolute_url(), f"/ansokningar/{kfv.submission.uuid}/", "/finns-inte/"):
        assert stranger.goto(address).status == 404
        stranger.get_by_role("heading", name="Sidan finns inte").wait_for()
        assert_accessible(stranger)
    stranger.goto("/att-gora/")
    assert_accessible(stranger)

    nobody = visit()
    nobody.goto(kfv.get_absolute_url())
    nobody.wait_for_url("**/konto/login/**")

    member = visit(user("ledamot.flen"))
    assert member.goto(kfv.get_absolute_url()).status == 200
    assert member.get_by_role("button", name="Skicka svaret").count() == 0
    for act in ("svara", "komplettering", "aterkalla"):
        assert member.goto(f"{kfv.get_absolute_url()}{act}/").status == 403
        assert_accessible(member)


def test_a_second_answer_for_the_same_group_is_409_and_keeps_what_was_written(kfv, visit, assert_accessible):
    chair, deputy = visit(user("ordforande.flen")), visit(user("ersattare.flen"))
    for page in (chair, deputy):
        page.goto(kfv.get_absolute_url())
    chair.get_by_role("radio", name="Tillstyrker", exact=True).check()
    chair.get_by_role("button", name="Skicka svaret").click()
    chair.get_by_text("Svaret är registrerat").first.wait_for()

    deputy.get_by_role("radio", name="Avstyrker", exact=True).check()
    deputy.get_by_label("Motivering").fill("Vi hinner inte i år.")
    with deputy.expect_response("**/svara/") as answer:
        deputy.get_by_role("button", name="Skicka svaret").click()
    assert answer.value.status == 409
    deputy.get_by_text("Vi hinner inte i år.").first.wait_for()
    assert_accessible(deputy)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bilaga.pdf", b"%PDF-1.4\n" + b"0" * 2_000, "MB"),
        ("program.exe", b"MZ" + b"\0" * 200, "program.exe"),
    ],
)
def test_a_file_that_cannot_be_taken_is_422_and_the_text_beside_it_is_kept(
    kfv_draft, visit, assert_accessible, monkeypatch, name, content, told
):
    monkeypatch.setattr("forms.actions.attach_file.MOST_BYTES", 1_000)
    page = visit(user("processledare.vastra"))
    address = f"/ansokningar/{kfv_draft.uuid}/underskrift/"
    page.goto(address)
    page.get_by_label("Undertecknas av").fill("LSG Flen ensam")
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    with page.expect_response(lambda response: response.status == 422):
        page.locator("input[type=file]").set_input_files(file)
    page.get_by_text(told).first.wait_for()
    assert page.get_by_label("Undertecknas av").input_value() == "LSG Flen ensam"
    assert_accessible(page)
