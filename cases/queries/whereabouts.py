"""Where the case of a submission is, for those who sent it in."""

from collections.abc import Collection

from django.db.models import Prefetch, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Assignment, Case, Supplement
from forms.extensions import Whereabouts
from forms.models import Submission
from people.domain.swedish import kr, long_day
from people.models import User


def case_is_seen(user: User) -> Q:
    """The submissions whose case the user sees."""
    return Q(case__in=Case.objects.visible_to(user))


def whereabouts_of(submissions: Collection[Submission]) -> dict[int, Whereabouts]:
    waiting = Assignment.objects.filter(state=Assignment.State.WAITING).select_related("body")
    asked = Supplement.objects.filter(answered_at=None)
    cases = Case.objects.filter(submission__in=[one.pk for one in submissions]).prefetch_related(
        Prefetch("assignments", waiting, to_attr="waiting"), Prefetch("supplements", asked, to_attr="asked")
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
    """One plain sentence: who has it and until when, or how it ended."""
    if case.status == Case.Status.ENDED:
        granted = case.granted_total
        return _("Granted %(amount)s.") % {"amount": kr(granted)} if granted else _("The case is closed.")
    if case.status == Case.Status.SUPPLEMENT:
        return _("Waiting for your supplement.")
    who = _(" and ").join(str(turn.body) for turn in case.waiting)  # type: ignore[attr-defined]
    if not who:
        return ""
    if case.due_on is None:
        return _("Waiting for %(who)s.") % {"who": who}
    day = long_day(case.due_on, (get_language() or "sv")[:2])
    return _("Waiting for %(who)s until %(day)s.") % {"who": who, "day": day}
