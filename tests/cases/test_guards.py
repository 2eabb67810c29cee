"""What has happened and what was published is refused any change: in Python, and by the database itself."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from cases.guards import GUARDS, install_guards, missing_guards, remove_guards
from cases.models import CaseEvent
from cases.models.event import AppendOnlyError
from forms.models.versions import FrozenVersionError
from people.actions.give_mandate import give_mandate
from people.models import PeopleEvent, Role
from people.models.event import WrittenOnce
from tests.builders.cases import a_world, an_application
from tests.builders.money import a_fund
from tests.builders.people import person

pytestmark = pytest.mark.django_db

STATEMENTS = [
    "UPDATE cases_caseevent SET kind = 'answered'",
    "DELETE FROM cases_caseevent",
    "UPDATE cases_routeversion SET number = 7",
    "DELETE FROM cases_routeversion",
    "UPDATE forms_formversion SET sha256 = ''",
    "DELETE FROM forms_formversion",
    "UPDATE people_peopleevent SET role = 'chair'",
    "UPDATE people_peopleevent SET at = '2001-01-01'",
    "DELETE FROM people_peopleevent",
    "UPDATE cases_moneyevent SET reason = 'Annat skäl'",
    "DELETE FROM cases_moneyevent",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_what_stands(statement):
    world = a_world()
    an_application(world)
    give_mandate(person("Ny Ledamot"), world.flen, Role.MEMBER, valid_from=date(2014, 1, 1), by=world.officer)
    a_fund(2014)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_event_is_never_changed_or_deleted():
    event = an_application(a_world()).events.get()

    for act in (event.save, event.delete, CaseEvent.objects.all().delete, lambda: CaseEvent.objects.update(kind="x")):
        with pytest.raises(AppendOnlyError):
            act()


def test_a_published_route_is_never_changed_or_deleted():
    version = a_world().route

    for act in (version.save, version.delete):
        with pytest.raises(FrozenVersionError):
            act()


def test_whoever_published_may_leave():
    world = a_world()
    type(world.form).objects.filter(pk=world.form.pk).update(published_by=world.officer)

    assert not missing_guards()


def test_guards_can_be_taken_down_and_put_up():
    remove_guards()
    assert missing_guards() == [
        "forms_formversion",
        "cases_routeversion",
        "cases_caseevent",
        "cases_ledgerentry",
        "cases_correction",
        "cases_meetingevent",
        "people_peopleevent",
        "cases_yearevent",
        "cases_moneyevent",
        "cases_meeting",
        "cases_agendaitem",
        "cases_attendance",
        "cases_pointrecusal",
        "cases_adjuster",
        "cases_pointfile",
        "cases_agreement",
        "cases_agreementparty",
        "cases_agreementtermination",
    ]

    install_guards()
    assert missing_guards() == []


def test_the_log_of_roles_is_never_changed_or_deleted():
    world = a_world()
    give_mandate(person("Ny Ledamot"), world.flen, Role.MEMBER, valid_from=date(2014, 1, 1), by=world.officer)
    event = PeopleEvent.objects.get()

    every = PeopleEvent.objects.all()
    for act in (event.save, event.delete, every.delete, lambda: every.update(role="chair")):
        with pytest.raises(WrittenOnce):
            act()


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.table)
def test_a_table_that_lost_its_guard_is_named(guard):
    guard.remove(connection)

    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_audit", stderr=told, stdout=StringIO())

    assert told.getvalue() == f"Tabellen {guard.table} saknar sitt skydd mot ändringar i databasen.\n"
