"""The panel that lists what was published: number, day, who, checksum, what changed, and what stands on it."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from forms.models.versions import FrozenVersion

from .changes import Changes, changes


@dataclass(frozen=True)
class Listed:
    version: FrozenVersion
    standing_on_it: int
    changes: Changes | None = None


class VersionsPanel(Panel):
    """`counts` is the relation whose rows stand on a version, `counted` what they are called."""

    def __init__(self, counts: str, counted: Any, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Published versions"), **kwargs})
        self.counts, self.counted = counts, counted

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "counts": self.counts, "counted": self.counted}

    class BoundPanel(Panel.BoundPanel):
        template_name = "forms/admin/versions.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                "versions": self._versions(),
                "counted": self.panel.counted,
            }

        def _versions(self) -> list[Listed]:
            """Newest first, with two queries."""
            if self.instance.pk is None:
                return []
            found = list(
                self.instance.versions.select_related("published_by")
                .annotate(standing_on_it=Count(self.panel.counts))
                .order_by("-number")
            )
            listed = [
                Listed(newer, newer.standing_on_it, changes(older.raised, newer.raised))
                for newer, older in pairwise(found)
            ]
            return listed + [Listed(first, first.standing_on_it) for first in found[-1:]]
