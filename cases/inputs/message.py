"""A message in a case."""

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from cases.models import Message


class MessageInput(django_forms.Form):
    text = django_forms.CharField(
        label=_("Message"),
        max_length=20_000,
        widget=django_forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the message.")},
    )
    audience = django_forms.ChoiceField(
        label=_("Who may read it"),
        choices=Message.Audience.choices,
        initial=Message.Audience.ALL,
        widget=django_forms.RadioSelect,
    )

    def __init__(self, *args: Any, may_be_internal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_internal:
            del self.fields["audience"]

    @property
    def audience_chosen(self) -> str:
        return self.cleaned_data.get("audience") or Message.Audience.ALL
