"""Published minutes: what is masked is nowhere in them, secrecy takes a point out, a correction is an entry below."""

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases.actions.adjust_meeting import adjust_meeting, correct_meeting
from cases.actions.arrange_agenda import add_waiting_cases
from cases.actions.follow_up import add_action_item
from cases.actions.hold_meeting import Present, note_attendance
from cases.actions.mark_secret import mark_secret
from cases.actions.publish_minutes import publish_minutes, take_down_minutes
from cases.actions.recuse_at_point import recuse_at_point
from cases.actions.settle_point import settle_point
from cases.domain import public_minutes as rules
from cases.domain.masking import MASK, Masks, Passage
from cases.errors import CaseError
from cases.models import Case, Meeting, PublishedMinutes
from cases.queries.published import found_in_minutes, public_minutes
from cases.queries.publishing import to_publish
from people.models import Role
from tests.builders.cases import World, a_world, case_at_board
from tests.builders.meetings import a_held_meeting, the_point
from tests.builders.people import seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def adjusted_notes(world: World, **said: str) -> Meeting:
    meeting = a_held_meeting(world.flen, world.flen_chair, "Ungdomar i Flen")
    settle_point(the_point(meeting), by=world.flen_chair, **(said or {"notes": "Alla var överens."}))
    return adjust_meeting(meeting, by=world.flen_chair)


def published(meeting: Meeting, by) -> PublishedMinutes:
    return publish_minutes(meeting, to_publish(meeting).first_masks, by=by)


def everything(client, meeting: Meeting) -> str:
    page = client.get(reverse("home:minutes", args=[meeting.body.key, meeting.pk]))
    assert page.status_code == 200
    return page.content.decode()


# What is masked to begin with


@given(st.lists(st.text(max_size=30)), st.sets(st.text(min_size=1, max_size=8)))
def test_every_name_that_stands_as_words_is_masked(texts, names):
    passages = [Passage(f"p1.notes.{at}", "", text) for at, text in enumerate(texts)]
    masks = rules.first_masks(passages, names)
    left = " ".join(each["text"] for each in rules.published(passages, masks)).replace(MASK, " ")
    assert [name for name in names if name.isalpha() and name.lower() in left.lower().split()] == []


def test_a_name_goes_in_the_genitive_too():
    passages = [Passage("p1.notes.0", "", "Anna Bergs förslag antogs. Anna Berg svarar.")]
    told = rules.published(passages, rules.first_masks(passages, {"Anna Berg"}))
    assert told[0]["text"] == f"{MASK} förslag antogs. {MASK} svarar."


def test_masks_of_before_stand_and_what_is_new_is_masked_as_at_first():
    before = Masks(frozenset({"o.others.0"}), {"p1.notes.0": ((0, 3),)}, ("Flen",))
    new = [Passage("o.others.0", "", "x"), Passage("c2.0", "", "Ring 070-123 45 67")]
    after = rules.masks_after(before, new, {"o.others.0"})
    assert (after.passages, after.stretches) == (before.passages, before.stretches)
    assert after.words == ("Flen", "070-123 45 67")


# Publishing


def test_only_what_is_adjusted_is_published_and_only_by_those_who_keep_the_meetings(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "A")
    settle_point(the_point(meeting), by=world.flen_chair, notes="Ja.")
    with pytest.raises(CaseError) as early:
        publish_minutes(meeting, Masks(), by=world.flen_chair)
    meeting = adjust_meeting(meeting, by=world.flen_chair)
    member = seat(world.flen, Role.MEMBER, name="Ledamot Flen")
    with pytest.raises(CaseError) as other:
        publish_minutes(meeting, Masks(), by=member)
    assert (early.value.status, other.value.status) == (409, 403)
    assert published(meeting, world.officer).pk


def test_names_numbers_and_reasons_of_recusal_are_nowhere_on_the_public_page(client, world):
    member = seat(world.flen, Role.MEMBER, name="Karin Ek")
    meeting = a_held_meeting(world.flen, world.flen_chair, "Lokaler")
    there = [Present(member.pk), Present(world.flen_chair.pk)]
    note_attendance(meeting, there, by=world.flen_chair, others="Pelle Plåt, konsult")
    recuse_at_point(the_point(meeting), member, by=world.flen_chair, reason="Gift med hyresvärden")
    add_action_item(the_point(meeting), "Ringa hyresvärden", member, by=world.flen_chair)
    settle_point(the_point(meeting), by=world.flen_chair, notes="Karin Eks nummer är 0155-12 34 56.", decision="Ja.")
    meeting = adjust_meeting(meeting, by=world.flen_chair)
    made = published(meeting, world.flen_chair)
    page = everything(client, meeting)
    stored = str(list(made.points.values())) + str(made.opening)
    for word in ("Karin", "Ek ", "0155", "hyresvärden)", "Gift med", "Pelle", world.flen_chair.name):
        assert (word in page, word in stored) == (False, False), word
    assert "Ringa hyresvärden" in page
    paper = client.get(reverse("home:minutes_pdf", args=["lsg-flen", meeting.pk]))
    assert paper.content[:5] == b"%PDF-"


