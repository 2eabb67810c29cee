"""What the templates of letters and of agreements share in the administration: a key, places to name, the way back."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import Panel

from cases.models import AgreementTemplate, MessageTemplate
from people.models import User

WRONG = {
    "unknown_place": _("There is no {%(name)s} here. Choose one from the list under the text."),
    "loose_brace": _("A brace stands alone. Write a name between braces, as in {number}."),
    "place_missing": _("{%(name)s} must be in the text."),
    "stands_alone": _("{%(name)s} must stand alone, with an empty line before and after it."),
    "no_heading": _("Write at least one heading: a line that begins with “# ”."),
}


class TextForm(WagtailAdminModelForm):
    """The key is made of the name, and neither it nor what the text is used for changes later."""

    # What the key is where the name gives none.
    nameless = "mall"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"key", "use"} & self.fields.keys():
            self.fields[name].disabled = self.instance.pk is not None
        if "key" in self.fields:
            self.fields["key"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("key"):
            cleaned["key"] = self._free_key(cleaned.get("name") or "")
        return cleaned

    def tell(self, field: str, wrong: Iterable[tuple[str, str]]) -> None:
        """What is wrong with the text of the field, each as its code and the place that it is about."""
        for code, place in wrong:
            self.add_error(field, str(WRONG[code]) % {"name": place})

    def save(self, commit: bool = True) -> Any:
        """From now on the text is the editors' own: a new edition of the system leaves it as it is."""
        if self.has_changed():
            self.instance.is_changed = True
        return super().save(commit)

    def _free_key(self, name: str) -> str:
        plain, number = slugify(name)[:50] or self.nameless, 1
        key = plain
        while type(self.instance).objects.filter(key=key).exists():
            number += 1
            key = f"{plain}-{number}"
        return key


class PlacesPanel(Panel):
    """What the text may name, each with what it becomes, and the way back to the text that the system came with."""

    class BoundPanel(Panel.BoundPanel):
        # The address of the page that asks before the text is taken back.
        reset = ""

        def named(self) -> dict[str, Any]:
            """What the panel's own template lists."""
            raise NotImplementedError

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                **self.named(),
                "reset_url": reverse(self.reset, args=[self.instance.pk]) if _can_reset(self.instance) else "",
            }


def in_braces(names: Iterable[str], said: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(f"{{{name}}}", said[name]) for name in names]


def reset_view(
    model: type[AgreementTemplate] | type[MessageTemplate], put_back: Callable[..., Any], *, page: str
) -> Callable[[HttpRequest, int], HttpResponse]:
    """A page that asks first; what an editor wrote stays in the history."""

    def reset(request: HttpRequest, pk: int) -> HttpResponse:
        template: Any = get_object_or_404(model, pk=pk)
        if not request.user.has_perm(f"cases.change_{model._meta.model_name}"):
            raise PermissionDenied
        edit = reverse(model.snippet_viewset.get_url_name("edit"), args=[pk])
        if not _can_reset(template):
            return redirect(edit)
        if request.method == "POST":
            put_back(template, by=cast(User, request.user))
            messages.success(request, now("“%(name)s” is as the system came with it.") % {"name": template.name})
            return redirect(edit)
        return TemplateResponse(request, page, {"template": template, "edit": edit})

    return reset


def _can_reset(template: AgreementTemplate | MessageTemplate) -> bool:
    return template.pk is not None and template.shipped is not None and template.is_changed
