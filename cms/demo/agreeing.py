"""Agreements in the demo: drawn up, sent and signed by the same actions as a user's clicks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.actions.draw_up_agreement import draw_up_agreement
from cases.actions.send_agreement import send_agreement
from cases.actions.sign_agreement import record_signature
from cases.actions.terminate_agreement import Notice, terminate_agreement
from cases.domain.terminating import last_day
from cases.models import Agreement, AgreementTemplate, Case, FollowUp
from cases.queries.agreement_text import Terms, begun_with
from people.models import Party

from .papers import one_page
from .telling import Teller, at

ASSOCIATION, EMPLOYER = 1, 2


@dataclass(frozen=True)
class Employer:
    name: str
    number: str
    # Made up: nobody is named so in the documents.
    signatory: str
    title: str = "kommundirektör"


KATRINEHOLM = Employer("Katrineholms kommun", "212000-0340", "Eva Sandberg")
NYKOPING = Employer("Nyköpings kommun", "212000-2940", "Lena Holm")
FLEN = Employer("Flens kommun", "212000-0332", "Per Norling")
STRANGNAS = Employer("Strängnäs kommun", "212000-0365", "Maria Lundin")


def ask_for_agreements() -> None:
    """From now on every grant to groups needs an agreement; what an editor has chosen stays."""
    if not FollowUp.objects.exists():
        FollowUp.objects.create(agreed=FollowUp.Agreed.ALWAYS)


def draft(tell: Teller, case: Case, employer: Employer, on: date) -> Agreement:
    case.refresh_from_db()
    begun = {name: value for name, value in begun_with(case).items() if value is not None}
    begun |= {
        "template": AgreementTemplate.objects.get(key="avtal"),
        "party": Party.objects.filter(name=employer.name).first(),
        "employer": employer.name,
        "employer_number": employer.number,
        "employer_signatory": employer.signatory,
        "employer_title": employer.title,
    }
    return draw_up_agreement(case, Terms(**begun), by=tell.users["handlaggare"], at=at(on, 10))


def send(tell: Teller, agreement: Agreement, on: date) -> Agreement:
    by, sign_by = tell.users["handlaggare"], on + timedelta(days=30)
    return send_agreement(agreement, revision=agreement.revision, sign_by=sign_by, by=by, at=at(on, 11))


def sign(tell: Teller, agreement: Agreement, place: int, on: date) -> Agreement:
    """The association signs on the file, the others in a service of their own."""
    party = agreement.parties.get(place=place)
    assert agreement.pdf is not None  # it is sent
    with agreement.pdf.file.open("rb") as opened:
        scan = SimpleUploadedFile("undertecknat-avtal.pdf", opened.read(), content_type="application/pdf")
    how = {"upload": scan} if place == ASSOCIATION else {"reference": f"E-underskrift {on:%Y%m%d}-{place}"}
    return record_signature(
        agreement,
        place,
        signed_on=on,
        signed_by=party.signatory or party.name,
        by=tell.users["handlaggare"],
        at=at(on, 13),
        **how,
    )


def agree(tell: Teller, case: Case, employer: Employer, days: Sequence[date]) -> Agreement:
    """Drawn up and sent on the first day, signed by the association on the second and by the employer on the third."""
    drawn_up, first, second = days
    agreement = send(tell, draft(tell, case, employer, drawn_up), drawn_up)
    agreement = sign(tell, agreement, ASSOCIATION, first)
    return sign(tell, agreement, EMPLOYER, second)


def give_notice(tell: Teller, agreement: Agreement, on: date, why: str) -> None:
    """The employer's letter came on the day; what it cost until the last day may be asked for the month after."""
    letter = SimpleUploadedFile("uppsagning.pdf", one_page("Vi säger upp avtalet. Exempel."), "application/pdf")
    claims_until = last_day(on, agreement.notice_months + 1)
    notice = Notice(EMPLOYER, on, why, claims_until=claims_until, upload=letter)
    terminate_agreement(agreement, notice, by=tell.users["handlaggare"], at=at(on, 14))
