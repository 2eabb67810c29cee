"""Who could be recused in a case, and to whom a turn could be given."""

from datetime import date

from django.db.models import Q

from cases.domain.acting import may_be_given_to
from cases.domain.route import RouteDefinition
from cases.models import Assignment, Case
from people.models import Body, BodyKind, Mandate, User

from .standing_of_case import bodies_to_ask


def who_could_answer(case: Case, route: RouteDefinition, *, on: date) -> list[tuple[User, str]]:
    """Everybody who holds a role that some stage asks, with their bodies; by name, in three queries."""
    answers = case.submission.sent_revisions.order_by("-number").values_list("answers", flat=True)[0]
    groups = case.case_groups.order_by("pk").values_list("body__key", flat=True)
    bodies = bodies_to_ask(route, groups=groups, answers=answers, on=on)
    seats = Q(pk__in=[])
    for stage in route.stages:
        seats |= Q(role=stage.role, body__key__in=bodies[stage.key])
    found: dict[User, dict[str, None]] = {}
    mandates = Mandate.objects.valid(on).filter(seats, user__is_active=True).select_related("user", "body")
    for mandate in mandates.order_by("user__name", "user", "body__name"):
        found.setdefault(mandate.user, {})[mandate.body.name] = None
    return [(user, ", ".join(names)) for user, names in found.items()]


def bodies_instead(turn: Assignment, route: RouteDefinition, *, on: date, asked: set[int]) -> list[Body]:
    """The bodies that the route lets a turn be given to, less those that are asked already (`asked`: ids)."""
    stage = route.stage(turn.stage)
    actor = stage.actor.kind if stage else ""
    following = set(turn.body.succeeded_by.values_list("successor", flat=True))
    valid = Body.objects.valid(on).filter(Q(pk__in=following) | Q(kind=turn.body.kind)).exclude(pk__in=asked)
    return [
        body
        for body in valid.order_by("name")
        if may_be_given_to(actor, kind=turn.body.kind, other_kind=body.kind, follows=body.pk in following)
        # One office is as good as another: whoever works at it may answer for it.
        and not (body.kind == BodyKind.OFFICE and body.pk not in following)
    ]
