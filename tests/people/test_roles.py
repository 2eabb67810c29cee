"""Who holds which role on which day: covered days, followed bodies, deputies for dates and the order of chairs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.actions.cancel_absence import cancel_absence
from people.actions.decide_term import appoint_chair, decide_term, take_back_term
from people.actions.end_mandate import end_mandate
from people.actions.give_mandate import give_mandate
from people.actions.set_absence import set_absence
from people.domain.covering import Span, gaps
from people.domain.following import Followed, predecessors, successors
from people.errors import PeopleError
from people.models import BodyKind, Mandate, PeopleEvent, Role, Succession
from people.models.event import WrittenOnce
from people.queries.mandates import holders, standing
from people.queries.roles import body_roles
from tests.builders.people import body, person, seat

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST - timedelta(days=40), LAST + timedelta(days=40))


def span(first: str = "", last: str = "") -> Span:
    return Span(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([], [span("2026-01-01", "2026-12-31")]),
        ([span()], []),
        ([span("", "2026-06-30")], [span("2026-07-01", "2026-12-31")]),
        ([span("", "2026-06-30"), span("2026-07-01")], []),
        ([span("2026-03-01", "2026-03-01")], [span("2026-01-01", "2026-02-28"), span("2026-03-02", "2026-12-31")]),
        ([span("2025-01-01", "2025-12-31"), span("2027-01-01")], [span("2026-01-01", "2026-12-31")]),
    ],
)
def test_the_days_that_nobody_covers_are_named(spans, found):
    assert gaps(spans, FIRST, LAST) == found


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted).map(lambda days: Span(*days)), max_size=6))
def test_every_day_is_either_covered_or_in_a_gap(spans):
    found = gaps(spans, FIRST, LAST)
    edges = {FIRST, LAST, *(each for one in spans for each in (one.first, one.last))}
    near = {day + timedelta(days=step) for day in edges for step in (-1, 0, 1)}
    for day in (each for each in near if FIRST <= each <= LAST):
        assert any(one.holds(day) for one in spans) != any(one.holds(day) for one in found)


FOLLOWED = [
    Followed("gnesta", "gnesta-trosa", date(2017, 1, 1)),
    Followed("trosa", "gnesta-trosa", date(2017, 1, 1)),
    Followed("gnesta-trosa", "sodra", date(2020, 1, 1)),
    Followed("nykoping", "norra-nykoping", date(2018, 1, 1)),
    Followed("nykoping", "sodra-nykoping", date(2018, 1, 1)),
]


@pytest.mark.parametrize(
    ("body_key", "on", "found"),
    [
        ("gnesta", "2016-12-31", ("gnesta",)),
        ("gnesta", "2017-01-01", ("gnesta-trosa",)),
        ("gnesta", "2020-01-01", ("sodra",)),
        ("nykoping", "2018-01-01", ("norra-nykoping", "sodra-nykoping")),
        ("flen", "2018-01-01", ("flen",)),
    ],
)
def test_who_does_the_work_of_a_body_on_a_day(body_key, on, found):
    assert successors(body_key, FOLLOWED, date.fromisoformat(on)) == found


def test_a_circle_of_followers_comes_to_an_end():
    circle = [Followed("a", "b", FIRST), Followed("b", "a", FIRST)]
    assert successors("a", circle, LAST) == ("b",)
    assert predecessors(["a"], circle, LAST) == {"b"}
    assert predecessors(["sodra"], FOLLOWED, LAST) == {"gnesta-trosa", "gnesta", "trosa"}


pytestmark = pytest.mark.django_db


def test_whoever_sits_in_a_body_that_followed_another_has_the_seat_there_from_the_day():
    old, new = body("lsg-gnesta"), body("lsg-gnesta-trosa")
    chair = seat(new)
    Succession.objects.create(predecessor=old, successor=new, on=date(2017, 1, 1))

    assert not standing(chair, on=date(2016, 12, 31)).holds(old.pk, Role.CHAIR)
    assert standing(chair, on=date(2017, 1, 1)).holds(old.pk, Role.CHAIR)
    assert [each.user for each in holders([old.pk], Role.CHAIR, on=date(2017, 1, 1))] == [chair]


# Away, and who steps in.


def july() -> tuple[date, date]:
    return date(2027, 7, 1), date(2027, 7, 14)


def test_a_deputy_holds_the_role_on_the_days_and_not_before_or_after():
    flen = body("lsg-flen")
    chair, deputy = seat(flen), seat(flen, Role.MEMBER, name="Per Persson")
    mandate = Mandate.objects.get(user=chair)

    absence = set_absence(chair, *july(), {mandate.pk: deputy}, by=chair)

    for day, holds in ((30, False), (1, True), (14, True), (15, False)):
        on = date(2027, 6 if day == 30 else 7, day)
        assert standing(deputy, on=on).holds(flen.pk, Role.CHAIR) is holds
        assert standing(chair, on=on).holds(flen.pk, Role.CHAIR)
    assert [each.absence for each in absence.mandates.all()] == [absence]


def test_who_comes_back_earlier_sends_the_deputy_home():
    flen = body("lsg-flen")
    chair, deputy = seat(flen), seat(flen, Role.MEMBER, name="Per Persson")
    absence = set_absence(chair, *july(), {Mandate.objects.get(user=chair).pk: deputy}, by=chair)

    for _twice in range(2):
        cancel_absence(absence, by=chair, on=date(2027, 7, 5))

    assert standing(deputy, on=date(2027, 7, 4)).holds(flen.pk, Role.CHAIR)
    assert not standing(deputy, on=date(2027, 7, 5)).holds(flen.pk, Role.CHAIR)
    assert PeopleEvent.objects.filter(kind="absence_cancelled").count() == 1


def test_an_absence_that_never_began_leaves_nothing_behind_but_the_log():
    flen = body("lsg-flen")
    chair, deputy = seat(flen), seat(flen, Role.MEMBER, name="Per Persson")
    absence = set_absence(chair, *july(), {Mandate.objects.get(user=chair).pk: deputy}, by=chair)

    cancel_absence(absence, by=chair, on=date(2027, 6, 1))

    assert Mandate.objects.filter(user=deputy, role=Role.CHAIR).count() == 0
    assert PeopleEvent.objects.filter(kind="mandate_taken_back").count() == 1


@pytest.mark.parametrize(
    ("days", "deputy_name", "code"),
    [
        ((date(2027, 7, 14), date(2027, 7, 1)), "Per", "days_turned"),
        ((date(2020, 7, 1), date(2020, 7, 14)), "Per", "in_the_past"),
        ((date(2027, 7, 1), date(2029, 7, 14)), "Per", "too_long"),
        (july(), "Utomstående", "not_of_the_body"),
        (july(), "Ordförande", "deputy_is_oneself"),
        (july(), "Borta", "deputy_is_away"),
        (july(), "", "nobody_chosen"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(days, deputy_name, code):
    flen = body("lsg-flen")
    chair = seat(flen, name="Ordförande")
    seat(flen, Role.MEMBER, name="Per")
    away = seat(flen, Role.MEMBER, name="Borta")
    set_absence(away, *july(), {Mandate.objects.get(user=away).pk: person("Per")}, by=away)
    chosen = {Mandate.objects.get(user=chair).pk: person(deputy_name)} if deputy_name else {}

    with pytest.raises(PeopleError) as refused:
        set_absence(chair, *days, chosen, by=chair)
    assert refused.value.code == code


def test_two_absences_of_one_person_do_not_overlap():
    flen = body("lsg-flen")
    chair, deputy = seat(flen), seat(flen, Role.MEMBER, name="Per")
    chosen = {Mandate.objects.get(user=chair).pk: deputy}
    set_absence(chair, *july(), chosen, by=chair)

    with pytest.raises(PeopleError) as refused:
        set_absence(chair, date(2027, 7, 14), date(2027, 7, 20), chosen, by=chair)
    assert refused.value.code == "already_away"


def test_the_office_may_choose_somebody_from_outside():
    flen = body("lsg-flen")
    chair, officer = seat(flen), seat(body("kansliet", BodyKind.OFFICE), Role.CASE_OFFICER)
    outside = seat(body("lsg-trosa"), name="Utifrån")

    set_absence(chair, *july(), {Mandate.objects.get(user=chair).pk: outside}, by=officer)

    assert standing(outside, on=july()[0]).holds(flen.pk, Role.CHAIR)


# The order of chairs.


def test_next_years_chair_begins_by_the_date_and_this_years_steps_down_the_day_before():
    flen = body("lsg-flen")
    leader, now, then = seat(flen, Role.PROCESS_LEADER), seat(flen, name="I år"), seat(flen, Role.MEMBER, name="Nästa")
    term = decide_term(flen, date(2027, 1, 1), date(2027, 12, 31), by=leader)

    appoint_chair(term, then, by=leader)

    for day, chair in ((date(2026, 12, 31), now), (date(2027, 1, 1), then)):
        assert [each.user for each in holders([flen.pk], Role.CHAIR, on=day)] == [chair]
    assert [
        gap.span for gap in body_roles(flen, on=date(2027, 6, 1), with_events=False).gaps if gap.role == "chair"
    ] == [span("2028-01-01", "2028-05-31")]


def test_a_deputy_of_the_chair_stays_when_the_chair_changes():
    flen = body("lsg-flen")
    seat(flen, name="I år")
    deputy = seat(flen, name="Ersättare", deputy=True)
    term = decide_term(flen, date(2027, 1, 1), date(2027, 12, 31), by=deputy)

    appoint_chair(term, person("Nästa"), by=deputy)

    assert standing(deputy, on=date(2027, 6, 1)).holds(flen.pk, Role.CHAIR)


def test_terms_do_not_overlap_and_two_chairs_are_not_appointed():
    flen = body("lsg-flen")
    leader = seat(flen, Role.PROCESS_LEADER)
    term = decide_term(flen, date(2027, 1, 1), date(2027, 12, 31), by=leader)
    with pytest.raises(PeopleError, match="term_overlaps"):
        raise _code(lambda: decide_term(flen, date(2027, 12, 31), date(2028, 12, 31), by=leader))

    appoint_chair(term, person("Nästa"), by=leader)
    for act in (lambda: appoint_chair(term, person("Annan"), by=leader), lambda: take_back_term(term, by=leader)):
        with pytest.raises(PeopleError, match="term_appointed"):
            raise _code(act)


def test_a_chair_who_begins_during_the_term_stands_in_the_way():
    flen = body("lsg-flen")
    leader = seat(flen, Role.PROCESS_LEADER)
    seat(flen, name="Redan", valid_from=date(2027, 3, 1))
    term = decide_term(flen, date(2027, 1, 1), date(2027, 12, 31), by=leader)

    with pytest.raises(PeopleError, match="chair_then"):
        raise _code(lambda: appoint_chair(term, person("Nästa"), by=leader))


def test_nobody_holds_a_role_twice_and_a_mandate_ends_once():
    flen = body("lsg-flen")
    chair = seat(flen)
    with pytest.raises(PeopleError, match="already_holds"):
        raise _code(lambda: give_mandate(chair, flen, Role.CHAIR, by=None, valid_from=FIRST))

    mandate = Mandate.objects.get(user=chair)
    end_mandate(mandate, LAST, by=chair)
    end_mandate(mandate, LAST + timedelta(days=9), by=chair)
    mandate.refresh_from_db()
    assert mandate.valid_to == LAST
    assert PeopleEvent.objects.filter(kind="mandate_ended").count() == 1


def test_the_log_is_written_once():
    flen = body("lsg-flen")
    give_mandate(person("Anna"), flen, Role.CHAIR, by=None)
    event = PeopleEvent.objects.get()
    assert (event.person.name, event.body, event.role) == ("Anna", flen, "chair")
    for change in (event.save, event.delete, PeopleEvent.objects.all().delete):
        with pytest.raises(WrittenOnce):
            change()


def _code(act) -> PeopleError:
    """The refusal with its code as its text, whatever language its words are in."""
    with pytest.raises(PeopleError) as refused:
        act()
    return type("Told", (PeopleError,), {"__str__": lambda self: self.code})(refused.value.code)
