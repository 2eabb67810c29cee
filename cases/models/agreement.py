"""The agreement that follows a grant: between whom, for how much, in which words, and who has signed it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.domain.agreeing import MOST_NOTICE_MONTHS, NOTICE_MONTHS, Part, total_of
from people.models import Mandate, User
from people.queries.mandates import Standing, standing

from .case import Case


class AgreementQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.visible_in(standing(user))

    def visible_in(self, found: Standing) -> Self:
        """Those of the cases that one sees, and those of the party that one represents; a draft is the office's."""
        if found.user_id is None:
            return self.none()
        if found.is_office:
            return self.all()
        represented = Mandate.objects.valid(found.on).filter(user=found.user_id, party__isnull=False).values("party")
        of_my_party = AgreementParty.objects.filter(role=AgreementParty.Role.COUNTERPARTY, party__in=represented)
        mine = Q(pk__in=of_my_party.values("agreement"), case__secret=False)
        return self.filter(Q(case__in=Case.objects.visible_in(found)) | mine, sent_at__isnull=False)

    def open(self) -> Self:
        """Drafts, and those that somebody has yet to sign."""
        return self.filter(status__in=(Agreement.Status.DRAFT, Agreement.Status.SENT))

    def agreed(self) -> Self:
        """In force, or in force until another one replaced it or somebody gave notice of it."""
        return self.filter(status__in=Agreement.AGREED)

    def standing(self) -> Self:
        """Those of them that nobody has given notice of."""
        return self.agreed().filter(ends_on=None)

    def late(self, on: date) -> Self:
        return self.filter(status=Agreement.Status.SENT, sign_by__lt=on)


