"""Put a definition where an editor can go on with it: a draft, which nobody fills in until it is published."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction
from wagtail.log_actions import log

from forms.compile import decompile
from forms.domain.definition import parse_definition, to_json
from forms.domain.renewing import with_new_ids
from forms.models import Form, FormVersion
from forms.queries.keys import free_key
from people.models import User

from .publish_form import require_frozen_keys


@transaction.atomic
def draft_new_form(raw: Any, by: User, *, keep_ids: bool = False) -> Form:
    """A form made of a definition, under its key or one like it that is free.

    It has ids of its own, unless it is the same form that is brought here from another site.
    Raises DefinitionError with every problem; then nothing is stored.
    """
    definition = to_json(parse_definition(raw))
    if not keep_ids:
        definition = with_new_ids(definition, lambda: str(uuid4()))
    form = Form(key=free_key(Form, definition["key"]), live=False)
    _write(form, definition)
    form.save()
    log(instance=form, action="wagtail.create", user=by)
    form.save_revision(user=by, clean=False)
    return form


@transaction.atomic
def draft_from_definition(form: Form, raw: Any, by: User) -> Form:
    """A new draft of the form; what was drafted before lies in its history, and what is published stays.

    Raises DefinitionError, or KeyChanged where something that was published has another key there.
    """
    definition = to_json(parse_definition(raw))
    form = Form.objects.select_for_update().get(pk=form.pk)
    require_frozen_keys(form, definition)
    draft: Form = form.get_latest_revision_as_object()
    _write(draft, definition)
    draft.save_revision(user=by, clean=False, log_action=True)
    return draft


@transaction.atomic
def draft_from_version(version: FormVersion, by: User) -> Form:
    """A new draft that is as the version was. Ids and keys are those of then, so every answer keeps its field."""
    draft = draft_from_definition(version.form, version.raised, by)
    log(instance=draft, action="forms.draft_from_version", user=by, data={"version": version.number})
    return draft


def _write(form: Form, definition: Mapping[str, Any]) -> None:
    form.title = definition["title"]
    form.introduction = definition.get("introduction", "")
    form.sections = decompile(definition)  # type: ignore[assignment]
