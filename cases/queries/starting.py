"""Who may begin what: a case starts with its form."""

from django.db.models import Q
from django.utils import timezone

from cases.models import Route
from people.models import User
from people.queries.mandates import groups_to_apply_for, standing


def forms_to_start(user: User) -> Q:
    """The forms whose sending in opens a case for the user.

    Groups apply with a form that says which groups apply. One that does not is the office's own paper to the board.
    """
    routes = Route.objects.filter(live=True, versions__isnull=False)
    may = Q(pk__in=())
    if groups_to_apply_for(user, on=timezone.localdate()):
        may |= Q(pk__in=routes.exclude(groups_field="").values("form"))
    if standing(user).is_office:
        may |= Q(pk__in=routes.filter(groups_field="").values("form"))
    return may
