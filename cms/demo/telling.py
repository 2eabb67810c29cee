"""Telling a case: the same actions as a user's clicks, with the day that they were done."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone, translation

from cases.actions.answer_assignment import answer_assignment
from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.call_off import call_off
from cases.actions.complete_obligation import complete_obligation
from cases.actions.make_obligations import Wanted, make_obligations
from cases.actions.post_message import post_message
from cases.actions.report_outcome import Cost, report_outcome
from cases.actions.request_supplement import request_supplement
from cases.actions.settle_payment import approve_payment, record_paid
from cases.actions.withdraw_case import withdraw_case
from cases.models import Assignment, Case, FollowUp, Fund, Message
from cases.queries.follow_up import forms_of, owed_by, title_of
from cases.queries.outcomes import budget_lines
from forms.actions.save_section import save_section
from forms.actions.start_submission import start_submission
from forms.actions.submit_submission import submit_submission
from forms.models import Form, Submission
from people.models import Body, User

from .accounts import DOMAIN

STORIES = UUID("0c7be2f0-2f0e-4a0e-9c55-6d8f3a1e7b20")


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def uuid_of(story: str) -> UUID:
    """The submission's address: the same at every load, so that a story is told once."""
    return uuid5(STORIES, story)


class Teller:
    """Does what the accounts would do. A story that is already told gives None and is left as it stands."""

    @cached_property
    def users(self) -> dict[str, User]:
        found = User.objects.filter(email__endswith=f"@{DOMAIN}")
        return {user.email.partition("@")[0]: user for user in found}

    @cached_property
    def bodies(self) -> dict[str, Body]:
        return Body.objects.in_bulk(field_name="key")

    def draft(self, story: str, form: str, answers: Mapping[str, Any], by: str, on: date) -> Submission | None:
        """A submission with these answers, begun and saved section by section."""
        if Submission.objects.filter(uuid=uuid_of(story)).exists():
            return None
        writer, moment = self.users[by], at(on)
        found = Form.objects.get(key=form)
        submission = start_submission(found, writer, self._groups(found, answers), at=moment)
        Submission.objects.filter(pk=submission.pk).update(uuid=uuid_of(story))
        return self.write_answers(submission, answers, writer, moment)

    def send_in(self, story: str, form: str, answers: Mapping[str, Any], by: str, on: date) -> Case | None:
        """The case that the answers open."""
        submission = self.draft(story, form, answers, by, on)
        if submission is None:
            return None
        submit_submission(submission, submission.revision, self.users[by], at=at(on))
        return Case.objects.get(submission=submission)

    def answer(self, case: Case, body: str, outcome: str, *, by: str, at: datetime, text: str = "") -> None:
        answer_assignment(self._turn(case, body), outcome, by=self.users[by], text=text, at=at)

    def decide(
        self,
        case: Case,
        outcome: str,
        *,
        by: str,
        on: date,
        text: str,
        amounts: Mapping[int, Decimal],
        conditions: str = "",
        fund: str = "",
    ) -> None:
        answer_assignment(
            self._turn(case, "styrelsen"),
            outcome,
            by=self.users[by],
            text=text,
            decided_on=on,
            conditions=conditions,
            granted=amounts,
            fund=Fund.objects.get(key=fund) if fund else None,
            at=at(on, 14),
        )

    def ask_for_supplement(
        self,
        case: Case,
        body: str,
        sections: Sequence[str],
        question: str,
        *,
        by: str,
        at: datetime,
        due_on: date,
    ) -> None:
        request_supplement(
            self._turn(case, body), by=self.users[by], sections=sections, question=question, due_on=due_on, at=at
        )

    def answer_supplement(self, case: Case, answers: Mapping[str, Any], *, by: str, at: datetime) -> None:
        writer = self.users[by]
        submission = self.write_answers(Submission.objects.get(case=case), answers, writer, at)
        submit_submission(submission, submission.revision, writer, at=at)

    def write(self, case: Case, text: str, *, by: str, at: datetime, internal: bool = False) -> None:
        audience = Message.Audience.INTERNAL if internal else Message.Audience.ALL
        post_message(case, by=self.users[by], text=text, audience=audience, at=at)

    def withdraw(self, case: Case, *, by: str, at: datetime, reason: str) -> None:
        self.write(case, reason, by=by, at=at)
        withdraw_case(case, by=self.users[by], at=at)

    def follow_up(self, case: Case, *, by: str, on: date, due_from: date) -> None:
        """The office makes what follows from the period and is due on the day or later."""
        case.refresh_from_db()
        found = [each for each in owed_by(case, FollowUp.in_use().terms) if each.due_on >= due_from]
        with translation.override(settings.LANGUAGE_CODE):
            wanted = [Wanted(each, title_of(each), each.due_on) for each in found]
        if not wanted:
            return  # early in a year all that follows from the period may be due already
        make_obligations(case, wanted, by=self.users[by], at=at(on))

    def fulfil(self, case: Case, what: str, *, by: str, on: date) -> None:
        """The obligation whose title begins so is done; the office notes what came by letter and not in its form."""
        obligation = case.obligations.get(title__startswith=what)
        by_letter = bool(forms_of([obligation]))
        reason = "Kom in med e-post och är godkänd." if by_letter else ""
        who = self.users["handlaggare" if by_letter else by]
        complete_obligation(obligation, by=who, reason=reason, on=on, at=at(on, 15))

    def ask_for_payment(
        self, case: Case, year: int, lines: Mapping[str, int], *, by: str, on: date, paid_on: date | None = None
    ) -> None:
        """Asked for; and where a day is given, approved and paid on it."""
        asked = [(what, Decimal(amount)) for what, amount in lines.items()]
        payment = ask_for_payment(case, year=year, lines=asked, by=self.users[by], at=at(on, 10))
        if paid_on is not None:
            approve_payment(payment, by=self.users["handlaggare"], at=at(paid_on, 9))
            record_paid(payment, paid_on=paid_on, by=self.users["handlaggare"], at=at(paid_on, 15))

    def call_off(self, case: Case, group: str, year: int, hours: int, note: str, *, by: str, on: date) -> None:
        call_off(
            case,
            year=year,
            quantity=Decimal(hours),
            unit="hours",
            body=self.bodies[group],
            note=note,
            by=self.users[by],
            at=at(on, 11),
        )

    def report_outcome(self, case: Case, year: int, costs: Mapping[str, tuple[int, str]], *, by: str, on: date) -> None:
        """What each line cost and why it differs, by the line's label; a line that is not named cost its budget."""
        given = {line.label: (line.id, line.budget) for line in budget_lines(case, year)}
        found = {line: Cost(budget) for line, budget in given.values()}
        found |= {given[label][0]: Cost(Decimal(amount), why) for label, (amount, why) in costs.items()}
        report_outcome(case, year=year, costs=found, after=0, by=self.users[by], at=at(on, 13))

    def write_answers(
        self, submission: Submission, answers: Mapping[str, Any], writer: User, moment: datetime
    ) -> Submission:
        for section in submission.version.parsed.sections:
            given = {field.key: answers[field.key] for field in section.fields if field.key in answers}
            if given:
                submission = save_section(submission, section.key, given, submission.revision, writer, at=moment)
        return Submission.objects.get(pk=submission.pk)

    def _groups(self, form: Form, answers: Mapping[str, Any]) -> list[Body]:
        version = form.current_version
        fields = version.parsed.applicant_fields if version else ()
        return [self.bodies[key] for field in fields for key in answers.get(field.key, ())]

    def _turn(self, case: Case, body: str) -> Assignment:
        return case.assignments.get(body__key=body, state=Assignment.State.WAITING)
