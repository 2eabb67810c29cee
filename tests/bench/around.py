"""What stands around each copied case: its title, its words, messages, letters, payments and what it owes.

The demo's own cases are few and tell a story; in an office that has kept its register for twelve years most of what
was promised is done, most of what was granted is paid, and each case has its own words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from cases.domain.words import kept
from cases.models import (
    Case,
    CaseWord,
    Decision,
    GrantedAmount,
    LedgerEntry,
    Message,
    Obligation,
    OutgoingEmail,
    PaymentLine,
    PaymentRequest,
)

# Compounds as titles have them: few are in every tenth case, most in one of a thousand.
_FIRST = (
    "Samverkans Arbets Ungdoms Rehabiliterings Folkhälso Integrations Etablerings Kompetens Närings Vuxen Familje "
    "Bostads Landsbygds Process Metod Kunskaps Utbildnings Praktik Coachings Hälso Vägs Stöd Kartläggnings Individ "
    "Grupp Anhörig Mottagnings Boende Sysselsättnings Företags"
)
_LAST = (
    "projekt stöd satsning utveckling ledning insats verksamhet samordning kedja modell plan team nätverk forum "
    "utbildning vägledning kartläggning mottagning rådgivning uppföljning utredning förstudie"
)
FIRST, LAST = _FIRST.split(), _LAST.split()
SENTENCES = (
    "Vi har talats vid om upplägget och är överens om att arbetsplanen behöver bli tydligare.",
    "Gruppen återkommer med uppgifter om hur många som deltar och vilka parter som bemannar.",
    "Tack, då har vi det som behövs för beredningen. Nästa möte är bokat med parterna.",
    "Kan ni bekräfta att lönekostnaden är räknad med påslag för hela perioden?",
    "Underlaget är genomgånget. Vi ser gärna att målen följs upp varje halvår.",
)
# Each after what it points at.
SAVED = (Message, OutgoingEmail, PaymentRequest, PaymentLine, LedgerEntry)
MESSAGES, LETTERS, OPEN_OF_PAYMENTS, LATE_OF_OBLIGATIONS = 4, 3, 50, 40


@dataclass
class Around:
    """Rows to be saved for a batch of copies, and the grants that they take of."""

    random: Random
    today: date = field(default_factory=timezone.localdate)
    rows: dict[type[Any], list[Any]] = field(default_factory=dict)
    granted: dict[int, GrantedAmount] = field(default_factory=dict)

    def add(self, row: Any) -> Any:
        self.rows.setdefault(type(row), []).append(row)
        return row

    def save(self) -> None:
        for model in SAVED:
            model.objects.bulk_create(self.rows.get(model, ()))


def title_for(number: int) -> str:
    """Of one common word and three that are rarer and rarer."""
    random = Random(f"title {number}")  # noqa: S311 data to measure on, the same in every run
    words = [
        f"{FIRST[_rare(random, len(FIRST))]}{LAST[_rare(random, len(LAST))]}".capitalize()
        for _word in range(random.randint(2, 4))
    ]
    return f"{words[0]} och {' '.join(words[1:]).lower()} {number}"


def _rare(random: Random, among: int) -> int:
    """The first ones often, the last ones seldom."""
    return min(int(random.paretovariate(0.7)) - 1, among - 1)


def write_around(cases: Sequence[Case], decisions: Sequence[Decision], people: Sequence[int], *, seed: int) -> None:
    """`people`: who writes, asks and is written to, by primary key."""
    around = Around(Random(seed))  # noqa: S311 data to measure on, the same in every run
    for case in cases:
        for stem in sorted(set(kept([case.title, case.public_title]))):
            around.add(CaseWord(case=case, stem=stem))
        for number in range(MESSAGES):
            _message(around, case, number, people)
        for number in range(LETTERS):
            _letter(around, case, number, people)
    by_case = {case.pk: case for case in cases}
    granted = GrantedAmount.objects.filter(decision__in=decisions, decision__fund__isnull=False)
    for row in granted.select_related("decision"):
        _money(around, by_case[row.decision.case_id], row, people)
    CaseWord.objects.bulk_create(around.rows.pop(CaseWord, []), ignore_conflicts=True)
    around.save()
    GrantedAmount.objects.bulk_update(around.granted.values(), ["claimed", "paid"], batch_size=200)
    _promises(around, cases)


def _message(around: Around, case: Case, number: int, people: Sequence[int]) -> None:
    text = " ".join(around.random.choices(SENTENCES, k=around.random.randint(2, 6)))
    audience = Message.Audience.INTERNAL if number == MESSAGES - 1 else Message.Audience.ALL
    at = case.received_at + timedelta(days=number + 1)
    around.add(Message(case=case, audience=audience, text=text, by_id=around.random.choice(people), at=at))


def _letter(around: Around, case: Case, number: int, people: Sequence[int]) -> None:
    text = "\n\n".join(around.random.choices(SENTENCES, k=5))
    sent = case.received_at + timedelta(days=number)
    around.add(
        OutgoingEmail(
            key=f"bench:{case.pk}:{number}",
            to_id=around.random.choice(people),
            case=case,
            subject=f"{case.number}: {case.title}"[:200],
            text=text,
            html=f"<p>{'</p><p>'.join(text.split())}</p>",
            sent_at=sent,
            attempts=1,
        )
    )


def _money(around: Around, case: Case, row: GrantedAmount, people: Sequence[int]) -> None:
    """What was granted for the year stands in the ledger; half of it is asked for twice and paid."""
    decision = row.decision
    common = {"fund_id": decision.fund_id, "year": row.year, "case": case, "decision": decision, "by_id": people[0]}
    at = timezone.now()
    around.add(LedgerEntry(**common, kind=LedgerEntry.Kind.COMMITTED, amount=row.amount, on=decision.decided_on, at=at))
    numbers = around.rows.get(PaymentRequest, [])
    before = sum(1 for each in numbers[-20:] if each.case_id == case.pk)
    quarter = (row.amount / 4).quantize(Decimal(1))
    for number in range(before + 1, before + 3):
        _payment(around, case, row, common, number, quarter, people)


def _payment(
    around: Around, case: Case, row: GrantedAmount, common: dict[str, Any], number: int, amount: Decimal, people: Any
) -> None:
    waits = around.random.randrange(OPEN_OF_PAYMENTS) == 0
    paid_on = None if waits else row.decision.decided_on + timedelta(days=30 * number)
    payment = around.add(
        PaymentRequest(
            case=case,
            number=number,
            year=row.year,
            amount=amount,
            payee="Kommunen, ekonomienheten",
            state=PaymentRequest.State.ASKED if waits else PaymentRequest.State.PAID,
            asked_by_id=around.random.choice(people),
            asked_at=case.received_at + timedelta(days=90 * number),
            settled_by_id=None if waits else people[0],
            settled_at=None if waits else case.received_at + timedelta(days=95 * number),
            paid_on=paid_on,
            paid_by_id=None if waits else people[0],
        )
    )
    around.add(PaymentLine(payment=payment, place=1, what="Lön och omkostnader", amount=amount))
    row.claimed += amount
    if paid_on is not None:
        row.paid += amount
        kind = LedgerEntry.Kind.PAID
        around.add(LedgerEntry(**common, kind=kind, payment=payment, amount=amount, on=paid_on, at=timezone.now()))
    around.granted[row.pk] = row


def _promises(around: Around, cases: Sequence[Case]) -> None:
    """What was due is done, but for one in forty; what lies ahead is not."""
    ended = [case.pk for case in cases if case.status == Case.Status.ENDED]
    due = Obligation.objects.filter(case__in=ended, due_on__lt=around.today, done_on=None)
    done = [pk for pk in due.values_list("pk", flat=True) if around.random.randrange(LATE_OF_OBLIGATIONS)]
    Obligation.objects.filter(pk__in=done).update(done_on=around.today)
