"""Two people write in one draft at once: nothing is lost, and both texts are shown where they differ."""

import pytest

from forms.models import Submission

pytestmark = pytest.mark.django_db


def test_a_stale_save_shows_both_texts_and_saves_the_chosen_one(kfv_draft, job):
    address = f"/ansokningar/{kfv_draft.uuid}/mal_och_syfte/"
    first, second = job.as_("processledare.vastra"), job.as_("ordforande.flen")
    for page in (first, second):
        # Without the background saving, as for somebody who writes on a train and saves at the end.
        page.route("**/spara/", lambda route: route.abort())
        page.goto(address)
    first.get_by_label("Mål").fill("Fler aktiviteter i samverkan i Flen")
    first.get_by_role("button", name="Spara", exact=True).click()
    first.get_by_text("Sparat").first.wait_for()

    second.get_by_label("Mål").fill("Kortare väntan för den enskilde")
    second.get_by_label("Syfte").fill("Tydligare struktur")
    with second.expect_response(address) as answer:
        second.get_by_role("button", name="Spara", exact=True).click()
    assert answer.value.status == 409
    second.get_by_text("Fler aktiviteter i samverkan i Flen").wait_for()
    second.get_by_text("Kortare väntan för den enskilde").wait_for()
    job.assert_accessible(second)
    second.get_by_label("Ta min").check()
    second.get_by_role("button", name="Spara de valda texterna").click()
    second.wait_for_url("**" + address)

    answers = Submission.objects.get(pk=kfv_draft.pk).answers
    assert (answers["mal"], answers["syfte"]) == ("Kortare väntan för den enskilde", "Tydligare struktur")
