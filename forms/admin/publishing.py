"""Publishing freezes a numbered version; the editor is told which."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.snippets.views.snippets import CreateView, EditView

from forms.models.versions import FrozenVersion


class CannotFreeze(Exception):
    """The action refused to publish; the messages say why."""


class FreezesOnPublish:
    """For the create and edit views of a definition."""

    version: FrozenVersion | None = None

    def freeze(self, definition: Any) -> FrozenVersion:
        """Publish the definition that is stored now. Raises CannotFreeze with what is wrong with it."""
        raise NotImplementedError

    def publish_action(self) -> HttpResponse | None:
        try:
            with transaction.atomic():
                response = super().publish_action()  # type: ignore[misc]
                if response is None:
                    self.version = self.freeze(self.model._default_manager.get(pk=self.object.pk))
        except CannotFreeze as refused:
            # The draft was saved before this; only the publishing is undone.
            for message in refused.args:
                messages.error(self.request, message)
            return redirect(self.get_edit_url())
        return response

    def get_success_message(self, instance: Any = None) -> str:
        if self.version is None:
            return super().get_success_message(instance)  # type: ignore[misc]
        return _("“%(title)s” is published as version %(number)d.") % {
            "title": self.object,
            "number": self.version.number,
        }


class CreateDefinition(FreezesOnPublish, CreateView):
    pass


class EditDefinition(FreezesOnPublish, EditView):
    pass
