"""Begin the form that a group's year asks for, for one or several groups: what is known already stands in it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases.domain import year as rules
from cases.domain.following_up import Span
from cases.errors import CaseError
from cases.models import Case, Happening
from forms.actions.start_submission import start_submission
from forms.models import Form, Submission
from forms.permissions import startable_forms
from people.models import Body, User
from people.queries.mandates import standing

from .foresee import foresee
from .mark_year import keeps_year


@transaction.atomic
def begin_year_form(
    happening: Happening, bodies: Sequence[Body], span_from: date, *, by: User, at: datetime | None = None
) -> Submission:
    """The draft, shared by the groups. Raises CaseError: 403 for groups that are not one's own, 422 without a form."""
    at = at or timezone.now()
    found = standing(by, on=timezone.localdate(at))
    if not bodies or not all(keeps_year(found, body.pk) and happening.is_for(body) for body in bodies):
        raise CaseError("not_your_groups", field="bodies")
    spans = (span for year in (span_from.year - 1, span_from.year) for span in rules.spans(happening.rule, year))
    span = next((span for span in spans if span.starts == span_from), None)
    if span is None:
        raise CaseError("no_such_occasion")
    form = startable_forms(by).filter(key=happening.form).first()
    if form is None:
        raise CaseError("form_not_open", form=happening.form)
    return begin_form(form, bodies, span, by=by, at=at)


def begin_form(
    form: Form, bodies: Sequence[Body], span: Span, *, by: User, at: datetime, follows: Submission | None = None
) -> Submission:
    """Begun from what the groups were granted money by for the period, where there is such a case."""
    follows = follows or _granted(bodies, span, by)
    submission = start_submission(form, by, bodies, follows=follows, at=at)
    submission.bodies.set(bodies)
    return foresee(submission, bodies, span, by=by)


def _granted(bodies: Sequence[Body], span: Span, by: User) -> Submission | None:
    cases = Case.objects.visible_to(by).filter(
        secret=False,
        case_groups__body__in=bodies,
        granted_total__gt=0,
        period_from__lte=span.ends,
        period_to__gte=span.starts,
        disposed_on=None,
    )
    case = cases.select_related("submission__version").order_by("-period_from", "-pk").first()
    return case.submission if case else None
