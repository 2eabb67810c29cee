"""Remind of what is due soon or late, each rule once."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from cases import notices, notices_of_agreements, notices_of_meetings, notices_of_people
from cases.domain.deadlines import reminder_due
from cases.models import ActionItem, Agreement, Assignment, Case, Obligation, OutgoingEmail, Supplement
from cases.queries.waiting import nobody_answers

from .remind_year import remind_by_the_rules

SUPPLEMENT_DAYS = (3,)
OBLIGATION_DAYS = (30, 7)
TASK_DAYS = (3,)
SIGNING_DAYS, LATE_SIGNING_DAYS = (7,), (1, 7, 14)


def send_reminders(*, on: date | None = None) -> int:
    """Make the day's reminders; gives how many messages are new. A day that was missed is made up for."""
    on = on or timezone.localdate()
    before = OutgoingEmail.objects.count()
    _of_what_comes_back(on)
    _of_what_nobody_answers(on)
    _of_assignments(on)
    _of_supplements(on)
    _of_obligations(on)
    _of_action_items(on)
    remind_by_the_rules(on)
    _of_agreements(on)
    return OutgoingEmail.objects.count() - before


def _of_what_comes_back(on: date) -> None:
    """What was deferred is asked about again on its day, or on the first day after that somebody runs this."""
    back = Assignment.objects.filter(state=Assignment.State.WAITING, rests_until__lte=on)
    for assignment in back.select_related("case__route_version", "body"):
        with transaction.atomic():
            notices_of_people.back_again(assignment, on=on)


def _of_what_nobody_answers(on: date) -> None:
    """Mandates end without a word: the office is told, once a turn."""
    for case in nobody_answers(on=on).select_related("route_version"):
        with transaction.atomic():
            notices_of_people.tell_nobody_answers(case, case.open_turns, on=on)


def _of_assignments(on: date) -> None:
    waiting = Assignment.objects.filter(
        state=Assignment.State.WAITING, case__status=Case.Status.WAITING, due_on__isnull=False
    ).exclude(rests_until__gt=on)
    for assignment in waiting.select_related("case__route_version", "body"):
        stage = assignment.case.route_version.parsed.stage(assignment.stage)
        before, after = (stage.remind_days_before, stage.remind_days_after) if stage else ((), ())
        rule = reminder_due(assignment.due_on, before, on, after)
        if rule is not None:
            with transaction.atomic():
                notices.remind_assignment(assignment, rule=rule, on=on)
                Assignment.objects.filter(pk=assignment.pk).update(reminded_at=timezone.now())


def _of_supplements(on: date) -> None:
    for supplement in Supplement.objects.filter(answered_at=None, case__status=Case.Status.SUPPLEMENT).select_related(
        "case__submission__version", "case__submission__created_by", "case__submission__held_by"
    ):
        rule = reminder_due(supplement.due_on, SUPPLEMENT_DAYS, on)
        if rule is not None:
            with transaction.atomic():
                notices.remind_supplement(supplement, rule=rule, on=on)


def _of_obligations(on: date) -> None:
    """Only a granted application binds; what a rejected one promised is owed to nobody."""
    owed = Obligation.objects.filter(done_on=None, due_on__isnull=False, case__status=Case.Status.ENDED)
    # What was sent in waits for the office, and is nothing to remind those who sent it of.
    owed = owed.exclude(sent_on__isnull=False, returned_on=None)
    for obligation in owed.select_related(
        "case__route_version", "case__submission__created_by", "case__submission__held_by"
    ):
        end = obligation.case.route_version.parsed.end(obligation.case.end)
        rule = reminder_due(obligation.due_on, OBLIGATION_DAYS, on)
        if end is not None and end.kind == "granted" and rule is not None:
            with transaction.atomic():
                notices.remind_obligation(obligation, rule=rule, on=on)
                Obligation.objects.filter(pk=obligation.pk).update(reminded_at=timezone.now())


def _of_action_items(on: date) -> None:
    """What a meeting agreed that somebody does."""
    for task in ActionItem.objects.filter(done_on=None, due_on__isnull=False).select_related("who", "body"):
        rule = reminder_due(task.due_on, TASK_DAYS, on)
        if rule is not None:
            with transaction.atomic():
                notices_of_meetings.remind_of_task(task, rule=rule, on=on)


def _of_agreements(on: date) -> None:
    """What its parties have yet to sign."""
    for agreement in Agreement.objects.filter(status=Agreement.Status.SENT).select_related("case"):
        rule = reminder_due(agreement.sign_by, SIGNING_DAYS, on, LATE_SIGNING_DAYS) if agreement.sign_by else None
        if rule is not None:
            with transaction.atomic():
                notices_of_agreements.remind(agreement, rule=rule, on=on)
                Agreement.objects.filter(pk=agreement.pk).update(reminded_at=timezone.now())
