"""What the pages of accounts and of bodies take."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from people.models import AccessToken, Body, MailChoice, Mandate, Party, Role, User
from people.naming import in_sentence

DAYS = ((30, _("30 days")), (90, _("90 days")), (365, _("A year")))


class TokenInput(django_forms.ModelForm):
    days = django_forms.TypedChoiceField(label=_("Holds for"), choices=DAYS, coerce=int, initial=90)

    class Meta:
        model = AccessToken
        fields = ["name"]
        labels = {"name": _("What the key is for")}
        help_texts = {"name": _("Such as the name of the system that uses it.")}


class MailInput(django_forms.ModelForm):
    class Meta:
        model = MailChoice
        fields = ["rhythm", "urgent_at_once", "language"]
        widgets = {"rhythm": django_forms.RadioSelect, "language": django_forms.RadioSelect}
        labels = {"rhythm": _("How often letters come"), "language": _("The language of letters")}


class Day(django_forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


# As of days that are answered in forms: what is beyond is a slip, and no calendar could count on from it.
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


class SeveralField(django_forms.ModelMultipleChoiceField):
    """Where a number is chosen that no database could hold, it is no choice."""

    def _check_values(self, value: Any) -> Any:
        try:
            return super()._check_values(value)  # type: ignore[misc]
        except OverflowError as error:
            message = self.error_messages["invalid_choice"]
            raise django_forms.ValidationError(message, code="invalid_choice", params={"value": "…"}) from error


def day_field(label: Any, **kwargs: Any) -> django_forms.DateField:
    return django_forms.DateField(
        label=label,
        widget=Day(),
        error_messages={"invalid": _("Write the day as 2026-07-01."), "required": _("Say which day.")},
        validators=[
            MinValueValidator(FIRST, _("Write the day as 2026-07-01.")),
            MaxValueValidator(LAST, _("Write the day as 2026-07-01.")),
        ],
        **kwargs,
    )


class PersonField(django_forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return user.name or user.email


def people_to_choose(*, among: Iterable[Body] | None = None) -> QuerySet[User]:
    """Those with an account who have a mandate, or those with one in these bodies; each once, by name."""
    mandates = Mandate.objects.all() if among is None else Mandate.objects.filter(body__in=among)
    return User.objects.filter(is_active=True, pk__in=mandates.values("user")).order_by("name", "pk")


class AbsenceInput(django_forms.Form):
    """The days, and for each mandate who steps in."""

    first_day = day_field(_("First day away"))
    last_day = day_field(_("Last day away"))

    def __init__(self, *args: Any, mandates: Iterable[Mandate], by_office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for mandate in mandates:
            people = people_to_choose(among=None if by_office else [mandate.body]).exclude(pk=mandate.user_id)
            self.fields[f"deputy_{mandate.pk}"] = PersonField(
                queryset=people,
                required=False,
                label=gettext("%(role)s in %(body)s: who steps in")
                % {"role": mandate.get_role_display(), "body": in_sentence(mandate.body.name)},
                empty_label=gettext("Nobody"),
            )

    @property
    def deputies(self) -> dict[int, User]:
        return {
            int(name.removeprefix("deputy_")): user
            for name, user in self.cleaned_data.items()
            if name.startswith("deputy_") and user
        }


class MandateInput(django_forms.Form):
    user = PersonField(
        label=_("Person"),
        queryset=User.objects.none(),
        help_text=_("Everybody with an account. A new person gets one in the administration first."),
        error_messages={"required": _("Choose a person.")},
    )
    role = django_forms.ChoiceField(label=_("Role"), choices=Role.choices)
    is_deputy = django_forms.BooleanField(label=_("As deputy, with the same powers"), required=False)
    party = django_forms.ModelChoiceField(
        label=_("Represents"), queryset=Party.objects.order_by("name"), required=False, empty_label="–"
    )
    valid_from = day_field(_("First day"), required=False)
    valid_to = day_field(_("Last day"), required=False, help_text=_("Leave it empty where it goes on."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True).order_by("name", "pk")
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class TermInput(django_forms.Form):
    valid_from = day_field(_("First day"))
    valid_to = day_field(_("Last day"))
    party = django_forms.ModelChoiceField(
        label=_("Party that has the chair"),
        queryset=Party.objects.order_by("name"),
        required=False,
        empty_label=pgettext_lazy("party", "Not decided"),
    )


class AppointInput(django_forms.Form):
    user = PersonField(
        label=_("Chair"), queryset=User.objects.none(), error_messages={"required": _("Choose a person.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people_to_choose()  # type: ignore[attr-defined]
