"""Somebody leaves: what they hold passes to others, and a role that nobody would hold is said aloud."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions.keep_roles import keep_roles
from cases.actions.let_leave import let_leave
from cases.actions.reassign import reassign
from cases.models import Case
from cases.queries.inbox import inbox
from cases.queries.trail import check_trail
from forms.permissions import may_write
from people.actions.make_token import make_token
from people.errors import PeopleError
from people.models import AccessToken, Mandate, PeopleEvent, Role
from people.queries.mandates import standing
from tests.builders import cases as build
from tests.builders.people import person, seat

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
YESTERDAY = timedelta(days=-1)


@pytest.fixture
def world():
    return build.a_world()


def mandates_of(user, **which):
    return {mandate.pk: mandate for mandate in Mandate.objects.filter(user=user, **which)}


def leave(world, user, successor, *, day=None, **more):
    chosen = dict.fromkeys(mandates_of(user), successor) if successor else {}
    let_leave(user, day or TODAY() + YESTERDAY, chosen, by=world.officer, **more)


def test_the_successor_has_the_roles_and_what_waits_for_them(world):
    case = build.an_application(world)
    successor = person("Ny ordförande")

    leave(world, world.flen_chair, successor)

    assert [item.case for item in inbox(successor).mine] == [case]
    assert inbox(world.flen_chair).mine == ()
    build.support(case, "lsg-flen", by=successor)
    assert check_trail(Case.objects.get(pk=case.pk)) == []


def test_before_the_last_day_nothing_changes(world):
    build.an_application(world)
    successor = person("Ny ordförande")
    leave(world, world.flen_chair, successor, day=TODAY() + timedelta(days=10), closes_account=True)

    assert len(inbox(world.flen_chair).mine) == 1
    assert inbox(successor).mine == ()
    world.flen_chair.refresh_from_db()
    assert world.flen_chair.is_active
    assert keep_roles(at=timezone.now() + timedelta(days=11))["closed"] == 1
    world.flen_chair.refresh_from_db()
    assert not world.flen_chair.is_active


def test_drafts_and_applications_pass_on_and_who_wrote_them_stays(world):
    draft, case = build.a_submission(world), build.an_application(world)
    holder = person("Efterträdare")

    leave(world, world.writer, None, holder=holder, accepts_gaps=True)

    draft.refresh_from_db()
    assert (draft.created_by, draft.held_by) == (world.writer, holder)
    assert may_write(holder, draft)
    assert Case.objects.visible_to(holder).get() == case
    assert draft.events.filter(kind="passed_on").count() == 1


def test_a_role_that_nobody_would_hold_is_refused_until_it_is_accepted(world):
    with pytest.raises(PeopleError) as refused:
        leave(world, world.flen_chair, None)
    assert refused.value.code == "nobody_would_hold"
    assert standing(world.flen_chair).has_mandate

    leave(world, world.flen_chair, None, accepts_gaps=True)
    assert not standing(world.flen_chair).has_mandate


def test_a_deputy_is_somebody_else_who_holds_the_role(world):
    seat(world.flen, name="Ersättare", deputy=True)
    leave(world, world.flen_chair, None)
    assert not standing(world.flen_chair).has_mandate


def test_a_turn_that_was_given_by_name_goes_to_the_successor(world):
    colleague = seat(world.preparatory_group, Role.MEMBER, name="Kollega")
    case = build.an_application(world)
    build.support(case, "lsg-flen", by=world.flen_chair)
    reassign(build.waiting(case), by=world.officer, reason="Kan frågan.", person=world.preparer)
    successor = person("Efterträdare")

    leave(world, world.preparer, successor)

    assert build.waiting(case).person == successor
    assert inbox(colleague).mine == ()
    assert check_trail(Case.objects.get(pk=case.pk)) == []


def test_a_last_day_to_come_gives_the_turn_by_night(world):
    case = build.an_application(world)
    build.support(case, "lsg-flen", by=world.flen_chair)
    reassign(build.waiting(case), by=world.officer, reason="Kan frågan.", person=world.preparer)
    successor = person("Efterträdare")
    leave(world, world.preparer, successor, day=TODAY())

    tomorrow = timezone.now() + timedelta(days=1)
    assert [keep_roles(at=tomorrow)["given"], keep_roles(at=tomorrow)["given"]] == [1, 0]
    assert build.waiting(case).person == successor


def test_the_keys_of_who_has_left_open_nothing(world):
    make_token("System", world.flen_chair, days=30)
    leave(world, world.flen_chair, person("Ny"), closes_account=True)

    assert AccessToken.objects.get().revoked_at is not None
    world.flen_chair.refresh_from_db()
    assert not world.flen_chair.is_active


def test_who_changed_which_mandate_is_written(world):
    leave(world, world.flen_chair, person("Ny"))
    told = PeopleEvent.objects.filter(actor=world.officer).order_by("pk").values_list("kind", flat=True)
    assert list(told) == ["mandate_ended", "mandate_given", "person_left"]


# The pages.


@pytest.mark.parametrize("path", ["", "lamnar/", "borta/"])
def test_only_the_office_sees_what_a_person_holds(client, world, path):
    url = f"/uppdrag/personer/{world.flen_chair.pk}/{path}"
    for who, status in ((world.officer, 200), (world.flen_chair, 403), (world.stranger, 404)):
        client.force_login(who)
        assert client.get(url).status_code == status


def test_the_page_shows_what_passes_on_and_asks_before_a_role_is_left_empty(client, world):
    case = build.an_application(world)
    client.force_login(world.officer)
    url = f"/uppdrag/personer/{world.flen_chair.pk}/lamnar/"
    shown = client.get(url).content.decode()
    assert "Väntar på rollen i dag: 1." in shown
    assert case.number not in shown  # it goes with the role

    posted = {"last_day": TODAY().isoformat(), "closes_account": "on"}
    refused = client.post(url, posted)
    assert refused.status_code == 422
    assert "Ingen skulle ha rollen" in refused.content.decode()
    assert client.post(url, {**posted, "accepts_gaps": "on"}).status_code == 302


def test_groups_are_followed_on_the_page(client, world):
    build.an_application(world)
    client.force_login(world.officer)
    url = "/uppdrag/lsg-flen/foljs-av/"
    assert "RAR" in client.get(url).content.decode()
    posted = {"day": TODAY().isoformat(), "before": [world.flen.pk], "follower": world.strangnas.pk}
    assert client.post(url, {**posted, "follower": ""}).status_code == 422
    assert client.post(url, posted).status_code == 302
    assert len(inbox(world.strangnas_chair).mine) == 1
    client.force_login(world.flen_chair)
    assert client.get(url).status_code == 404  # whose mandate has ended


def test_the_order_of_chairs_is_kept_by_the_process_leader_and_the_office(client, world):
    first, last = TODAY() + timedelta(days=30), TODAY() + timedelta(days=394)
    url = "/uppdrag/lsg-flen/turordning/"
    posted = {"valid_from": first.isoformat(), "valid_to": last.isoformat()}
    client.force_login(world.flen_chair)
    assert client.post(url, posted).status_code == 403
    client.force_login(world.writer)
    assert client.post(url, {**posted, "valid_to": TODAY().isoformat()}).status_code == 422
    assert client.post(url, posted).status_code == 302
    term = world.flen.chair_turns.get()
    appoint = f"{url}{term.pk}/tillsatt/"
    assert client.post(appoint, {}).status_code == 422
    assert client.post(appoint, {f"term-{term.pk}-user": world.strangnas_chair.pk}).status_code == 302

    assert standing(world.strangnas_chair, on=first).holds(world.flen.pk, Role.CHAIR)
    assert not standing(world.flen_chair, on=first).holds(world.flen.pk, Role.CHAIR)


def test_pages_of_bodies_cost_the_same_with_few_people_and_with_many(client, world, django_assert_max_num_queries):
    client.force_login(world.officer)
    for url in ("/uppdrag/", "/uppdrag/lsg-flen/", f"/uppdrag/personer/{world.writer.pk}/"):
        client.get(url)
        with django_assert_max_num_queries(20) as few:
            client.get(url)
        for number in range(5):
            seat(world.flen, Role.MEMBER, name=f"{url} {number}")
            build.an_application(world)
        with django_assert_max_num_queries(20) as many:
            client.get(url)
        assert len(few) == len(many)


def test_somebody_away_is_answered_for_by_the_deputy_on_those_days(client, world):
    case = build.an_application(world)
    deputy = seat(world.flen, Role.MEMBER, name="Per")
    client.force_login(world.flen_chair)
    (mandate,) = mandates_of(world.flen_chair)
    days = {"first_day": TODAY().isoformat(), "last_day": (TODAY() + timedelta(days=7)).isoformat()}
    assert client.post("/konto/borta/", days).status_code == 422
    assert client.post("/konto/borta/", {**days, f"deputy_{mandate}": deputy.pk}).status_code == 302

    assert [item.case for item in inbox(deputy).mine] == [case]
    absence = world.flen_chair.absences.get()
    client.post(f"/konto/borta/{absence.pk}/tillbaka/")
    assert inbox(deputy).mine == ()


def test_letters_come_as_the_person_chooses(client, world):
    client.force_login(world.flen_chair)
    assert client.post("/konto/brev/", {"rhythm": "ofta", "language": "sv"}).status_code == 422
    assert client.post("/konto/brev/", {"rhythm": "weekly", "language": "en"}).status_code == 302
    choice = world.flen_chair.mail_choice
    assert (choice.rhythm, choice.urgent_at_once, choice.language) == ("weekly", False, "en")
    assert "Samlade, en gång i veckan" in client.get("/konto/").content.decode()
