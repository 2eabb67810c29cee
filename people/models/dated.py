"""Things that hold from one date to another."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

# For unique constraints: an open start counts as one and the same start.
START_OR_NEVER = Coalesce("valid_from", Value(date.min, output_field=models.DateField()))


class DatedQuerySet(models.QuerySet):
    def valid(self, on: date) -> Self:
        """Those that hold on the day; both ends are included, an open end never ends."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=on),
            Q(valid_to=None) | Q(valid_to__gte=on),
        )


class Dated(models.Model):
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to and including"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            )
        ]

    def is_valid(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)
