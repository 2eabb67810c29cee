"""The way from a program to a case: programs are told nothing of what secrecy stands on, whoever they work for."""

from django.http import Http404

from cases.models import Case
from cases.permissions import case_for
from cases.queries.case_page import CasePage, case_page
from people.models import User


def open_case(user: User, number: str) -> Case:
    """The case that the user sees, or 404, as for one that is marked secret."""
    case = case_for(user, number)
    if case.secret:
        raise Http404
    return case


def open_page(user: User, number: str) -> CasePage:
    page = case_page(user, number)
    if page.case.secret:
        raise Http404
    return page