def test_a_case_with_secrecy_is_left_out_with_a_mark_also_when_it_becomes_secret_later(client, world):
    case = case_at_board(world)
    meeting = a_held_meeting(world.board, world.officer)
    add_waiting_cases(meeting, by=world.officer)
    settle_point(the_point(meeting), by=world.officer, notes="Skyddad adress diskuterades.")
    note_attendance(meeting, [Present(world.board_chair.pk)], by=world.officer, adjusters=[world.board_chair.pk])
    meeting = adjust_meeting(meeting, by=world.board_chair)
    published(meeting, world.officer)
    assert "Skyddad adress" in everything(client, meeting)
    assert len(found_in_minutes("skyddad")) == 1
    secret(case, world)
    page = everything(client, meeting)
    assert ("Skyddad" in page, case.title in page, "Utelämnad" in page) == (False, False, True)
    assert found_in_minutes("skyddad") == []
    again = published(meeting, world.officer)
    assert [(point.left_out, point.passages, point.words) for point in again.points.all()] == [(True, [], "")]


def secret(case: Case, world: World) -> None:
    mark_secret(case, by=world.officer, ground_text="OSL 26:1")


def test_a_correction_is_an_entry_below_once_it_is_published_too(client, world):
    meeting = adjusted_notes(world)
    published(meeting, world.flen_chair)
    correct_meeting(meeting, "Det ska stå Malmköping.", by=world.flen_chair)
    assert "Malmköping" not in everything(client, meeting)
    published(meeting, world.flen_chair)
    assert "Det ska stå Malmköping." in everything(client, meeting)
    assert [one.ended_at is None for one in meeting.published.order_by("pk")] == [False, True]
    assert list(meeting.events.order_by("-pk").values_list("kind", flat=True)[:2]) == ["published_again", "corrected"]


def test_a_correction_that_nobody_has_looked_at_is_not_published(world):
    meeting = adjusted_notes(world)
    correct_meeting(meeting, "Karin var inte där.", by=world.flen_chair)
    with pytest.raises(CaseError) as refused:
        publish_minutes(meeting, Masks(), by=world.flen_chair, seen=0)
    assert refused.value.status == 409


def test_what_is_taken_down_is_gone_for_everybody_and_kept(client, world):
    meeting = adjusted_notes(world)
    published(meeting, world.flen_chair)
    take_down_minutes(meeting, by=world.flen_chair)
    addresses = [reverse(f"home:minutes{name}", args=["lsg-flen", meeting.pk]) for name in ("", "_pdf")]
    addresses.append(reverse("home:minutes_of_body", args=["lsg-flen"]))
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert found_in_minutes("ungdomar") == []
    assert meeting.published.count() == 1
    with pytest.raises(CaseError) as refused:
        take_down_minutes(meeting, by=world.flen_chair)
    assert refused.value.status == 409


def test_published_points_are_found_in_any_form_and_by_the_beginning_of_a_word(world):
    meeting = adjusted_notes(world, notes="Samverkansmöten om sysselsättningen.", decision="Gruppen hyr lokaler.")
    published(meeting, world.flen_chair)
    found = [bool(found_in_minutes(text)) for text in ("lokal", "lokalerna flen", "samverk", "lokaler stockholm", "")]
    assert found == [True, True, True, False, False]


def test_they_are_listed_by_year_and_on_the_groups_own_page(client, world):
    meeting = adjusted_notes(world)
    published(meeting, world.flen_chair)
    year = timezone.localdate().year
    listed = reverse("home:minutes_of_body", args=["lsg-flen"])
    link = reverse("home:minutes", args=["lsg-flen", meeting.pk])
    for address in (listed, f"{listed}?year={year}", f"{listed}?year=x"):
        assert link in client.get(address).content.decode()
    assert listed in client.get(reverse("home:minutes_bodies")).content.decode()
    assert public_minutes("lsg-strangnas", meeting.pk) is None


def test_the_officer_sees_what_is_left_before_publishing_and_masks_more(client, world):
    meeting = adjusted_notes(world, notes="Bo i Bettna ringde.")
    item = meeting.items.get()
    client.force_login(world.flen_chair)
    address = reverse("cases:publish_minutes", args=[meeting.pk])
    typed = {"words": "Bettna", "passage": [f"p{item.pk}.heading.0"], "stretch": f"p{item.pk}.notes.0:0-2"}
    shown = client.post(address, {**typed, "act": "show"}).content.decode()
    assert f"{MASK} i {MASK} ringde." in shown
    assert not meeting.published.exists()
    assert client.post(address, {**typed, "act": "publish", "seen": "0"}).status_code == 302
    said = [each["text"] for each in meeting.published.get().points.get().passages]
    assert said == [MASK, f"{MASK} i {MASK} ringde."]


def test_a_meeting_that_is_not_adjusted_says_so(client, world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "A", at=timezone.now())
    client.force_login(world.flen_chair)
    assert client.get(reverse("cases:publish_minutes", args=[meeting.pk])).status_code == 409
