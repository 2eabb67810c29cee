"""What the office types: documents, secrecy, public titles, reasons."""

from datetime import date
from typing import Any, cast

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain.masking import Passage, spotted
from cases.models import Document, SecrecyGround
from cases.queries.people_named import people_named
from cases.sentences import quoted

from .fields import DayField

# What the office registers by hand; a masked copy is made by handing out.
KINDS = [(kind.value, kind.label) for kind in Document.Kind if kind is not Document.Kind.MASKED]


class GroundField(django_forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        grounds = SecrecyGround.objects.filter(is_active=True)
        super().__init__(queryset=grounds, required=False, empty_label=_("None of these"), **kwargs)


class DocumentInput(django_forms.Form):
    direction = django_forms.ChoiceField(
        label=_("The document"),
        choices=Document.Direction.choices,
        initial=Document.Direction.IN,
        widget=django_forms.RadioSelect,
        error_messages={"required": _("Say whether the document came in, went out or was drawn up.")},
    )
    kind = django_forms.ChoiceField(label=_("Kind"), choices=KINDS, initial=Document.Kind.LETTER)
    dated_on = DayField(
        label=_("Day"),
        help_text=_("When it came in, was sent or was drawn up. For example 2026-03-14."),
        error_messages={"required": _("Write the day that it came in, was sent or was drawn up.")},
    )
    title = django_forms.CharField(
        label=pgettext_lazy("document", "Subject"),
        help_text=_("Say briefly what it is about, without personal data where that is possible."),
        max_length=300,
        error_messages={"required": _("Write what the document is about.")},
    )
    counterpart = django_forms.CharField(
        label=_("Sender or recipient"),
        help_text=_("Who sent it, or who it was sent to. For what was drawn up: who wrote it."),
        max_length=200,
        required=False,
    )
    upload = django_forms.FileField(
        label=pgettext_lazy("document", "File"),
        help_text=_("PDF, Word, Excel, pictures; at most 7 MB. Leave it empty for paper that is kept on a shelf."),
        required=False,
        allow_empty_file=True,  # the action says what is wrong with it
    )


class SecrecyInput(django_forms.Form):
    ground = GroundField(label=_("Ground in the law"))
    ground_text = django_forms.CharField(
        label=_("Another ground, or a note on it"), max_length=200, required=False, help_text=_("Such as OSL 32:1.")
    )
    reason = django_forms.CharField(
        label=_("Why"),
        help_text=_("What could be harmed, and by what. Only the office reads this."),
        max_length=5_000,
        required=False,
        widget=django_forms.Textarea(attrs={"rows": 3}),
    )
    against_parties = django_forms.BooleanField(
        label=_("Hide it from those who apply too"),
        help_text=_("Parties may nearly always read what is in their case (OSL 10:3). Choose this only with care."),
        required=False,
    )

    def __init__(self, *args: Any, of_document: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not of_document:
            del self.fields["against_parties"]


class ReasonInput(django_forms.Form):
    reason = django_forms.CharField(
        label=_("Why"),
        max_length=5_000,
        widget=django_forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why.")},
    )


class PublicTitleInput(django_forms.Form):
    title = django_forms.CharField(
        label=_("Title in the public register"),
        help_text=_(
            "Everybody can read it. Write no names of private persons. When it is empty the name of the route is shown."
        ),
        max_length=200,
        required=False,
    )

    def clean_title(self) -> str:
        title = " ".join(self.cleaned_data["title"].split())
        found = [*spotted([Passage("title", "", title)]), *people_named(title)]
        if found:
            told = {"found": quoted(found)}
            raise ValidationError(_("Everybody can read the title. Take away %(found)s."), params=told)
        return title


class HandoutInput(django_forms.Form):
    documents = django_forms.MultipleChoiceField(
        label=pgettext_lazy("case", "Documents"),
        widget=django_forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one document.")},
    )
    recipient = django_forms.CharField(
        label=_("Who asks"),
        help_text=_("Nobody has to say who they are or why they ask. Leave it empty if they have not."),
        max_length=200,
        required=False,
    )
    means = django_forms.CharField(
        label=_("How it is handed out"),
        help_text=_("Such as e-mail, paper or read here."),
        max_length=100,
        required=False,
    )
    asked_on = DayField(
        label=_("Asked for on"),
        help_text=_("For example 2026-03-14."),
        error_messages={"required": _("Write the day that it was asked for.")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(django_forms.MultipleChoiceField, self.fields["documents"]).choices = choices


class DisposalInput(django_forms.Form):
    reference = django_forms.CharField(
        label=_("Number of the decision"),
        help_text=_("As it stands on the signed decision."),
        max_length=60,
        error_messages={"required": _("Write the number of the decision.")},
    )
    decided_on = DayField(
        label=_("Decided on"),
        help_text=_("For example 2026-03-14."),
        error_messages={"required": _("Say on which day it was decided.")},
    )
    note = django_forms.CharField(
        label=_("Note"), max_length=5_000, required=False, widget=django_forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
