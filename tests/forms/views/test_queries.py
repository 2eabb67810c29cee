"""Pages of a form cost the same number of queries however much is written in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forms.actions.save_section import save_section
from tests.builders.filling import PERIOD, a_draft, s3_budget

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> int:
    """What the page asks about forms: not the session, nor the frame around it."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return sum('FROM "forms_' in one["sql"] for one in asked)


def much(draft, rows: int) -> None:
    plan = [{"id": f"r{number}", "aktivitet": f"Aktivitet {number}"} for number in range(rows)]
    budget = s3_budget()
    budget["lines"] += [
        {"id": f"e{number}", "key": "", "label": f"Rad {number}", "measure": "", "amounts": {"2014": "1"}}
        for number in range(rows)
    ]
    for section, answers in (("om", {"period": PERIOD}), ("budget", {"budget": budget}), ("plan", {"plan": plan})):
        save_section(draft.now, section, answers, draft.now.revision, draft.writer)


@pytest.mark.parametrize(("page", "number"), [("overview", 4), ("om", 2), ("budget", 2), ("plan", 2), ("check", 1)])
def test_a_page_costs_as_much_with_one_row_as_with_fifty(client, page, number):
    draft = a_draft(rubrik="Processtöd")
    client.force_login(draft.writer)
    address = draft.url(name=page) if page in ("overview", "check") else draft.url(page)

    found = []
    for rows in (1, 50):
        much(draft, rows)
        found.append(queries(client, address))

    assert found == [number, number]


def test_the_list_costs_as_much_with_one_draft_as_with_ten(client):
    found = []
    for drafts in (1, 9):
        for _number in range(drafts):
            draft = a_draft()
        client.force_login(draft.writer)
        found.append(queries(client, reverse("forms:start")))

    assert found == [3, 3]
