"""What the office did with the cases as files: a letter, secrecy, a masked copy, the archive and a rule of disposal."""

from datetime import date, datetime, timedelta
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.actions.archive_case import archive_case
from cases.actions.close_case import close_case, obligations_left
from cases.actions.hand_out import Judged, judge_items, mask_item, settle_handout, start_handout
from cases.actions.mark_secret import mark_secret
from cases.actions.name_publicly import name_publicly
from cases.actions.register_document import register_document
from cases.domain.masking import Masks
from cases.models import Case, DisposalRule, Document, SecrecyGround

from .telling import Teller, at

LETTER = """Hej!

Vi som hyr ut lokalen på Storgatan vill veta om processledaren behöver den även nästa år.

Med vänlig hälsning
Fastighetskontoret
"""
NOTE = """Minnesanteckning från samtal om en enskild deltagares hälsa. Hör till ärendet och är sekretessmarkerad."""
RULES = (
    {
        "name": "Återkallade ansökningar",
        "of": "cases",
        "end_kind": "withdrawn",
        "years": 5,
        "ground": "Exempel: dokumenthanteringsplan § 4",
    },
    {
        "name": "Utkast som aldrig skickades in",
        "of": "drafts",
        "months": 24,
        "ground": "Exempel: dokumenthanteringsplan § 9",
    },
)


def tell_registry(tell: Teller, today: date) -> None:
    """Told once: where the letter is there, all of it is."""
    if Document.objects.filter(kind=Document.Kind.LETTER).exists() or DisposalRule.objects.exists():
        return
    for rule in RULES:
        DisposalRule.objects.create(**rule)
    granted = Case.objects.exclude(granted_total=None).filter(year=today.year).order_by("serial").first()
    if granted is not None:
        _letter_and_secrecy(tell, granted, today)
        _hand_out(tell, granted, today)
    _archive(tell)


def _letter_and_secrecy(tell: Teller, case: Case, today: date) -> None:
    registrar, when = tell.users["registrator"], _when(today, 12)
    take_in = partial(register_document, case, direction="in", dated_on=when.date(), by=registrar, at=when)
    upload = SimpleUploadedFile("fraga-om-lokal.txt", LETTER.encode())
    take_in(
        kind="letter",
        title="Fråga om lokalen på Storgatan",
        counterpart="Fastighetskontoret",
        upload=upload,
    )
    note = take_in(
        kind="other",
        title="Anteckning om en deltagare",
        counterpart="Arbetsförmedlingen",
        upload=SimpleUploadedFile("anteckning.txt", NOTE.encode()),
    )
    ground = SecrecyGround.objects.filter(section="OSL 26:1").first()
    mark_secret(case, document=note, ground=ground, ground_text="" if ground else "OSL 26:1", by=registrar, at=when)
    name_publicly(case, title="Ansökan om processtöd till en lokal samverkansgrupp", by=registrar, at=when)


def _hand_out(tell: Teller, case: Case, today: date) -> None:
    registrar, when = tell.users["registrator"], _when(today, 6)
    application = case.documents.get(number=1)
    asked = start_handout(
        case,
        documents=[application],
        asked_on=when.date(),
        recipient="En lokaltidning",
        means="E-post",
        by=registrar,
        at=when,
    )
    item = asked.items.get()
    mask_item(item, Masks(words=("kontaktperson", "processledaren")), by=registrar, at=when)
    judged = Judged("masked", None, "Exempel för demonstration")
    judge_items(asked, {item.pk: judged}, by=registrar, at=when)
    settle_handout(asked, by=registrar, at=when)


def _archive(tell: Teller) -> None:
    """The oldest cases in which nothing is left to do."""
    registrar = tell.users["registrator"]
    for case in Case.objects.filter(year__lt=2018, status=Case.Status.ENDED).order_by("year", "serial"):
        if obligations_left(case) == 0:
            when = at(date(2020, 1, 15), 10)
            close_case(case, by=registrar, at=when)
            archive_case(case, by=registrar, at=when)


def _when(today: date, days: int) -> datetime:
    return at(today - timedelta(days=days), 10)
