"""All cases several times over, copied inside the database: a hundred thousand in a minute or two.

Each copy is a whole case with rows of its own, at another number. Its trail has the seals of the one that it was made
of, so `verify_audit` would not accept it; nothing that is measured looks at them.
"""

from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

from cases.guards import lifted
from cases.models import (
    ActionItem,
    AgendaItem,
    Assignment,
    Attendance,
    Case,
    CaseEvent,
    CaseGroup,
    CaseWord,
    Decision,
    Document,
    GrantedAmount,
    LedgerEntry,
    Meeting,
    Message,
    Obligation,
    OutgoingEmail,
    PaymentLine,
    PaymentRequest,
    Supplement,
)
from forms.models import Submission, SubmissionEvent, SubmissionRevision

# Each after those that it points at.
COPIED: tuple[Any, ...] = (Submission, Submission.bodies.through, SubmissionRevision, SubmissionEvent, Case, CaseGroup)
COPIED += (Obligation, Message, Assignment, Supplement, Decision, GrantedAmount, Document, CaseEvent, CaseWord)
COPIED += (OutgoingEmail, PaymentRequest, PaymentLine, LedgerEntry, Meeting, AgendaItem, Attendance, ActionItem)
# What is no case's own stands once: money that was set aside.
ONCE = {LedgerEntry: "case_id IS NULL"}
# A § is given once in a year.
EMPTIED = {(AgendaItem, "series"), (AgendaItem, "paragraph")}
NEW_UUID = {
    "sqlite": "lower(hex(randomblob(16)))",
    "postgresql": "gen_random_uuid()",
}
NUMBER = {
    "sqlite": "'RAR' || printf('%02d', year % 100) || '-' || (serial + {step})",
    "postgresql": "'RAR' || lpad((year % 100)::text, 2, '0') || '-' || (serial + {step})",
}


@transaction.atomic
def multiply(times: int) -> None:
    """So many of each case in all."""
    steps = {model: model.objects.aggregate(most=Max("pk"))["most"] or 0 for model in COPIED}
    last = dict(steps.items())
    serials = Case.objects.aggregate(most=Max("serial"))["most"]
    with lifted(), connection.cursor() as cursor:
        for copy in range(1, times):
            for model in COPIED:
                cursor.execute(_insert(model, copy, steps, serials, last[model]))
        for statement in connection.ops.sequence_reset_sql(no_style(), COPIED):
            cursor.execute(statement)


def _insert(model: Any, copy: int, steps: dict[Any, int], serials: int, last: int) -> str:
    fields = model._meta.concrete_fields
    table = model._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field, copy, steps, serials) for field in fields)
    left_out = f" AND NOT ({ONCE[model]})" if model in ONCE else ""
    source = f'FROM "{table}" WHERE id <= {last}{left_out}'
    return f'INSERT INTO "{table}" ({columns}) SELECT {values} {source}'


def _value(field: Any, copy: int, steps: dict[Any, int], serials: int) -> str:
    column = f'"{field.column}"'
    if field.primary_key:
        return f"{column} + {copy * steps[field.model]}"
    if field.is_relation and field.related_model in steps:
        return f"{column} + {copy * steps[field.related_model]}"
    if isinstance(field, models.UUIDField) and field.unique:
        return NEW_UUID[connection.vendor]
    if field.model is Case and field.name == "serial":
        return f"{column} + {copy * serials}"
    if field.model is Case and field.name == "number":
        return NUMBER[connection.vendor].format(step=copy * serials)
    if field.model is OutgoingEmail and field.name == "key":
        return f"{column} || ':{copy}:{steps[Case]}'"
    # What can be pointed at once stays with the first.
    emptied = (field.model, field.name) in EMPTIED or (field.is_relation and field.unique)
    return "NULL" if emptied else column
