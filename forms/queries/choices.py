"""The bodies and municipalities that a section offers."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone

from forms.domain.definition import Section
from people.models import Body, Municipality, Party, PartyKind
from people.queries.payroll import PayrollRates, payroll_rates


def bodies_to_choose(section: Section, answers: Mapping[str, Any]) -> list[Body]:
    """Those of today, and those that were chosen before; one query, none where no body is asked for."""
    asked = [field for field in section.fields if field.kind == "body"]
    if not asked:
        return []
    chosen = [key for field in asked for key in as_list(answers.get(field.key))]
    kinds = {field.options["body_kind"] for field in asked}
    today = Body.objects.valid(timezone.localdate()).filter(kind__in=kinds)
    return list(Body.objects.filter(Q(pk__in=today.values("pk")) | Q(key__in=chosen)))


def municipalities_to_choose(section: Section) -> list[Municipality]:
    """All that we know; no query where none is asked for."""
    asked = any(field.kind == "municipality" for field in section.fields)
    return list(Municipality.objects.all()) if asked else []


def employers_to_choose(section: Section) -> list[Party]:
    """The parties of today, where a salary is worked out; no query where none is."""
    if not works_out_salaries(section):
        return []
    return list(Party.objects.valid(timezone.localdate()).exclude(kind=PartyKind.ASSOCIATION))


def rates_to_use(section: Section) -> PayrollRates:
    return payroll_rates() if works_out_salaries(section) else PayrollRates()


def works_out_salaries(section: Section) -> bool:
    budgets = [field for field in section.fields if field.kind == "budget_table"]
    return any(line.salary for field in budgets for line in field.options["lines"])


def as_list(answer: Any) -> list[str]:
    return [key for key in answer if isinstance(key, str)] if isinstance(answer, list) else []
