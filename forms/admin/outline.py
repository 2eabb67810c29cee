"""The panel over a definition's blocks: what it holds, what is wrong, and the words that conditions are said in."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin.panels import Panel

from forms.sentences import SAYINGS


class OutlinePanel(Panel):
    """`outer` and `inner` are the names of the streams: sections and fields, or stages and outcomes.

    `problems` gives the address that tells what is wrong with a saved draft, where there is one.
    """

    def __init__(self, outer: str, inner: str, *, problems: Callable[[Any], str] | None = None, **kwargs: Any) -> None:
        super().__init__(**{"heading": gettext_lazy("Overview"), **kwargs})
        self.outer, self.inner, self.problems = outer, inner, problems

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "outer": self.outer, "inner": self.inner, "problems": self.problems}

    class BoundPanel(Panel.BoundPanel):
        template_name = "forms/admin/outline.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                "outer": self.panel.outer,
                "inner": self.panel.inner,
                "problems_url": self.panel.problems(self.instance) if self.panel.problems and self.instance.pk else "",
                "words": words(),
            }


def words() -> dict[str, Any]:
    """What the browser says conditions with, while they are written."""
    return {
        "said": {op: _(saying) for op, saying in SAYINGS.items()},
        "all": pgettext("condition", "and"),
        "any": pgettext("condition", "or"),
        "row": _("{comparison} in the same row"),
        "yes": _("yes"),
        "no": _("no"),
        "frames": {
            "visible_when": _("Shown when {condition}."),
            "required_when": _("Must be answered when {condition}."),
            "holds": _("Must hold: {condition}."),
        },
        "unnamed": _("Without a name"),
        "wrong": _("to put right"),
    }