class Agreement(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("agreement", "Draft")
        SENT = "sent", pgettext_lazy("agreement", "Sent to be signed")
        IN_FORCE = "in_force", pgettext_lazy("agreement", "In force")
        REPLACED = "replaced", pgettext_lazy("agreement", "Replaced by another agreement")
        TERMINATED = "terminated", pgettext_lazy("agreement", "Notice is given")
        CANCELLED = "cancelled", pgettext_lazy("agreement", "Cancelled")

    # All have signed it, whatever came of it later.
    AGREED = (Status.IN_FORCE, Status.REPLACED, Status.TERMINATED)

    case = models.ForeignKey(Case, models.PROTECT, related_name="agreements", verbose_name=_("case"))
    number = models.PositiveSmallIntegerField(_("number"))
    decision = models.ForeignKey("cases.Decision", models.PROTECT, related_name="agreements")
    # The agreement that this one changes; it is replaced on the day that this one comes into force.
    amends = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="amendments")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)

    template = models.ForeignKey("cases.AgreementTemplate", models.PROTECT, related_name="agreements")
    template_version = models.PositiveIntegerField(_("version of the template"))
    title = models.CharField(_("title"), max_length=200)
    # Filled in by the office; the text is made from them and the decision.
    purpose = models.TextField(_("purpose"), blank=True)
    special_terms = models.TextField(_("special terms"), blank=True)
    period_from = models.DateField(_("period from"), null=True, blank=True)
    period_to = models.DateField(_("period to"), null=True, blank=True)
    # Begun with the template's, and a part of what was signed.
    notice_months = models.PositiveSmallIntegerField(
        _("period of notice, in months"), default=NOTICE_MONTHS, validators=[MaxValueValidator(MOST_NOTICE_MONTHS)]
    )
    groups_sign = models.BooleanField(_("the groups sign too"), default=False)
    # The whole text (cases.domain.agreeing.Part), made anew with each change until it is sent.
    content = models.JSONField(_("text"), default=list)
    # What it was made of: {"2026": "650000.00"}, the conditions in words, and {"title", "due_on", "kind"} of each.
    amounts = models.JSONField(_("amounts"), default=dict)
    conditions = models.JSONField(_("conditions"), default=list)
    obligations = models.JSONField(_("obligations"), default=list)
    sha256 = models.CharField(_("checksum"), max_length=64)
    # Counted up with each change of the draft, so that a stale one is told.
    revision = models.PositiveIntegerField(default=1, editable=False)

    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_up_at = models.DateTimeField(_("drawn up"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    sign_by = models.DateField(_("to be signed by"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    # The day that the last of those who sign signed.
    in_force_on = models.DateField(_("in force from"), null=True, blank=True)
    # Where somebody gave notice of it, or of the one that replaced it: its last day, and the last day to ask for money.
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    claims_until = models.DateField(_("last day to ask for money"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancel_reason = models.ForeignKey("cases.Reason", models.PROTECT, null=True, related_name="+")
    # As it was sent: two documents of the case.
    pdf = models.OneToOneField("cases.Document", models.PROTECT, null=True, related_name="agreement_as_pdf")
    word = models.OneToOneField("cases.Document", models.PROTECT, null=True, related_name="agreement_as_word")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["case", "number"]
        indexes = [
            models.Index(fields=["status", "sign_by"], name="cases_agreements_to_sign"),
            models.Index(fields=["-drawn_up_at"], name="cases_agreements_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="cases_agreement_number_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(status__in=("draft", "sent")), name="cases_one_open_agreement"
            ),
            models.CheckConstraint(
                condition=Q(status__in=("draft", "cancelled"))
                | Q(sent_at__isnull=False, pdf__isnull=False, word__isnull=False, sign_by__isnull=False),
                name="cases_agreement_sent_with_papers",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("in_force", "replaced", "terminated"), in_force_on__isnull=False)
                | Q(status__in=("draft", "sent", "cancelled"), in_force_on=None),
                name="cases_agreement_in_force_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=("replaced", "terminated"), ends_on__isnull=False, claims_until__gte=F("ends_on")
                )
                | Q(ends_on=None, claims_until=None) & ~Q(status="terminated"),
                name="cases_agreement_ends_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:agreement", args=[self.case.number, self.number])

    @property
    def name(self) -> str:
        """“Avtal 1” or “Tilläggsavtal 2”."""
        what = gettext("Amending agreement %(number)s") if self.amends_id else gettext("Agreement %(number)s")
        return what % {"number": self.number}

    @property
    def is_open(self) -> bool:
        return self.status in {self.Status.DRAFT, self.Status.SENT}

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(Part.read(each) for each in self.content)

    @property
    def by_year(self) -> Mapping[int, Decimal]:
        return {int(year): Decimal(amount) for year, amount in sorted(self.amounts.items())}

    @property
    def total(self) -> Decimal:
        return total_of(self.by_year)

    @property
    def unsigned(self) -> list["AgreementParty"]:
        """Those who have yet to sign."""
        return [party for party in self.parties.all() if party.signs and party.signed_on is None]

    def is_over(self, on: date) -> bool:
        """Notice was given of it, and its last day has passed."""
        return self.status == self.Status.TERMINATED and self.ends_on is not None and self.ends_on < on

    def pays(self, on: date) -> bool:
        """Its money can be asked for on the day."""
        return self.status in self.AGREED and (self.claims_until is None or self.claims_until >= on)

    def is_late(self, on: date) -> bool:
        return self.status == self.Status.SENT and self.sign_by is not None and self.sign_by < on


class AgreementParty(models.Model):
    """One of those that the agreement is between, or for."""

    class Role(models.TextChoices):
        FINANCIER = "financier", pgettext_lazy("agreement", "Financier")
        COUNTERPARTY = "counterparty", pgettext_lazy("agreement", "Counterparty")
        # A local group is no legal person: it benefits, and signs only where the office wants it to.
        BENEFICIARY = "beneficiary", pgettext_lazy("agreement", "Beneficiary")

    class How(models.TextChoices):
        FILE = "file", pgettext_lazy("signed", "On the file that is kept here")
        ELSEWHERE = "elsewhere", pgettext_lazy("signed", "Electronically, in another service")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="parties")
    place = models.PositiveSmallIntegerField()
    role = models.CharField(_("role"), max_length=12, choices=Role)
    name = models.CharField(_("name"), max_length=200)
    organisation_number = models.CharField(_("organisation number"), max_length=11, blank=True)
    # Whom it is in the registers, where it is there.
    party = models.ForeignKey("people.Party", models.PROTECT, null=True, blank=True, related_name="agreements")
    body = models.ForeignKey("people.Body", models.PROTECT, null=True, blank=True, related_name="agreements")
    signs = models.BooleanField(_("signs"), default=True)
    # Who is to sign, as it stands on the paper; and who did.
    signatory = models.CharField(_("signed by"), max_length=200, blank=True)
    signatory_title = models.CharField(pgettext_lazy("of a person", "title"), max_length=200, blank=True)
    signed_on = models.DateField(_("signed"), null=True, blank=True)
    signed_by = models.CharField(_("who signed"), max_length=200, blank=True)
    how = models.CharField(_("how"), max_length=10, choices=How, blank=True)
    reference = models.CharField(_("reference"), max_length=200, blank=True)
    document = models.ForeignKey("cases.Document", models.PROTECT, null=True, related_name="signed_by_parties")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"), null=True, blank=True)

    class Meta:
        verbose_name = _("party to an agreement")
        verbose_name_plural = _("parties to agreements")
        ordering = ["agreement", "place"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "place"], name="cases_agreement_party_once"),
            models.CheckConstraint(
                condition=Q(signed_on=None, how="") | Q(signed_on__isnull=False, signs=True) & ~Q(how=""),
                name="cases_signed_by_who_signs",
            ),
            models.CheckConstraint(
                condition=~Q(how="file") | Q(document__isnull=False), name="cases_signed_with_its_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.name}"
