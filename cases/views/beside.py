"""What a status report was counted from, beside its sections and beside the report that was sent in."""

from collections.abc import Collection
from typing import Any

from django.template.loader import render_to_string

from cases.actions.foresee import TABLES, tells_of_a_period
from cases.domain.following_up import span_of
from cases.queries.report_material import material
from forms.models import Submission
from people.models import Body, User
from people.queries.mandates import standing


def beside_report(submission: Submission, fields: Collection[str], user: User) -> str:
    """Ready HTML for a section that has one of the tables; nothing for other forms, or without a period and groups."""
    if not TABLES.keys() & set(fields) or not tells_of_a_period(submission):
        return ""
    return material_html(submission, submission.answers, user)


def material_html(submission: Submission, answers: dict[str, Any], user: User) -> str:
    span = span_of(answers.get("period"))
    keys = [
        key
        for field in submission.version.parsed.applicant_fields
        for key in answers.get(field.key) or []
        if isinstance(key, str)
    ]
    groups = list(Body.objects.filter(key__in=keys).order_by("name", "pk")) if keys else []
    if span is None or not groups:
        return ""
    found = material(groups, span, user)
    reader = standing(user)
    opens = {each.pk for each in found.meetings if reader.is_office or each.body_id in reader.body_ids}
    return render_to_string("cases/year/material.html", {"found": found, "opens": opens})
