"""The bodies and municipalities that a section offers."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone

from forms.domain.definition import Section
from people.models import Body, Municipality


def bodies_to_choose(section: Section, answers: Mapping[str, Any]) -> list[Body]:
    """Those of today, and those that were chosen before; one query, none where no body is asked for."""
    asked = [field for field in section.fields if field.kind == "body"]
    if not asked:
        return []
    chosen = [key for field in asked for key in as_list(answers.get(field.key))]
    kinds = {field.options["body_kind"] for field in asked}
    today = Body.objects.valid(timezone.localdate()).filter(kind__in=kinds)
    return list(Body.objects.filter(Q(pk__in=today.values("pk")) | Q(key__in=chosen)))


def municipalities_to_choose(section: Section) -> list[Municipality]:
    """All that we know; no query where none is asked for."""
    asked = any(field.kind == "municipality" for field in section.fields)
    return list(Municipality.objects.all()) if asked else []


def as_list(answer: Any) -> list[str]:
    return [key for key in answer if isinstance(key, str)] if isinstance(answer, list) else []
