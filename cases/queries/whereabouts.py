"""Where the case of a submission is, for those who sent it in."""

from collections.abc import Collection

from django.db.models import Prefetch, Q
from django.utils import timezone

from cases.models import Assignment, Case, Document, Supplement
from cases.sentences import Situation, sentence
from forms.extensions import Whereabouts
from forms.models import Submission
from people.models import User
from people.queries.mandates import standing


def case_is_seen(user: User) -> Q:
    """The submissions whose case the user sees, unless secrecy that holds against them stands on what was sent in."""
    found = standing(user)
    seen = Q(case__in=Case.objects.visible_in(found))
    if found.is_office:
        return seen
    marked = Document.objects.exclude(secrecy="").filter(Q(revision__isnull=False) | Q(attachment__isnull=False))
    hidden = marked.exclude(pk__in=Document.objects.visible_in(found).values("pk"))
    return seen & ~Q(case__in=hidden.values("case"))


def whereabouts_of(submissions: Collection[Submission]) -> dict[int, Whereabouts]:
    waiting = Assignment.objects.filter(state=Assignment.State.WAITING).select_related("body")
    asked = Supplement.objects.filter(answered_at=None)
    cases = Case.objects.filter(submission__in=[one.pk for one in submissions]).select_related("route_version")
    cases = cases.prefetch_related(
        "groups", Prefetch("assignments", waiting, to_attr="waiting"), Prefetch("supplements", asked, to_attr="asked")
    )
    return {case.submission_id: _whereabouts(case) for case in cases}


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
        )
    )
