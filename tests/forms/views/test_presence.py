"""Two people on one draft see each other, and nobody stays after they have gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forms.models import Presence
from tests.builders.filling import a_draft, chair_of, nobody

pytestmark = pytest.mark.django_db


def test_one_sees_who_else_is_here_and_where(client):
    draft = a_draft()
    chair = chair_of(draft.flen)
    client.force_login(chair)
    client.post(draft.url("budget", "presence"))
    client.force_login(draft.writer)

    for address in (draft.url(), draft.url("om"), draft.url("budget")):
        page = client.get(address).content.decode()
        assert (str(chair) in page, "här" in page) == (True, True)
    assert str(chair) in client.post(draft.url("om", "presence")).content.decode()


def test_one_does_not_see_oneself(client):
    draft = a_draft()
    client.force_login(draft.writer)

    page = client.post(draft.url("om", "presence")).content.decode()

    assert draft.writer.name not in page


def test_after_two_minutes_one_has_gone_and_leaves_no_row(client):
    draft = a_draft()
    chair = chair_of(draft.flen)
    Presence.objects.create(submission=draft.submission, user=chair, seen_at=timezone.now() - timedelta(minutes=3))
    client.force_login(draft.writer)

    for _beat in range(3):
        page = client.post(draft.url("om", "presence")).content.decode()

    assert str(chair) not in page
    assert list(Presence.objects.values_list("user", flat=True)) == [draft.writer.pk]


def test_strangers_leave_no_trace(client):
    draft = a_draft()
    client.force_login(nobody())

    assert client.post(draft.url("om", "presence")).status_code == 404
    assert not Presence.objects.exists()
