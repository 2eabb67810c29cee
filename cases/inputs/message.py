"""A message in a case."""

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Message

from .fields import FilesField


class MessageInput(django_forms.Form):
    """Who may read it is said in full before it is sent."""

    text = django_forms.CharField(
        label=_("Message"),
        max_length=20_000,
        widget=django_forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the message.")},
    )
    audience = django_forms.ChoiceField(
        label=_("Who may read it"), initial=Message.Audience.ALL, widget=django_forms.RadioSelect
    )
    attached = FilesField(
        label=_("Attach files"),
        help_text=_("PDF, Word, Excel, pictures; at most 7 MB each. Those who read the message read them."),
    )
    answers = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)

    def __init__(self, *args: Any, may_be_internal: bool, groups: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = gettext("Everybody in the case: %(groups)s and the association") % {"groups": groups}
        self.everybody = everybody if groups else gettext("Everybody in the case: whoever applied and the association")
        if not may_be_internal:
            del self.fields["audience"]
            return
        inside = gettext(
            "Only the association: the office, the preparatory group, the executive committee and the board"
        )
        self.fields["audience"].choices = [  # type: ignore[attr-defined]
            (Message.Audience.ALL, self.everybody),
            (Message.Audience.INTERNAL, inside),
        ]

    @property
    def audience_chosen(self) -> str:
        return self.cleaned_data.get("audience") or Message.Audience.ALL
