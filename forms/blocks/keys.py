"""Keys: what answers are kept under, and the places that point at them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class KeyBlock(blocks.CharBlock):
    """A key; left empty it is suggested from the label when the draft is saved."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {
            "required": False,
            "max_length": 60,
            "label": _("Key"),
            "help_text": _("Answers are kept under it. Suggested from the label, and fixed once published."),
            **kwargs,
        }
        super().__init__(**kwargs)
        self.field.widget.attrs.update({"data-own-key": "", "autocomplete": "off", "spellcheck": "false"})


class KeyReferenceBlock(blocks.CharBlock):
    """The key of something else in the same definition; the browser offers those that are there.

    `points_at` is a family that `forms/admin/definitions.js` knows: "field", "column", "period" or "stage".
    `wanted` is said instead of "this field is required" where it is left empty.
    """

    def __init__(self, points_at: str = "field", wanted: Any = None, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 60, **kwargs})
        if wanted:
            self.field.error_messages["required"] = wanted
        self.field.widget.attrs.update({"data-offers-keys": points_at, "autocomplete": "off", "spellcheck": "false"})
