"""What the pages of an account take."""

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from people.models import AccessToken

DAYS = ((30, _("30 days")), (90, _("90 days")), (365, _("A year")))


class TokenInput(django_forms.ModelForm):
    days = django_forms.TypedChoiceField(label=_("Holds for"), choices=DAYS, coerce=int, initial=90)

    class Meta:
        model = AccessToken
        fields = ["name"]
        labels = {"name": _("What the key is for")}
        help_texts = {"name": _("Such as the name of the system that uses it.")}
