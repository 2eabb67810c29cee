"""A form's sections."""

from wagtail import blocks


class FormSectionsBlock(blocks.StreamBlock):
    """Sections, one page each."""
