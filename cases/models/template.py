"""The texts of letters and messages, as editors change them."""

from typing import Self

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin, RevisionMixin

from cases.domain.shipped_letters import ABOUT_CASE, NOTICE, SHIPPED, STAGE, WRITING, Shipped, Text


class MessageTemplateQuerySet(models.QuerySet):
    def offered(self, use: str) -> Self:
        """Those that can be chosen: for a stage of a route, or to begin a message with."""
        return self.filter(use=use, is_offered=True).order_by("name")


class MessageTemplate(PreviewableMixin, RevisionMixin, models.Model):
    class Use(models.TextChoices):
        NOTICE = NOTICE, _("Sent by the system")
        STAGE = STAGE, _("Sent by a stage of a route")
        WRITING = WRITING, _("To begin a message with")

    key = models.SlugField(_("key"), max_length=60, unique=True, help_text=_("Names the text; it never changes."))
    use = models.CharField(_("used for"), max_length=10, choices=Use, default=Use.WRITING)
    name = models.CharField(_("name"), max_length=120)
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"), max_length=10_000)
    # Whoever reads English gets the Swedish where these are empty.
    subject_en = models.CharField(_("subject in English"), max_length=150, blank=True)
    body_en = models.TextField(_("text in English"), max_length=10_000, blank=True)
    is_offered = models.BooleanField(
        _("can be chosen"), default=True, help_text=_("Routes that use it already go on using it.")
    )
    # False: the text is the one that the system comes with, and follows it when a new edition has a better one.
    is_changed = models.BooleanField(_("changed here"), default=False, editable=False)

    objects = MessageTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("message template")
        verbose_name_plural = _("message templates")
        ordering = ["use", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def shipped(self) -> Shipped | None:
        return SHIPPED.get(self.key)

    @property
    def known_places(self) -> tuple[str, ...]:
        return self.shipped.known if self.shipped else ABOUT_CASE

    def text_in(self, language: str) -> Text:
        if language == "en" and self.body_en:
            return Text(self.subject_en or self.subject, self.body_en)
        return Text(self.subject, self.body)

    @property
    def preview_modes(self) -> list:
        return [("sv", _("Swedish")), ("en", _("English"))]

    @property
    def default_preview_mode(self) -> str:
        return "sv"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from cases.admin.letter_preview import preview  # Wagtail asks the model, the house draws it further up

        return preview(request, self, mode_name)


def as_shipped(shipped: Shipped) -> dict[str, str]:
    """The columns of a template as the system comes with it."""
    return {
        "use": shipped.use,
        "name": shipped.name,
        "subject": shipped.sv.subject,
        "body": shipped.sv.body,
        "subject_en": shipped.en.subject,
        "body_en": shipped.en.body,
    }
