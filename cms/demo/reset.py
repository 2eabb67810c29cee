"""Taking the demo away again: cases, answers, definitions, pages and mandates; groups and accounts stay."""

from django.db import transaction
from django.db.models import QuerySet

from cases.guards import lifted
from cases.models import (
    ActionItem,
    Adjuster,
    AgendaItem,
    Agreement,
    AgreementParty,
    AgreementTermination,
    Amendment,
    Appropriation,
    Assignment,
    Attendance,
    CallOff,
    Case,
    CaseEvent,
    ChangeRequest,
    Correction,
    Decision,
    DisposalDecision,
    DisposalItem,
    DisposalRule,
    DisposedDraft,
    Document,
    Fund,
    FundYear,
    Handout,
    HappeningMark,
    LedgerEntry,
    Meeting,
    MeetingEvent,
    Message,
    MoneyEvent,
    Obligation,
    OutcomeReport,
    OutgoingEmail,
    ParagraphSeries,
    PaymentRequest,
    PointFile,
    PointRecusal,
    PublishedMinutes,
    RegistrySeries,
    Route,
    RouteVersion,
    SecrecyMark,
    StageForm,
    Supplement,
    YearEvent,
    YearTrail,
)
from forms.models import Form, FormVersion, StoredFile, Submission, SubmissionRevision
from home.models import HomePage
from people.models import Mandate, User

from .accounts import DOMAIN
from .load import require_a_demo_site

PAGES = ("grupper", "planer", "insatser", "om")


@transaction.atomic
def reset_demo() -> None:
    """Raises NotADemoSite, and takes nothing away, where others than the demo's accounts have worked."""
    require_a_demo_site()
    files = [stored.file for stored in StoredFile.objects.all()]
    files += [document.file for document in Document.objects.exclude(file="")]
    with lifted():
        _delete_cases_and_forms()
    _delete_pages()
    Mandate.objects.filter(user__email__endswith=f"@{DOMAIN}").delete()
    User.objects.filter(email__endswith=f"@{DOMAIN}").update(is_active=True)
    transaction.on_commit(lambda: [file.delete(save=False) for file in files])


def _delete_cases_and_forms() -> None:
    """A plain QuerySet goes around the models that refuse to be deleted."""
    for model in (YearEvent, YearTrail, HappeningMark):
        QuerySet(model).delete()
    about = (Correction, MeetingEvent, ActionItem, PointRecusal, PointFile, PublishedMinutes, Adjuster, Attendance)
    for model in (*about, AgendaItem, Meeting):
        QuerySet(model).delete()
    ParagraphSeries.objects.all().delete()
    Document.objects.update(masked_from=None)
    QuerySet(Agreement).update(amends=None)
    Case.objects.update(amends=None)
    QuerySet(Obligation).update(cancelled_by=None)
    for model in (AgreementTermination, AgreementParty, Agreement):
        QuerySet(model).delete()
    QuerySet(MoneyEvent).filter(limit=None).delete()
    for model in (LedgerEntry, FundYear, CallOff, OutcomeReport, PaymentRequest, Amendment, ChangeRequest):
        QuerySet(model).delete()
    for model in (Handout, SecrecyMark, DisposalItem, DisposalDecision, DisposedDraft, DisposalRule, Document):
        QuerySet(model).delete()
    for model in (OutgoingEmail, Message, Obligation, Appropriation, Decision, Supplement, Assignment, CaseEvent):
        QuerySet(model).delete()
    for model in (StageForm, Case, RegistrySeries, Fund, StoredFile, SubmissionRevision, Submission):
        QuerySet(model).delete()
    for model in (RouteVersion, Route, FormVersion, Form):
        QuerySet(model).delete()


def _delete_pages() -> None:
    for home in HomePage.objects.all():
        for page in home.get_children().filter(slug__in=PAGES):
            page.specific.delete()
        HomePage.objects.filter(pk=home.pk).update(content=[])
