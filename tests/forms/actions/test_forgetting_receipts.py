"""What a repeated request is answered with is kept for a month."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from forms.actions.forget_receipts import forget_receipts
from forms.models import KeptReceipt, SubmissionRevision
from tests.builders import cases as build
from tests.builders.api import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    """A caller, and what they send in: the same answer each time."""
    caller = Caller(build.a_world().writer)
    started = caller.post("/submissions", {"form": "ansokan", "groups": ["lsg-flen"]})
    path = f"/submissions/{started.json()['id']}"
    answers = build.application_answers("lsg-flen")
    saved = caller.patch(f"{path}/answers", {"answers": answers}, if_match=started["ETag"])
    return lambda: caller.post(f"{path}/submit", if_match=saved["ETag"], idempotency_key="en-gang")


def test_a_receipt_is_kept_for_thirty_days_and_not_longer(sent):
    first = sent()
    assert first.status_code == 200
    assert forget_receipts(timezone.now() + timedelta(days=29)) == 0
    assert sent().json() == first.json()
    assert forget_receipts(timezone.now() + timedelta(days=31)) == 1
    assert not KeptReceipt.objects.exists()


def test_a_request_that_is_repeated_after_that_still_sends_nothing_twice(sent):
    sent()
    forget_receipts(timezone.now() + timedelta(days=31))
    assert sent().status_code == 409
    assert SubmissionRevision.objects.count() == 1


def test_the_schedule_sees_to_it_every_day():
    from forms.tasks import forget_daily

    planned = Schedule.objects.get(func="forms.tasks.forget_daily")
    assert planned.schedule_type == Schedule.DAILY
    forget_daily()
    queued = sorted(waiting.task["args"][1] for waiting in OrmQ.objects.all())
    assert queued == ["forms.tasks.forget_papers", "forms.tasks.forget_receipts"]
