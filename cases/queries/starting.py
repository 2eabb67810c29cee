"""Who may begin what: a case starts with its form."""

from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce

from cases.models import FollowUp, Route
from people.models import User
from people.queries.mandates import groups_to_apply_for, standing

CHANGE_FORM: str = FollowUp._meta.get_field("change_form").default


def forms_to_start(user: User) -> Q:
    """The forms whose sending in opens a case for the user.

    Groups apply with a form that says which groups apply. One that does not is the office's own paper to the board.
    """
    # A change is asked for from the case that it changes.
    changes = Coalesce(Subquery(FollowUp.objects.values("change_form")[:1]), Value(CHANGE_FORM))
    routes = Route.objects.filter(live=True, versions__isnull=False).exclude(form__key=changes)
    may, found = Q(pk__in=()), standing(user)
    if groups_to_apply_for(user, on=found.on, found=found):
        may |= Q(pk__in=routes.exclude(groups_field="").values("form"))
    if found.is_office:
        may |= Q(pk__in=routes.filter(groups_field="").values("form"))
    return may
