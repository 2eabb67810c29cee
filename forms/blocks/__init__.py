"""The blocks that an editor builds a form from."""

from .form import FormSectionsBlock

__all__ = ["FormSectionsBlock"]
