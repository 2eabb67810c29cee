"""The order of chairs: decide a term, appoint its chair, take it back."""

from datetime import date, timedelta

from django.db import transaction

from people import log
from people.domain.covering import Span
from people.domain.swedish import day
from people.errors import PeopleError
from people.models import Body, ChairTurn, Mandate, Party, PeopleEvent, Role, User

from .end_mandate import end_mandate
from .give_mandate import give_mandate


@transaction.atomic
def decide_term(body: Body, first: date, last: date, *, by: User, party: Party | None = None) -> ChairTurn:
    """A term in the order; who sits it is appointed when that is known. Raises PeopleError for turned or taken days."""
    if last < first:
        raise PeopleError("days_turned", field="valid_to")
    Body.objects.select_for_update().get(pk=body.pk)
    days = Span(first, last)
    if any(Span(term.valid_from, term.valid_to).meets(days) for term in body.chair_turns.all()):
        raise PeopleError("term_overlaps", field="valid_from")
    term = ChairTurn.objects.create(body=body, party=party, valid_from=first, valid_to=last)
    log.record(PeopleEvent.Kind.TERM_DECIDED, by=by, body=body, role=Role.CHAIR, first=first, last=last)
    return term


@transaction.atomic
def appoint_chair(term: ChairTurn, user: User, *, by: User) -> ChairTurn:
    """The person is chair from the term's first day; whoever is chair until then steps down the day before.

    What waits for the chair goes with the role. Raises PeopleError where another chair begins during the term.
    """
    term = ChairTurn.objects.select_for_update(of=("self",)).select_related("body").get(pk=term.pk)
    Body.objects.select_for_update().get(pk=term.body_id)
    first, last = term.valid_from, term.valid_to
    assert first is not None
    if term.mandate_id is not None:
        raise PeopleError("term_appointed")
    chairs = Mandate.objects.filter(body=term.body, role=Role.CHAIR, is_deputy=False).select_related("user", "body")
    for chair in chairs:
        if not Span(chair.valid_from, chair.valid_to).meets(Span(first, last)):
            continue
        if chair.valid_from is not None and chair.valid_from >= first:
            raise PeopleError("chair_then", field="user", person=chair.user.name, day=day(chair.valid_from))
        end_mandate(chair, first - timedelta(days=1), by=by)
    term.mandate = give_mandate(user, term.body, Role.CHAIR, by=by, valid_from=first, valid_to=last, party=term.party)
    term.user = user
    term.save()
    return term


@transaction.atomic
def take_back_term(term: ChairTurn, *, by: User) -> None:
    """Only while nobody is appointed: a mandate that was given is ended, not forgotten."""
    term = ChairTurn.objects.select_for_update(of=("self",)).select_related("body").get(pk=term.pk)
    if term.mandate_id is not None:
        raise PeopleError("term_appointed")
    log.record(
        PeopleEvent.Kind.TERM_TAKEN_BACK,
        by=by,
        body=term.body,
        role=Role.CHAIR,
        first=term.valid_from,
        last=term.valid_to,
    )
    term.delete()
