"""Who may look in the registers and change who is who."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from people.models import Body, Role, User
from people.queries.mandates import standing


def may_see_registers(user: User | AnonymousUser) -> bool:
    """The association's office, which sees every case. Asked once a request, however many rows ask."""
    if not user.is_authenticated:
        return False
    found = user.__dict__.get("_works_at_office")
    if found is None:
        found = user.__dict__["_works_at_office"] = standing(user).is_office
    return found


def may_change_bodies(user: User | AnonymousUser) -> bool:
    """Bodies and mandates are kept by the office."""
    return may_see_registers(user)


def may_rotate(user: User, body: Body) -> bool:
    """The order of chairs is kept by the office and by the group's own process leader."""
    return may_see_registers(user) or standing(user).holds(body.pk, Role.PROCESS_LEADER)


def require_office(user: User) -> None:
    """The office keeps mandates; others who have one are told so, and whoever has none finds nothing here."""
    if may_change_bodies(user):
        return
    if not standing(user).has_mandate:
        raise Http404
    raise PermissionDenied(_("The office keeps who has which mandate."))
