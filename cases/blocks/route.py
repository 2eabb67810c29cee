"""A route's stages and ends."""

from wagtail import blocks


class RouteStagesBlock(blocks.StreamBlock):
    """Stages in the order that they are drawn, then the ends."""
