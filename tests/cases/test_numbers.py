"""Registry numbers: one after the other without a gap, whoever comes at once, and right over the New Year."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from cases.models import Case, Document, RegistrySeries
from tests.builders import cases as build

NEW_YEAR = [
    ("the last second of the year", datetime(2025, 12, 31, 22, 59, 59, tzinfo=UTC), "RAR25-01"),
    ("midnight in Sweden, eleven in the evening in Greenwich", datetime(2025, 12, 31, 23, 0, tzinfo=UTC), "RAR26-01"),
    ("midnight in Greenwich", datetime(2026, 1, 1, 0, 0, tzinfo=UTC), "RAR26-01"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "at", "number"), NEW_YEAR, ids=[each[0] for each in NEW_YEAR])
def test_the_year_is_the_one_in_sweden(name, at, number):
    assert build.an_application(build.a_world(), "lsg-flen", at=at).number == number


@pytest.mark.django_db
def test_each_year_counts_from_one_whatever_order_they_come_in():
    world = build.a_world()
    days = [datetime(year, 6, 1, tzinfo=UTC) for year in (2025, 2026, 2025, 2027, 2026)]
    numbers = [build.an_application(world, "lsg-flen", at=day).number for day in days]

    assert numbers == ["RAR25-01", "RAR26-01", "RAR25-02", "RAR27-01", "RAR26-02"]


@pytest.mark.django_db
def test_what_is_undone_takes_no_number():
    world = build.a_world()
    at = datetime(2026, 6, 1, tzinfo=UTC)
    with transaction.atomic():
        assert build.an_application(world, "lsg-flen", at=at).number == "RAR26-01"
        transaction.set_rollback(True)

    assert build.an_application(world, "lsg-flen", at=at).number == "RAR26-01"
    assert RegistrySeries.objects.get(year=2026).last == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_over_the_new_year_with_some_undone_leave_no_gap():
    """Half of them on each side of midnight, and every third is undone after it got its number."""
    world = build.a_world()
    sides = (NEW_YEAR[0][1], NEW_YEAR[1][1])
    drafts = [(build.a_submission(world), sides[at % 2], at % 3 == 2) for at in range(18)]

    def send(draft):
        submission, at, undone = draft
        try:
            with transaction.atomic():
                build.send_in(submission, at=at)
                transaction.set_rollback(undone)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, drafts))

    kept = [at for _submission, at, undone in drafts if not undone]
    for year, at in zip((2025, 2026), sides, strict=True):
        serials = sorted(Case.objects.filter(year=year).values_list("serial", flat=True))
        assert serials == list(range(1, kept.count(at) + 1))
        assert RegistrySeries.objects.get(year=year).last == len(serials)
    assert set(Document.objects.values_list("number", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_documents_that_come_at_once_get_numbers_without_a_gap():
    from cases.actions.register_document import register_document

    world = build.a_world()
    case = build.an_application(world, "lsg-flen")

    def take_in(at):
        try:
            with transaction.atomic():
                register_document(
                    case,
                    direction="in",
                    kind="letter",
                    dated_on=datetime(2026, 1, 2, tzinfo=UTC).date(),
                    title=f"Brev {at}",
                    counterpart="Kommunen",
                    by=world.officer,
                )
                transaction.set_rollback(at % 4 == 3)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(take_in, range(8)))

    assert sorted(case.documents.values_list("number", flat=True)) == list(range(1, 8))
