"""Forms to start, their versions as data, and what answers to them come to."""

from typing import Annotated, Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from ninja import Path, Query, Router

from forms.api.evaluating import evaluated, require_known
from forms.api.schemas import KEY, AnswersIn, EvaluationOut, FormOut, VersionOut
from forms.domain.evaluate import evaluate
from forms.domain.schema import answers_schema
from forms.models import FormVersion
from forms.permissions import startable_forms, version_for
from people.api.authentication import Caller
from people.api.pages import Page, Paging, page_of

router = Router(tags=["Forms"])
Key = Annotated[str, Path(pattern=KEY)]
Number = Annotated[int, Path(ge=1, le=1_000_000)]


@router.get("/forms", response=Page[FormOut], summary="Forms that you may start")
def list_forms(request: Caller, asked: Query[Paging]) -> Any:
    return page_of(_startable(request), asked)


@router.get("/forms/{key}", response=FormOut, summary="A form that you may start")
def get_form(request: Caller, key: Key) -> Any:
    form = _startable(request).filter(key=key).first()
    if form is None:
        raise Http404
    return form


@router.get("/forms/{key}/versions/{number}", response=VersionOut, summary="A version's definition")
def get_version(request: Caller, key: Key, number: Number) -> Any:
    """A version never changes. A submission keeps the one that it was started with."""
    version = version_for(request.user, key, number)
    return {
        "key": key,
        "number": number,
        "sha256": version.sha256,
        "published_at": version.published_at,
        "definition": version.definition,
    }


@router.get(
    "/forms/{key}/versions/{number}/schema", response=dict[str, Any], summary="JSON Schema 2020-12 of the answers"
)
def get_schema(request: Caller, response: HttpResponse, key: Key, number: Number) -> Any:
    """What the member `answers` may hold once everything is well. Text as people type it is read too."""
    version = version_for(request.user, key, number)
    address = reverse("api-1:get_schema", args=[key, number])
    return JsonResponse({**answers_schema(version.parsed), "$id": request.build_absolute_uri(address)})


@router.post("/forms/{key}/versions/{number}/evaluate", response=EvaluationOut, summary="Try answers")
def evaluate_answers(request: Caller, key: Key, number: Number, sent: AnswersIn) -> Any:
    """What shows, what is required, every sum and every problem. Nothing is kept."""
    definition = version_for(request.user, key, number).parsed
    require_known(definition, sent.answers)
    return evaluated(definition, evaluate(definition, sent.answers))


def _startable(request: Caller) -> Any:
    newest = FormVersion.objects.filter(form=OuterRef("pk")).order_by("-number").values("number")[:1]
    return startable_forms(request.user).annotate(version=Subquery(newest)).order_by("title", "pk")
