"""The bodies that exist today: what an answer that names one may hold."""

from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from people.api.authentication import Caller
from people.api.pages import Page, Paging, page_of
from people.models import Body, BodyKind

router = Router(tags=["Bodies"])


class BodyOut(Schema):
    key: str
    kind: BodyKind
    name: str


class BodyFilter(Paging):
    kind: BodyKind | None = Field(None, description="Only bodies of this kind.")


@router.get("/bodies", response=Page[BodyOut], summary="Bodies that exist today")
def list_bodies(request: Caller, asked: Query[BodyFilter]) -> Any:
    """Local groups and the others. Their keys are the answers to questions of the kind `body`."""
    bodies = Body.objects.valid(timezone.localdate()).order_by("name", "pk")
    if asked.kind:
        bodies = bodies.filter(kind=asked.kind)
    return page_of(bodies, asked)
