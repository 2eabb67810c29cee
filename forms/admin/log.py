"""What a form's history says was done with it, beside saving and publishing, which Wagtail logs."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter


class Shared(LogFormatter):
    label = gettext_lazy("Share a draft")

    def format_message(self, log_entry: Any) -> str:
        return _named(_("Made a link to the draft"), log_entry)


class Revoked(LogFormatter):
    label = gettext_lazy("Revoke a link to a draft")

    def format_message(self, log_entry: Any) -> str:
        return _named(_("Revoked a link to the draft"), log_entry)


class BegunFromVersion(LogFormatter):
    label = gettext_lazy("Begin a draft from a version")

    def format_message(self, log_entry: Any) -> str:
        return _("Began a draft from version %(number)s") % {"number": log_entry.data.get("version", "")}


def _named(said: str, log_entry: Any) -> str:
    purpose = log_entry.data.get("purpose")
    return f"{said}: {purpose}" if purpose else said


def actions(registry: Any) -> None:
    registry.register_action("forms.share_draft")(Shared)
    registry.register_action("forms.revoke_link")(Revoked)
    registry.register_action("forms.draft_from_version")(BegunFromVersion)
