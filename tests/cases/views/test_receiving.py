"""Sending in what nobody can take further: said in words, and the draft stands as it was."""

import pytest

from cases.models import Case
from forms.models import Submission
from tests.builders.filling import PERIOD, a_draft, s3_budget

pytestmark = pytest.mark.django_db


def test_an_application_that_no_route_takes_is_422_in_words_and_stays_a_draft(client):
    draft = a_draft(rubrik="Processtöd", period=PERIOD, budget=s3_budget())
    before = draft.now
    client.force_login(draft.writer)

    response = client.post(draft.url(name="submit"), {"revision": before.revision})

    assert response.status_code == 422
    assert "Formuläret" in response.context["stale"] or "väg" in response.context["stale"]
    assert "Processtöd" in response.content.decode()
    after = draft.now
    assert (after.state, after.answers, after.revision) == (Submission.State.DRAFT, before.answers, before.revision)
    assert not after.sent_revisions.exists()
    assert not Case.objects.exists()
