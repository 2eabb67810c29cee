"""Somebody leaves; groups are followed by another."""

from collections.abc import Iterable
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.queries.leaving import Held
from people.inputs import PersonField, SeveralField, day_field
from people.models import Body, User
from people.naming import in_sentence


class LeavingInput(django_forms.Form):
    """The last day, and for each mandate who has it then."""

    last_day = day_field(_("Last day"))
    holder = PersonField(
        label=_("Who gets the drafts and applications"),
        help_text=_("What the person has begun, and what they sent in that still runs or has promises left."),
        queryset=User.objects.none(),
        required=False,
    )
    closes_account = django_forms.BooleanField(
        label=_("Close the account after the last day"),
        help_text=_(
            "Nobody logs in with it then, and its API keys open nothing. Everything that was done keeps its name."
        ),
        required=False,
        initial=True,
    )
    accepts_gaps = django_forms.BooleanField(
        label=_("I know that nobody holds a role then"), required=False, widget=django_forms.HiddenInput
    )

    def __init__(self, *args: Any, person: User, mandates: Iterable[Held], writes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True).exclude(pk=person.pk).order_by("name", "pk")
        self.fields["holder"].queryset = people  # type: ignore[attr-defined]
        if not writes:
            del self.fields["holder"]
        rest: dict[str, django_forms.Field] = {
            name: self.fields.pop(name) for name in ("holder", "closes_account", "accepts_gaps") if name in self.fields
        }
        for held in mandates:
            mandate = held.mandate
            self.fields[f"successor_{mandate.pk}"] = PersonField(
                queryset=people,
                required=False,
                empty_label=gettext("Nobody"),
                label=gettext("%(role)s in %(body)s: who follows")
                % {"role": mandate.get_role_display(), "body": in_sentence(mandate.body.name)},
                help_text=_help(held),
            )
        self.fields.update(rest)
        if any(held.alone for held in mandates):
            self.fields["accepts_gaps"].widget = django_forms.CheckboxInput()

    @property
    def successors(self) -> dict[int, User]:
        return {
            int(name.removeprefix("successor_")): user
            for name, user in self.cleaned_data.items()
            if name.startswith("successor_") and user
        }


def _help(held: Held) -> str:
    waiting = gettext("Waits for the role today: %(count)s.") % {"count": held.waiting}
    return f"{waiting} {gettext('Nobody else holds it.') if held.alone else gettext('Others hold it too.')}"


class FollowInput(django_forms.Form):
    """Which groups end, which follows them, and from when."""

    day = day_field(_("From which day"), help_text=_("The groups end the day before."))
    before = SeveralField(
        label=_("Groups that end"),
        queryset=Body.objects.none(),
        widget=django_forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one group that ends.")},
    )
    follower = django_forms.ModelChoiceField(
        label=_("Group that follows"),
        queryset=Body.objects.none(),
        help_text=_("It must be there already. Add it under Bodies in the administration."),
        error_messages={"required": _("Choose the group that follows.")},
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"before": [body.pk]}, **kwargs})
        same = Body.objects.filter(kind=body.kind).order_by("name")
        self.fields["before"].queryset = same.filter(succeeded_by=None)  # type: ignore[attr-defined]
        self.fields["follower"].queryset = same.filter(succeeded_by=None)  # type: ignore[attr-defined]
