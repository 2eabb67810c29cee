"""Why an applicant takes the case back; they need not say."""

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _


class WithdrawalInput(django_forms.Form):
    reason = django_forms.CharField(
        label=_("Why do you withdraw?"),
        help_text=_("Everybody who sees the case can read it, and it is sent to the groups and the office."),
        required=False,
        max_length=5_000,
        widget=django_forms.Textarea(attrs={"rows": 4}),
    )
