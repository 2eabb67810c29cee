"""Take in a form's definition as JSON."""

from typing import Any

from django.db import transaction

from forms.compile import decompile
from forms.domain.definition import parse_definition, to_json
from forms.models import Form
from people.models import User

from .publish_form import publish_form


@transaction.atomic
def import_form(raw: Any, by: User | None) -> Form:
    """Create the form or replace its draft, and publish it. Importing the same again changes nothing.

    Raises DefinitionError; then nothing is stored.
    """
    definition = to_json(parse_definition(raw))
    form = Form.objects.select_for_update().filter(key=definition["key"]).first() or Form(key=definition["key"])
    form.title = definition["title"]
    form.introduction = definition.get("introduction", "")
    form.sections = decompile(definition)  # type: ignore[assignment]
    form.save()
    before = form.current_version
    version = publish_form(form, by=by)
    if version != before:
        # The editor's own revision follows, or the administration would go on showing the old draft.
        form.save_revision(user=by, clean=False).publish(user=by, skip_permission_checks=True)
    return form
