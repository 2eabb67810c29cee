"""How somebody wants their letters: in which language, and how often."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MailChoice(models.Model):
    """Whoever has none gets each letter at once, in Swedish."""

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", pgettext_lazy("letters", "Each one at once")
        DAILY = "daily", pgettext_lazy("letters", "Gathered, once a day")
        WEEKLY = "weekly", pgettext_lazy("letters", "Gathered, once a week")

    class Language(models.TextChoices):
        SWEDISH = "sv", _("Swedish")
        ENGLISH = "en", _("English")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choice")
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm, default=Rhythm.AT_ONCE)
    urgent_at_once = models.BooleanField(
        _("What is urgent comes at once anyway"),
        default=True,
        help_text=_("Deadlines within a week, reminders, and supplements that are asked for."),
    )
    language = models.CharField(_("language of letters"), max_length=2, choices=Language, default=Language.SWEDISH)

    class Meta:
        verbose_name = _("choice of letters")
        verbose_name_plural = _("choices of letters")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_rhythm_display()}"
