"""What has happened and what was published is refused any change: in Python, and by the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction

from cases.guards import install_guards, missing_guards, remove_guards
from cases.models import CaseEvent
from cases.models.event import AppendOnlyError
from forms.models.versions import FrozenVersionError
from tests.builders.cases import a_world, an_application

pytestmark = pytest.mark.django_db

STATEMENTS = [
    "UPDATE cases_caseevent SET kind = 'answered'",
    "DELETE FROM cases_caseevent",
    "UPDATE cases_routeversion SET number = 7",
    "DELETE FROM cases_routeversion",
    "UPDATE forms_formversion SET sha256 = ''",
    "DELETE FROM forms_formversion",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_what_stands(statement):
    an_application(a_world())

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
        "cases_meeting",
        "cases_agendaitem",
        "cases_attendance",
        "cases_pointrecusal",
        "cases_adjuster",
    ]

    install_guards()
    assert missing_guards() == []
