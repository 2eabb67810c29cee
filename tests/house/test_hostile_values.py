"""Whatever is typed in a field of any form, or put in the address of any list: it is answered, and never with a 500."""

import logging
from decimal import Decimal

import pytest
from django.utils import timezone

from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.hand_out import start_handout
from people.models import Role
from tests.builders import agreements
from tests.builders import cases as build
from tests.builders.meetings import a_held_meeting, a_meeting
from tests.builders.money import a_fund
from tests.builders.people import seat

from .hostile import Walk

pytestmark = pytest.mark.django_db
ROOMS = ("/att-gora/", "/arenden/", "/ansokningar/", "/moten/", "/ekonomi/", "/rapporter/", "/ar/", "/uppdrag/")
ROOMS += ("/ataganden/", "/avtal/", "/diarium/", "/sok/", "/konto/login/", "/konto/password/reset/", "/")


@pytest.fixture
def world():
    """Something of each kind, some of it begun, some decided."""
    world = build.a_world()
    seat(world.office, Role.DIRECTOR, name="Förbundschef")
    paying = build.granted_case(world, "lsg-strangnas", fund=a_fund(2014, 2015))
    ask_for_payment(paying, year=2014, lines=[("Lön", Decimal(1_000))], by=world.writer)
    granted = build.granted_case(world, "lsg-flen", fund=a_fund(2014, 2015, 2016, key="annan"))
    agreements.drawn_up(granted, by=world.officer)
    case = build.an_application(world, "lsg-flen")
    start_handout(case, documents=case.documents.all(), asked_on=timezone.localdate(), by=world.officer)
    build.a_submission(world, "lsg-flen")
    a_meeting(world.flen, world.flen_chair, "Budget")
    a_held_meeting(world.flen, world.flen_chair, "Ekonomi")
    return world


@pytest.mark.parametrize(("who", "least"), [("officer", 40), ("flen_chair", 25), ("writer", 15)])
def test_no_field_of_any_form_brings_the_site_down(world, client, caplog, who, least):
    caplog.set_level(logging.CRITICAL, "django.request")
    client.force_login(getattr(world, who))
    client.raise_request_exception = False
    walk = Walk(client, *ROOMS)
    assert len(walk.forms) >= least, sorted(walk.forms)
    fell = [
        f"{form.method} {form.name[0]}: {what}"
        for number, form in enumerate(walk.forms.values())
        for what, values in form.bad(number)
        if walk.sent(form, values) >= 500
    ]
    assert "\n".join(fell) == ""
