"""Where a field's first answer comes from when a draft starts."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class PrefillBlock(blocks.StructBlock):
    source = blocks.ChoiceBlock(
        choices=[
            ("person.name", _("The name of the one who starts")),
            ("group.name", _("The name of the group")),
            ("answer", _("An answer that was sent in before")),
        ],
        required=False,
        label=_("Filled in beforehand with"),
    )
    form = blocks.CharBlock(
        required=False, max_length=60, label=_("The key of that form"), help_text=_("For an earlier answer alone.")
    )
    field = blocks.CharBlock(required=False, max_length=60, label=_("The key of the field there"))

    class Meta:
        icon = "copy"
        label = _("Filled in beforehand")
        collapsed = True


# One for the whole form, so that the editor loads it once.
PREFILL = PrefillBlock(required=False)
