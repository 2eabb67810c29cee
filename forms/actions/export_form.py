"""Give out a form's definition as JSON."""

from typing import Any

from forms.errors import NotPublished
from forms.models import Form


def export_form(key: str) -> dict[str, Any]:
    """The current version's definition, in the format of today. Raises Form.DoesNotExist, NotPublished."""
    version = Form.objects.get(key=key).current_version
    if version is None:
        raise NotPublished(key)
    return version.raised
