"""Where the case of a submission is, for those who sent it in."""

from collections.abc import Collection
from typing import cast

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from cases.models import Assignment, Case, Document, Obligation, StageForm, Supplement
from cases.sentences import Situation, sentence
from forms.extensions import Whereabouts
from forms.models import Submission
from people.models import User
from people.queries.mandates import standing

from .situation import rests_until


def case_is_seen(user: User) -> Q:
    """The submissions whose case the user sees, and what was filled in and sent at its stages.

    Not where secrecy that holds against them stands on what was sent in.
    """
    found = standing(user)
    cases = Case.objects.visible_in(found)
    its = OuterRef("pk")
    beside = [model.objects.filter(cases.of(), submission=its) for model in (StageForm, Obligation)]
    seen = Q(Exists(cases.filter(submission=its))) | Q(Exists(beside[0])) | Q(Exists(beside[1]))
    if found.is_office:
        return seen
    marked = Document.objects.exclude(secrecy="").filter(Q(revision__isnull=False) | Q(attachment__isnull=False))
    hidden = marked.filter(~Exists(Document.objects.visible_in(found).filter(pk=OuterRef("pk"))))
    return seen & ~Exists(hidden.filter(case__submission=its)) & ~Exists(hidden.filter(revision__submission=its))


def whereabouts_of(submissions: Collection[Submission]) -> dict[int, Whereabouts]:
    waiting = Assignment.objects.filter(state=Assignment.State.WAITING).select_related("body")
    asked = Supplement.objects.filter(answered_at=None)
    cases = Case.objects.filter(submission__in=[one.pk for one in submissions]).select_related("route_version")
    cases = cases.prefetch_related(
        "groups", Prefetch("assignments", waiting, to_attr="waiting"), Prefetch("supplements", asked, to_attr="asked")
    )
    return {
        **{case.submission_id: _whereabouts(case) for case in cases},
        **_of_stage_forms(submissions),
        **_of_obligations(submissions),
    }


def _of_stage_forms(submissions: Collection[Submission]) -> dict[int, Whereabouts]:
    """What was filled in before an answer: it lies in its case, and the answer is still to be given."""
    forms = StageForm.objects.filter(submission__in=[one.pk for one in submissions]).select_related("case")
    return {
        form.submission_id: Whereabouts(
            reference=form.case.number,
            url=form.case.get_absolute_url(),
            words=gettext("It is now a document of the case."),
            next_step=gettext("Go to the case and give your answer: it waits for you."),
        )
        for form in forms
    }


def _of_obligations(submissions: Collection[Submission]) -> dict[int, Whereabouts]:
    """What answers an obligation: it lies in its case, and the office looks at it."""
    # By the index of those that were answered, which are few.
    owed = Obligation.objects.filter(submission__in=[one.pk for one in submissions], submission__isnull=False)
    return {
        cast(int, one.submission_id): Whereabouts(
            reference=one.case.number,
            url=reverse("cases:owed", args=[one.case.number, one.pk]),
            words=one.state_name,
            asked=one.return_reason.text if one.return_reason else "",
            is_sent_back=True,
        )
        for one in owed.select_related("case", "return_reason").order_by()  # by its submission, not by its day
    }


def _whereabouts(case: Case) -> Whereabouts:
    supplement = case.asked[0] if case.asked else None  # type: ignore[attr-defined]
    return Whereabouts(
        reference=case.number,
        url=case.get_absolute_url(),
        words=_words(case),
        asked=supplement.question if supplement else "",
        due_on=supplement.due_on if supplement else None,
    )


def _words(case: Case) -> str:
    """The same sentence as on the case's own page: who has it and until when, or how it ended."""
    end = case.route_version.parsed.end(case.end)
    supplementing = case.status == Case.Status.SUPPLEMENT
    bodies = case.groups.all() if supplementing else [turn.body for turn in case.waiting]  # type: ignore[attr-defined]
    return sentence(
        Situation(
            status=case.status,
            on=timezone.localdate(),
            waits_for=tuple(body.name for body in bodies),
            due_on=case.due_on,
            end_kind=end.kind if end else "",
            end_title=end.title if end else case.end,
            ended_on=timezone.localdate(case.ended_at) if case.ended_at else None,
            granted=case.granted_total,
            rests_until=rests_until(case.waiting) if not supplementing else None,  # type: ignore[attr-defined]
        )
    )
