"""What was granted is changed, drawn and called off: a change as a case of its own, small money, södra's hours.

Not in the documents, and set so that each screen has something to show: that the west began a month late and moved
what was left of 2014, every hour that södra called off, and all of this year's.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.actions.answer_assignment import answer_assignment
from cases.actions.begin_change import begin_change
from cases.actions.call_off import call_off
from cases.actions.take_back_payment import add_receipts
from cases.models import Assignment, Case, Fund
from forms.actions.submit_submission import submit_submission
from forms.models import Submission

from .examples import WEST
from .papers import one_page
from .telling import Teller, at, uuid_of

WHY = {"maluppfyllelse": False, "roll": "Processledare västra Sörmland"}
type Rows = list[dict[str, Any]]


def _first(story: str) -> Case:
    return Case.objects.get(submission__uuid=uuid_of(story))


def _request(
    tell: Teller,
    story: str,
    first: str,
    parts: list[str],
    answers: Mapping[str, Any],
    reckon: Callable[[Rows], Rows],
    *,
    by: str,
    on: date,
) -> Case | None:
    """A request that was sent in; `reckon` makes the new budget lines of those that hold."""
    if Submission.objects.filter(uuid=uuid_of(story)).exists():
        return None
    writer = tell.users[by]
    submission = begin_change(_first(first), parts=parts, by=writer, at=at(on)).submission
    Submission.objects.filter(pk=submission.pk).update(uuid=uuid_of(story))
    budget = submission.answers["budget"]
    new = {**WHY, **answers, "budget": {**budget, "lines": reckon(budget["lines"])}}
    submission = tell.write_answers(Submission.objects.get(pk=submission.pk), new, writer, at(on))
    submit_submission(submission, submission.revision, writer, at=at(on, 10))
    return Case.objects.get(submission=submission)


def moved(lines: Rows, *moves: tuple[str, int, int]) -> Rows:
    """The lines with these kronor (label, year, more or less) beside what stood there."""
    found = {line["label"]: {**line, "amounts": dict(line["amounts"])} for line in lines}
    for label, year, amount in moves:
        amounts = found[label]["amounts"]
        amounts[str(year)] = f"{Decimal(amounts.get(str(year), '0')) + amount:f}"
    return list(found.values())


def west_began_late(tell: Teller) -> None:
    """What the first year did not cost is moved to the second, by the director."""
    answers = {
        "mer": False,
        "skal": "Exempel för demonstration: tjänsten tillsattes en månad senare än planerat. Det som blev över 2014 "
        "behövs under 2015.",
    }
    sent, supported, checked, decided = (date(2015, 2, day) for day in (9, 11, 13, 18))
    case = _request(
        tell,
        "kfv-2015-andring",
        "kfv-2014",
        ["budget"],
        answers,
        lambda lines: moved(
            lines, ("Lön", 2014, -38_000), ("Resor", 2014, -6_000), ("Lön", 2015, 40_000), ("Resor", 2015, 4_000)
        ),
        by="processledare.vastra",
        on=sent,
    )
    if case is None:
        return
    for group, local in zip(("lsg-katrineholm-vingaker", "lsg-flen"), ("katrineholm-vingaker", "flen"), strict=True):
        tell.answer(case, group, "tillstyrker", by=f"ordforande.{local}", at=at(supported))
    tell.answer(case, "kansliet", "klar", by="handlaggare", at=at(checked))
    answer_assignment(
        _turn(case, "kansliet"),
        "bifall",
        by=tell.users["forbundschef"],
        text="Förbundschefen beslutar att 44 000 kr flyttas från 2014 till 2015. Det beviljade är i sin helhet "
        "oförändrat.",
        decided_on=decided,
        at=at(decided, 14),
    )


def south_calls_off(tell: Teller) -> None:
    """S2's avrop: hours of support, within what GNOT was granted."""
    case = _first("gnot-2016")
    if case.call_offs.exists():
        return
    for group, local, hours, amount, on, note in (
        ("lsg-nykoping", "nykoping", 40, 18_000, date(2016, 10, 3), "Planeringsdag och underlag till RIGA"),
        ("lsg-oxelosund", "oxelosund", 24, 10_800, date(2016, 11, 14), "Stöd till styrgruppen"),
        ("lsg-gnesta", "gnesta", 16, None, date(2016, 11, 21), "Minnesanteckningar och uppföljning"),
    ):
        call_off(
            case,
            year=2016,
            quantity=Decimal(hours),
            unit="hours",
            body=tell.bodies[group],
            amount=None if amount is None else Decimal(amount),
            note=note,
            by=tell.users[f"ordforande.{local}"],
            at=at(on, 11),
        )


