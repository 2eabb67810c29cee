"""StreamFields that stay out of migrations."""

from typing import Any

from django.db import models
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField


class UnfrozenStreamField(StreamField):
    """A StreamField that a migration sees as a plain JSON column.

    Blocks change often and never change the schema, so a change of blocks makes no migration.
    """

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        if block_types is None:  # how a migration state makes it
            block_types = StreamBlock([])
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = models.Field.deconstruct(self)
        kwargs.pop("block_lookup", None)
        return name, "django.db.models.JSONField", [], kwargs

    def clone(self) -> "UnfrozenStreamField":
        """A copy with the blocks, which `deconstruct` leaves out."""
        _name, _path, _args, kwargs = models.Field.deconstruct(self)
        return type(self)(self.stream_block, **kwargs)
