"""The trail of a case as it is in the database now."""

from cases.models import Case
from cases.queries.trail import Fault, check_trail


def faults(case: Case) -> list[Fault]:
    """What verify_audit would say of it: nothing, where all is well."""
    return check_trail(Case.objects.select_related("route_version", "submission").get(pk=case.pk))
