"""The way from a program to a case: programs are told nothing of what secrecy stands on, whoever they work for."""

from django.http import Http404

from cases.models import Case
from cases.permissions import case_for
from cases.queries.case_page import CasePage, case_page
from people.models import User
from people.queries.mandates import Standing, standing


def open_case(user: User, number: str) -> Case:
    """The case that the user sees, or 404, as for one that is marked secret."""
    return see_case(user, number)


def see_case(user: User, number: str, *, even_secret: bool = False) -> Case:
    """`even_secret`: the office is let in to one that is marked, to set the mark and to lift it."""
    found = standing(user)
    case = case_for(user, number, found=found)
    if case.secret and not (even_secret and found.is_office):
        raise Http404
    return case


def open_page(user: User, number: str) -> CasePage:
    page = case_page(user, number)
    if page.case.secret:
        raise Http404
    return page


def mandated(user: User) -> Standing:
    """What the user is today; 404 for an account without a mandate, to which the association's rooms are closed."""
    found = standing(user)
    if not found.has_mandate:
        raise Http404
    return found
