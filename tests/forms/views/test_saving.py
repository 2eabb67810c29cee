"""A section keeps what is typed, says what is wrong with it, and loses nothing of anybody's."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from forms.actions.save_section import save_section
from forms.models import Submission
from tests.builders.filling import PERIOD, a_draft, chair_of, nobody, s3_budget, somebody_else, typed_budget

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_save_and_continue_leads_to_the_next_section(client):
    draft = a_draft()
    client.force_login(draft.writer)

    response = client.post(draft.url("om"), draft.post("om", {"rubrik": "Processtöd"}, do="next"))

    assert (response.status_code, response.url) == (302, draft.url("budget"))
    assert draft.now.title == "Processtöd"


def test_the_last_section_leads_to_the_check_of_the_answers(client):
    draft = a_draft()
    client.force_login(draft.writer)

    response = client.post(draft.url("bilagor"), draft.post("bilagor", {"namn": "Åsa"}, do="next"))

    assert response.url == draft.url(name="check")


def test_a_wrong_amount_is_422_beside_its_input_and_stays_as_typed(client):
    draft = a_draft(period=PERIOD)
    client.force_login(draft.writer)
    typed = {"budget.rows": ["lon"], "budget.lon.key": "lon", "budget.lon.2014": "12 abc", "kommentar": "Kvar"}

    response = client.post(draft.url("budget"), draft.post("budget", typed))

    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_budget-lon-2014"' in page
    assert 'value="12 abc"' in page
    assert draft.now.answers["kommentar"] == "Kvar"
    assert draft.now.answers["budget"]["lines"][0]["amounts"] == {"2014": {"unparsed": "12 abc"}}


def test_a_period_pasted_in_the_first_of_two_inputs_is_both_days(client):
    draft = a_draft()
    client.force_login(draft.writer)

    client.post(draft.url("om"), draft.post("om", {"period.from": "140301–160228", "period.to": ""}))

    assert draft.now.answers["period"] == PERIOD


def test_what_another_saved_in_another_field_is_kept(client):
    draft = a_draft()
    chair = chair_of(draft.flen)
    stale = draft.post("om", {"rubrik": "Min rubrik"})
    save_section(draft.now, "om", {"bakgrund": "Ordförandens text"}, draft.now.revision, chair)
    client.force_login(draft.writer)

    response = client.post(draft.url("om"), stale | {"sokande": ["lsg-flen", "lsg-vingaker"]})

    assert response.status_code == 302
    assert (draft.now.answers["rubrik"], draft.now.answers["bakgrund"]) == ("Min rubrik", "Ordförandens text")


def test_a_text_that_both_changed_is_409_with_both_and_nothing_is_saved(client):
    draft = a_draft()
    chair = chair_of(draft.flen)
    stale = draft.post("om", {"bakgrund": "Min text"}, shown="bakgrund")
    save_section(draft.now, "om", {"bakgrund": "Ordförandens text"}, draft.now.revision, chair)
    client.force_login(draft.writer)

    response = client.post(draft.url("om"), stale)

    page = response.content.decode()
    assert response.status_code == 409
    assert ("Min text" in page, "Ordförandens text" in page) == (True, True)
    assert draft.now.answers["bakgrund"] == "Ordförandens text"


@pytest.mark.parametrize(("take", "kept"), [("mine", "Min text"), ("theirs", "Ordförandens text")])
def test_the_text_that_was_chosen_is_saved(client, take, kept):
    draft = a_draft(bakgrund="Ordförandens text")
    client.force_login(draft.writer)
    chosen = {"bakgrund": "Min text", "take.bakgrund": take}

    client.post(draft.url("om"), draft.post("om", chosen, shown="bakgrund"))

    assert draft.now.answers["bakgrund"] == kept


def test_a_save_in_the_background_says_when_and_gives_the_new_revision(client):
    draft = a_draft()
    client.force_login(draft.writer)
    before = draft.now.revision

    response = client.post(draft.url("om", "autosave"), draft.post("om", {"rubrik": "Ny"}), headers=HTMX)

    assert response.status_code == 200
    assert f'name="revision" value="{before + 1}"' in response.content.decode()
    assert draft.now.answers["rubrik"] == "Ny"


def test_a_save_in_the_background_of_a_text_that_both_changed_is_409(client):
    draft = a_draft()
    stale = draft.post("om", {"bakgrund": "Min text"}, shown="bakgrund")
    save_section(draft.now, "om", {"bakgrund": "Deras"}, draft.now.revision, chair_of(draft.flen))
    client.force_login(draft.writer)

    response = client.post(draft.url("om", "autosave"), stale, headers=HTMX)

    assert (response.status_code, draft.now.answers["bakgrund"]) == (409, "Deras")


def test_sums_follow_what_is_typed_and_nothing_is_saved(client):
    draft = a_draft(period=PERIOD)
    client.force_login(draft.writer)
    typed = typed_budget(s3_budget())

    response = client.post(draft.url("budget", "calculate"), draft.post("budget", typed), headers=HTMX)

    page = response.content.decode().replace("\xa0", " ")
    assert '<span class="sum" id="summa-budget-2015" hx-swap-oob="true">765 000</span>' in page
    assert '<span class="sum" id="summa-budget-totalt" hx-swap-oob="true">1 548 000</span>' in page
    assert "764 000" in page
    assert "budget" not in draft.now.answers


@pytest.mark.parametrize("section", ["om", "budget", "plan", "bilagor"])
@pytest.mark.parametrize("name", ["section", "autosave", "calculate"])
def test_others_get_404(client, section, name):
    draft = a_draft()
    for stranger in (somebody_else(), nobody()):
        client.force_login(stranger)
        assert client.post(draft.url(section, name), draft.post(section, {})).status_code == 404


def test_a_member_of_the_group_reads_but_does_not_write(client):
    draft = a_draft(rubrik="Processtöd")
    from people.models import Role
    from tests.builders.people import seat

    client.force_login(seat(draft.flen, Role.MEMBER))

    read = client.get(draft.url("om"))
    write = client.post(draft.url("om"), draft.post("om", {"rubrik": "Ändrad"}))

    assert (read.status_code, "<textarea" in read.content.decode()) == (200, False)
    assert (write.status_code, draft.now.answers["rubrik"]) == (403, "Processtöd")


@pytest.mark.parametrize("name", ["section", "autosave"])
def test_what_was_sent_in_is_409_and_what_was_typed_is_shown(client, name):
    draft = a_draft(rubrik="Processtöd")
    Submission.objects.filter(pk=draft.submission.pk).update(state=Submission.State.SUBMITTED)
    client.force_login(draft.writer)

    response = client.post(draft.url("om", name), draft.post("om", {"rubrik": "För sent"}, shown="rubrik"))

    assert (response.status_code, draft.now.answers["rubrik"]) == (409, "Processtöd")
    assert name == "autosave" or "För sent" in response.content.decode()


def test_a_supplement_opens_its_sections_alone(client):
    draft = a_draft(rubrik="Processtöd")
    Submission.objects.filter(pk=draft.submission.pk).update(state=Submission.State.REOPENED, open_sections=["plan"])
    client.force_login(draft.writer)

    closed = client.post(draft.url("om"), draft.post("om", {"rubrik": "Ändrad"}))
    opened = client.get(draft.url("plan")).content.decode()
    other = client.get(draft.url("om")).content.decode()

    assert closed.status_code == 409
    assert ('name="plan.rows"' in opened, 'id="section-form"' in other) == (True, False)


def test_the_overview_of_a_supplement_leads_to_what_was_opened_until_it_is_saved(client):
    draft = a_draft(rubrik="Processtöd")
    client.force_login(draft.writer)
    client.post(draft.url("plan"), draft.post("plan", {}))
    Submission.objects.filter(pk=draft.submission.pk).update(
        state=Submission.State.REOPENED, open_sections=["plan"], submitted_at=timezone.now()
    )

    before = BeautifulSoup(client.get(draft.url(name="overview")).content, "html.parser")
    client.post(draft.url("plan"), draft.post("plan", {}))
    after = BeautifulSoup(client.get(draft.url(name="overview")).content, "html.parser")

    def offered(page):
        return page.select_one(".work-aside a.button")["href"], page.get_text().count("ska kompletteras")

    assert offered(before) == (draft.url("plan"), 1)
    assert before.select_one(f'.work-aside a[href="{draft.url(name="check")}"]') is not None
    assert offered(after) == (draft.url(name="check"), 0)


def test_an_unknown_section_is_404(client):
    draft = a_draft()
    client.force_login(draft.writer)

    assert client.get(draft.url("finns-inte")).status_code == 404
