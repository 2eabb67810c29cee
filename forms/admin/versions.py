"""The panel that lists what was published: number, day, who, checksum, what changed, and what stands on it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import Column

from forms.models.versions import FrozenVersion

from .changes import Changes, changes


@dataclass(frozen=True)
class Listed:
    version: FrozenVersion
    standing_on_it: int
    changes: Changes | None = None
    url: str = ""


class VersionColumn(Column):
    """The number of the version in force, or a dash where nothing is published."""

    def get_value(self, instance: Any) -> Any:
        return super().get_value(instance) or "–"


class VersionsPanel(Panel):
    """`counts` is the relation whose rows stand on a version, `counted` what they are called.

    `address` gives a version's own page, `drafted` the definition of the draft, where there are such.
    """

    def __init__(
        self,
        counts: str,
        counted: Any,
        *,
        address: Callable[[Any], str] | None = None,
        drafted: Callable[[Any], dict[str, Any]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**{"heading": _("Published versions"), **kwargs})
        self.counts, self.counted, self.address, self.drafted = counts, counted, address, drafted

    def clone_kwargs(self) -> dict[str, Any]:
        own = {"counts": self.counts, "counted": self.counted, "address": self.address, "drafted": self.drafted}
        return {**super().clone_kwargs(), **own}

    class BoundPanel(Panel.BoundPanel):
        template_name = "forms/admin/versions.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            versions = self._versions()
            return {
                **super().get_context_data(parent_context),
                "versions": versions,
                "counted": self.panel.counted,
                "unpublished": self._unpublished(versions),
            }

        def _unpublished(self, versions: list[Listed]) -> list[str]:
            """What publishing the draft as it was last saved would change."""
            if not versions or self.panel.drafted is None:
                return []
            return changes(versions[0].version.raised, self.panel.drafted(self.instance)).lines

        def _versions(self) -> list[Listed]:
            """Newest first, with two queries."""
            if self.instance.pk is None:
                return []
            found = list(
                self.instance.versions.select_related("published_by")
                .annotate(standing_on_it=Count(self.panel.counts))
                .order_by("-number")
            )
            url = self.panel.address or (lambda _version: "")
            listed = [
                Listed(newer, newer.standing_on_it, changes(older.raised, newer.raised), url(newer))
                for newer, older in pairwise(found)
            ]
            return listed + [Listed(first, first.standing_on_it, url=url(first)) for first in found[-1:]]
