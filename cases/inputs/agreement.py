"""What the office types about an agreement."""

from typing import Any, cast

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain.agreeing import MOST_NOTICE_MONTHS
from cases.models import AgreementTemplate
from cases.queries.agreement_text import LONGEST_PURPOSE, Terms, employers
from people.models import Party

from .fields import DayField

LONG = {"rows": 6}


class AgreementInput(django_forms.Form):
    """Everything that is not decided already. `revision` says which draft was open."""

    revision = django_forms.IntegerField(widget=django_forms.HiddenInput, required=False)
    template = django_forms.ModelChoiceField(
        AgreementTemplate.objects.none(), label=pgettext_lazy("agreement", "Template"), empty_label=None
    )
    party = django_forms.ModelChoiceField(
        Party.objects.none(),
        label=_("Employer, from the register"),
        required=False,
        empty_label=_("Another, written below"),
        help_text=_("Name and number are taken from the register where nothing is written below."),
    )
    employer = django_forms.CharField(
        label=_("The employer's name"),
        max_length=200,
        required=False,
        help_text=_("The counterparty of the agreement. A local group is no legal person and benefits from it."),
    )
    employer_number = django_forms.CharField(label=_("Organisation number"), max_length=20, required=False)
    employer_signatory = django_forms.CharField(
        label=_("Who signs for the employer"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty for a line to write the name on."),
    )
    employer_title = django_forms.CharField(
        label=pgettext_lazy("of a person", "Their title"), max_length=200, required=False
    )
    signatory = django_forms.CharField(label=_("Who signs for the association"), max_length=200, required=False)
    signatory_title = django_forms.CharField(
        label=pgettext_lazy("of a person", "Their title"), max_length=200, required=False
    )
    groups_sign = django_forms.BooleanField(
        label=_("The groups sign too"),
        required=False,
        help_text=_("Each group's chair then signs, and the agreement is not in force before."),
    )
    period_from = DayField(label=_("First day"), help_text=_("For example 2026-03-14."), required=False)
    period_to = DayField(label=_("Last day"), required=False)
    notice_months = django_forms.IntegerField(
        label=_("Period of notice, in months"),
        required=False,
        min_value=1,
        max_value=MOST_NOTICE_MONTHS,
        widget=django_forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Empty means as the template has it."),
    )
    purpose = django_forms.CharField(
        label=_("The purpose, in short"),
        max_length=LONGEST_PURPOSE,
        required=False,
        widget=django_forms.Textarea(attrs=LONG),
        help_text=_("Taken from the application. Several paragraphs are divided by an empty line."),
    )
    special_terms = django_forms.CharField(
        label=_("Special terms"),
        max_length=10_000,
        required=False,
        widget=django_forms.Textarea(attrs=LONG),
        help_text=_("Beside what the template and the decision's conditions say. Mostly empty."),
    )

    def __init__(self, *args: Any, use: str, now: AgreementTemplate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = AgreementTemplate.objects.offered(use)
        if now is not None:
            offered = offered | AgreementTemplate.objects.filter(pk=now.pk)
        cast(django_forms.ModelChoiceField, self.fields["template"]).queryset = offered
        cast(django_forms.ModelChoiceField, self.fields["party"]).queryset = employers()
        if offered.count() < 2:
            self.fields["template"].widget = django_forms.HiddenInput()

    @property
    def shown(self) -> list[str]:
        """The fields of each part of the page, in their order."""
        return [name for name in self.fields if not self.fields[name].widget.is_hidden]

    @property
    def terms(self) -> Terms:
        said = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        party = said["party"]
        if party is not None:
            said["employer"] = said["employer"] or party.name
            said["employer_number"] = said["employer_number"] or party.organisation_number
        return Terms(**said)


class SendInput(django_forms.Form):
    revision = django_forms.IntegerField(widget=django_forms.HiddenInput)
    sign_by = DayField(label=_("To be signed no later than"), error_messages={"required": _("Write the last day.")})


class SignatureInput(django_forms.Form):
    signed_on = DayField(
        label=pgettext_lazy("agreement", "Signed on"),
        help_text=_("The day that stands on the paper. For example 2026-03-14."),
        error_messages={"required": _("Write the day that stands on the paper.")},
    )
    signed_by = django_forms.CharField(
        label=_("Who signed"), max_length=200, error_messages={"required": _("Write who signed.")}
    )
    upload = django_forms.FileField(
        label=_("The signed agreement"),
        help_text=_("PDF or a picture; at most 7 MB."),
        required=False,
        allow_empty_file=True,  # the action says what is wrong with it
    )
    reference = django_forms.CharField(
        label=_("Or signed electronically elsewhere: its reference"),
        max_length=200,
        required=False,
        help_text=_("The name of the service and the number that the signature is found by there."),
    )
