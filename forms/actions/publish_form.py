"""Publish a form: freeze what the editor built as a numbered version."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from forms.compile import compile_form
from forms.domain.definition import DefinitionProblem, parse_definition, sha256, to_json
from forms.errors import KeyChanged
from forms.keys import published_keys
from forms.models import Form, FormVersion
from people.models import User


@transaction.atomic
def publish_form(form: Form, by: User | None) -> FormVersion:
    """The version of the form as it stands; the current one where nothing has changed.

    Raises DefinitionError with every problem, KeyChanged where something published has another key now.
    """
    Form.objects.select_for_update().get(pk=form.pk)
    definition = to_json(parse_definition(compile_form(form)))
    checksum = sha256(definition)
    current = form.current_version
    if current and sha256(current.raised) == checksum:
        return current
    require_frozen_keys(form, definition)
    return FormVersion.objects.create(
        form=form,
        number=current.number + 1 if current else 1,
        schema=definition["schema"],
        definition=definition,
        sha256=checksum,
        published_by=by,
    )


def require_frozen_keys(form: Form, definition: Mapping[str, Any]) -> None:
    """Answers are kept under keys: what was published under one keeps it for ever."""
    published = published_keys(form.versions.order_by("number").values_list("definition", flat=True))
    problems = tuple(
        DefinitionProblem("key_changed", block, {"at": "", "key": key, "published": published[block]})
        for block, key in published_keys([definition]).items()
        if published.get(block, key) != key
    )
    if problems:
        raise KeyChanged(problems)