def activity_day(tell: Teller, today: date, sent: date) -> None:
    """Small money out of the activity fund: granted and paid by the office, and accounted for with receipts."""
    answers = {
        "rubrik": "Temadag om unga som varken arbetar eller studerar",
        "sokande": ["lsg-flen"],
        "vad": "En halvdag för handläggare från kommunen, Arbetsförmedlingen, Försäkringskassan och regionen.",
        "nar": {"from": (sent + timedelta(days=14)).isoformat(), "to": (sent + timedelta(days=14)).isoformat()},
        "varfor": "Handläggarna möter samma unga och behöver känna till varandras insatser.",
        "antal": 45,
        "kostnader": [
            {"id": "lokal", "vad": "Lokal", "antal": "1", "pris": "4500"},
            {"id": "fika", "vad": "Förtäring", "antal": "45", "pris": "120"},
            {"id": "forelasare", "vad": "Föreläsare", "antal": "1", "pris": "8000"},
        ],
        "belopp": "17900",
        "motivering": "Kommunen har ingen egen lokal som rymmer alla.",
        "mottagare": "Flens kommun",
        "organisationsnummer": "212000-0332",
        "redovisning": True,
    }
    case = tell.send_in("today/activity-day", "aktivitetspeng", answers, "ordforande.flen", sent)
    if case is None:
        return
    granted = sent + timedelta(days=3)
    tell.answer(case, "lsg-flen", "star_bakom", by="ordforande.flen", at=at(sent, 13))
    tell.answer(case, "kansliet", "ryms", by="handlaggare", at=at(granted))
    answer_assignment(
        _turn(case, "kansliet"),
        "betalt",
        by=tell.users["handlaggare"],
        text="Uttaget ryms i årets aktivitetspeng och betalas ut. Kvitton lämnas efter aktiviteten.",
        decided_on=granted,
        granted={granted.year: Decimal(17_900)},
        fund=Fund.objects.get(key="aktivitetspeng"),
        at=at(granted, 14),
    )
    drawn = case.payments.get()
    receipts = [_receipt("kvitto-lokal.pdf"), _receipt("kvitto-fika.pdf"), _receipt("faktura-forelasare.pdf")]
    add_receipts(drawn, receipts, by=tell.users["ordforande.flen"], at=at(sent + timedelta(days=18), 10))


def _receipt(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, one_page("Kvitto. Exempel."), content_type="application/pdf")


def west_asks_for_longer(tell: Teller, today: date, sent: date) -> None:
    """A longer period with some of the money in it; one of the two groups has answered."""
    year = today.year
    answers = {
        "vad": ["period", "budget"],
        "period": {"from": f"{year}-01-01", "to": f"{year + 1}-06-30"},
        "mer": False,
        "skal": "Utvärderingen kommer först till våren, och grupperna vill hålla ihop arbetet tills den är klar.",
    }
    case = _request(
        tell,
        "today/west-change",
        "today/west",
        ["period", "budget"],
        answers,
        lambda lines: moved(lines, ("Lön", year, -150_000), ("Lön", year + 1, 150_000)),
        by="processledare.vastra",
        on=sent,
    )
    if case is not None:
        group = WEST[1]
        tell.answer(case, group, "tillstyrker", by="ordforande.flen", at=at(sent + timedelta(days=1)))


def _turn(case: Case, body: str) -> Assignment:
    return case.assignments.get(body__key=body, state=Assignment.State.WAITING)
