"""What must follow a case, in the order that it is due."""

from django.db.models import F

from cases.models import Case, Obligation


def obligations_of(case: Case) -> list[Obligation]:
    return list(
        Obligation.objects.filter(case=case).select_related("done_by").order_by(F("due_on").asc(nulls_last=True), "pk")
    )
