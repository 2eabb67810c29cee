"""What the database itself keeps of an agreement: its text once it is sent, and all of it once it is settled."""

from dataclasses import dataclass
from typing import Any

from django.db.migrations import RunPython

# What a party was asked to sign is what it signed.
TEXT = ("title", "content", "amounts", "conditions", "obligations", "sha256", "decision_id", "amends_id", "number")
DAYS = ("in_force_on", "sent_at", "sign_by", "pdf_id", "word_id", "period_from", "period_to", "case_id")
SETTLED = "('in_force', 'replaced', 'terminated', 'cancelled')"
NOTICE = (
    "agreement_id",
    "number",
    "party_id",
    "ground",
    "received_on",
    "ends_on",
    "claims_until",
    "reason_id",
    "document_id",
    "noted_by_id",
    "noted_at",
)
# The words of a case go when it is decided to dispose of it, and not before.
NOT_DISPOSED = "NOT EXISTS (SELECT 1 FROM cases_disposalitem WHERE case_id = {case})"


@dataclass(frozen=True)
class Rule:
    """One trigger: before `act` (UPDATE, of `columns` alone where there are any, or DELETE), where `when` holds."""

    name: str
    act: str
    when: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class AgreementLock:
    """A table with its triggers."""

    table: str
    rules: tuple[Rule, ...]

    def install(self, connection: Any) -> None:
        self.remove(connection)
        for rule in self.rules:
            of = f" OF {', '.join(rule.columns)}" if rule.columns else ""
            on = f"CREATE TRIGGER {rule.name} BEFORE {rule.act}{of} ON {self.table} FOR EACH ROW"
            if connection.vendor == "postgresql":
                _execute(connection, _function(self.table, rule))
                _execute(connection, f"{on} EXECUTE FUNCTION {rule.name}()")
            else:
                refusal = f"BEGIN SELECT RAISE(ABORT, '{self.table} is agreed'); END"
                _execute(connection, f"{on} WHEN {rule.when} {refusal}")

    def remove(self, connection: Any) -> None:
        is_postgresql = connection.vendor == "postgresql"
        if is_postgresql:
            _execute(connection, "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        for rule in self.rules:
            _execute(connection, f"DROP TRIGGER IF EXISTS {rule.name}{f' ON {self.table}' if is_postgresql else ''}")
            if is_postgresql:
                _execute(connection, f"DROP FUNCTION IF EXISTS {rule.name}()")

    def is_installed(self, connection: Any) -> bool:
        catalogue = "pg_trigger WHERE tgname" if connection.vendor == "postgresql" else "sqlite_master WHERE name"
        names = [rule.name for rule in self.rules]
        marks = ", ".join(["%s"] * len(names))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {catalogue} IN ({marks})", names)  # noqa: S608 one of two constants
            return bool(cursor.fetchone()[0] == len(names))

    def as_operation(self) -> RunPython:
        return RunPython(
            lambda _apps, editor: self.install(editor.connection),
            lambda _apps, editor: self.remove(editor.connection),
            elidable=False,
        )


def _function(table: str, rule: Rule) -> str:
    goes_on = "OLD" if rule.act == "DELETE" else "NEW"
    refusal = f"RAISE EXCEPTION '{table} is agreed' USING ERRCODE = 'integrity_constraint_violation'"
    return f"""
CREATE OR REPLACE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {rule.when} THEN {refusal}; END IF;
  RETURN {goes_on};
END $$
"""


OF_CASE = NOT_DISPOSED.format(case="OLD.case_id")
OF_PARTY = NOT_DISPOSED.format(case="(SELECT case_id FROM cases_agreement WHERE id = OLD.agreement_id)")
STATUS = "(SELECT status FROM cases_agreement WHERE id = OLD.agreement_id)"


def _agreements(text: tuple[str, ...]) -> AgreementLock:
    return AgreementLock(
        "cases_agreement",
        (
            Rule("cases_agreement_text_stays", "UPDATE", f"OLD.status <> 'draft' AND {OF_CASE}", text),
            Rule("cases_agreement_days_stay", "UPDATE", f"OLD.status IN {SETTLED} AND {OF_CASE}", DAYS),
            # In force it may still be replaced, or notice be given of it and taken back; nothing else happens to it.
            Rule(
                "cases_agreement_stays_settled",
                "UPDATE",
                f"OLD.status IN {SETTLED} AND NEW.status <> OLD.status"
                " AND NOT (OLD.status = 'in_force' AND NEW.status IN ('replaced', 'terminated'))"
                " AND NOT (OLD.status = 'terminated' AND NEW.status = 'in_force')",
                ("status",),
            ),
            Rule("cases_agreement_is_kept", "DELETE", "OLD.status <> 'draft'"),
        ),
    )


PARTIES = AgreementLock(
    "cases_agreementparty",
    (
        Rule(
            "cases_agreementparty_stays",
            "UPDATE",
            f"({STATUS} IN {SETTLED} OR OLD.signed_on IS NOT NULL) AND {OF_PARTY}",
        ),
        Rule("cases_agreementparty_is_kept", "DELETE", f"{STATUS} <> 'draft'"),
    ),
)
# Notice that was given is never changed and never deleted; it may be taken back, once.
TERMINATIONS = AgreementLock(
    "cases_agreementtermination",
    (
        Rule("cases_agreementtermination_stays", "UPDATE", OF_PARTY, NOTICE),
        Rule("cases_agreementtermination_ends", "UPDATE", f"OLD.withdrawn_at IS NOT NULL AND {OF_PARTY}"),
        Rule("cases_agreementtermination_is_kept", "DELETE", "TRUE"),
    ),
)
# As they were before agreements could end (migration 0047), and as they are.
FIRST_LOCKS = (_agreements(TEXT), PARTIES)
AGREEMENT_LOCKS = (_agreements((*TEXT, "notice_months")), PARTIES, TERMINATIONS)


def _execute(connection: Any, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
