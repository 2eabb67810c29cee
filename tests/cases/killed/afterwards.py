"""The registry, what the office keeps (routes, letters), people, and the disposal at the end."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

from django.utils import timezone

from cases.actions.archive_case import archive_case, take_out_of_archive
from cases.actions.close_case import close_case, undo_closing
from cases.actions.decide_disposal import decide_disposal
from cases.actions.dispose_case import dispose_case
from cases.actions.hand_out import Judged, drop_handout, judge_items, mask_item, settle_handout, start_handout
from cases.actions.lift_secrecy import lift_secrecy
from cases.actions.mark_secret import mark_secret
from cases.actions.register_document import register_document
from cases.domain.masking import Masks
from cases.models import (
    DisposalItem,
    DisposalRule,
    Handout,
    SecrecyGround,
    SecrecyMark,
)
from people.actions.cancel_absence import cancel_absence
from people.actions.choose_mail import choose_mail
from people.actions.close_account import close_account
from people.actions.decide_term import appoint_chair, decide_term, take_back_term
from people.actions.end_mandate import end_mandate
from people.actions.give_mandate import give_mandate
from people.actions.make_token import make_token
from people.actions.revoke_token import revoke_token
from people.actions.set_absence import set_absence
from people.models import Absence, AccessToken, ChairTurn, Mandate, Role
from tests.builders import cases as build
from tests.builders.people import person, seat

from .running import Acts, latest

LONG_AGO = datetime(2014, 3, 1, 12, tzinfo=UTC)


def registry() -> Acts:
    world = build.a_world()
    build.an_application(world, "lsg-flen")
    letter = {"direction": "in", "kind": "letter", "title": "Brev", "counterpart": "Kommunen"}
    yield partial(register_document, latest(), dated_on=date(2026, 1, 2), by=world.officer, **letter)
    ground = SecrecyGround.objects.get(section="OSL 26:1")
    yield partial(mark_secret, latest(), ground=ground, by=world.officer)
    yield partial(lift_secrecy, SecrecyMark.objects.get(), by=world.officer, reason="Skälet finns inte kvar.")
    begin = partial(start_handout, by=world.officer, asked_on=date(2026, 1, 2))
    yield partial(begin, latest(), documents=latest().documents.all())
    yield partial(drop_handout, Handout.objects.latest("pk"), by=world.officer)
    yield partial(begin, latest(), documents=latest().documents.filter(number=1))
    item = partial(Handout.objects.latest("pk").items.get)
    yield partial(mask_item, item(), Masks(words=("Processtöd",)), by=world.officer)
    yield partial(judge_items, Handout.objects.latest("pk"), {item().pk: Judged("masked", ground)}, by=world.officer)
    yield partial(settle_handout, Handout.objects.latest("pk"), by=world.officer)


def the_end() -> Acts:
    """Closed, archived and disposed of; every other step is taken back first."""
    world = build.a_world()
    director = seat(world.office, Role.DIRECTOR, name="Förbundschef")
    build.granted_case(world, "lsg-flen", at=LONG_AGO).obligations.update(done_on=date(2014, 8, 30))
    office = {"by": world.officer, "at": LONG_AGO}
    yield partial(close_case, latest(), **office)
    yield partial(undo_closing, latest(), reason="Fel ärende.", **office)
    yield partial(close_case, latest(), **office)
    yield partial(archive_case, latest(), **office)
    yield partial(take_out_of_archive, latest(), reason="Mer kom in.", **office)
    for act in (close_case, archive_case):
        act(latest(), **office)
    rule = DisposalRule.objects.create(name="Ansökningar", years=10, ground="Plan 2020 § 4")
    decided = {"reference": "GB 2026:1", "decided_on": timezone.localdate()}
    yield partial(decide_disposal, rule, [latest()], by=director, **decided)
    yield partial(dispose_case, DisposalItem.objects.get(), by=director)


def people() -> Acts:
    world = build.a_world()
    new, today = person("Ny Ordförande"), timezone.localdate()
    first, last = date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)
    yield partial(decide_term, world.flen, first, last, by=world.officer)
    yield partial(appoint_chair, ChairTurn.objects.latest("pk"), new, by=world.officer)
    yield partial(decide_term, world.strangnas, first, last, by=world.officer)
    yield partial(take_back_term, ChairTurn.objects.latest("pk"), by=world.officer)
    held = Mandate.objects.get(user=world.strangnas_chair)
    yield partial(give_mandate, new, world.strangnas, Role.CHAIR, by=world.officer, is_deputy=True)
    away = (today + timedelta(days=1), today + timedelta(days=5))
    yield partial(set_absence, world.strangnas_chair, *away, {held.pk: new}, by=world.officer)
    yield partial(cancel_absence, Absence.objects.get(), by=world.officer)
    yield partial(end_mandate, Mandate.objects.get(pk=held.pk), today + timedelta(days=9), by=world.officer)
    yield partial(choose_mail, world.writer, rhythm="daily", urgent_at_once=True, language="sv")
    yield partial(close_account, world.stranger, by=world.officer)
    yield partial(make_token, "Excel", world.writer, days=30)
    yield partial(revoke_token, AccessToken.objects.get())


CHAPTERS = (registry, the_end, people)
