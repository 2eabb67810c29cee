"""Which cases a report takes."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Case, CaseGroup
from people.models import Body
from people.queries.successions import following_any, names_of_followed, with_predecessors


class ReportFilter(forms.Form):
    """Filters over the cases that somebody may see; what is left empty leaves nothing out."""

    year = forms.IntegerField(
        label=_("Registered in the year"), required=False, min_value=1900, max_value=2999, widget=forms.TextInput
    )
    group = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Group"),
        required=False,
        to_field_name="key",
        empty_label=_("All groups"),
        help_text=_("With the cases of groups that it has followed."),
    )
    status = forms.ChoiceField(label=pgettext_lazy("of a case", "Status"), required=False)
    case = forms.CharField(label=_("Registry number"), required=False, max_length=12)

    def __init__(self, *args, cases: QuerySet[Case], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases
        mine = CaseGroup.objects.filter(case__in=cases.order_by().values("pk")).values("body")
        theirs = following_any(Body.objects.filter(pk__in=mine), timezone.localdate())
        self.fields["group"].queryset = theirs  # type: ignore[attr-defined]
        choices = [("", pgettext_lazy("of cases", "All")), *Case.Status.choices]
        self.fields["status"].choices = choices  # type: ignore[attr-defined]
        self.fields["year"].widget.attrs |= {"inputmode": "numeric", "size": 6}
        self.fields["case"].widget.attrs |= {"size": 12}

    def clean_case(self) -> str:
        number = self.cleaned_data["case"].upper()
        if number and not self.cases.filter(number=number).exists():
            raise forms.ValidationError(_("There is no case with this number."), code="no_such_case")
        return number

    @property
    def followed(self) -> tuple[str, ...]:
        """Groups whose cases come with those of the chosen one, because it has followed them."""
        group = getattr(self, "cleaned_data", {}).get("group")
        return names_of_followed(group.pk, timezone.localdate()) if group else ()

    def chosen(self) -> QuerySet[Case]:
        asked = self.cleaned_data
        cases = self.cases
        if asked["year"]:
            cases = cases.filter(year=asked["year"])
        if asked["group"]:
            bodies = with_predecessors(asked["group"].pk, timezone.localdate())
            cases = cases.filter(pk__in=CaseGroup.objects.filter(body__in=bodies).values("case"))
        if asked["status"]:
            cases = cases.filter(status=asked["status"])
        if asked["case"]:
            cases = cases.filter(number=asked["case"])
        return cases
