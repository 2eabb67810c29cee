"""What a published definition is, whether of a form or of a route."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.domain.converters.chain import Chain


class FrozenVersionError(Exception):
    """Somebody tried to change or delete what was published."""


class FrozenVersion(models.Model):
    """Canonical JSON under a number; nothing changes it once it is there."""

    number = models.PositiveIntegerField(_("version"))
    schema = models.PositiveSmallIntegerField(_("schema number"))
    definition = models.JSONField(_("definition"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("published by")
    )

    # How what was frozen in an older format is read (forms.domain.converters).
    converters: ClassVar[Chain]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise FrozenVersionError(f"{self} is published and never changes")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenVersionError(f"{self} is published and is never deleted")

    @property
    def raised(self) -> dict[str, Any]:
        """The definition in the format of today; `definition` stays as it was frozen, byte for byte."""
        raised: dict[str, Any] = self.converters.raised(self.definition)
        return raised
