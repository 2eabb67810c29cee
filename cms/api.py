"""The two APIs: Wagtail's content API of what is published, and our own of forms and cases."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.operation import Operation
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from cases.api.acts import router as acts

# Agreements are read and drawn up at one address, and one address is one router's: that of the moves.
from cases.api.agreements import router as moves
from cases.api.cases import router as cases
from cases.api.funds import router as funds
from cases.api.handouts import router as handouts
from cases.api.inbox import router as inbox
from cases.api.meeting_acts import router as meeting_acts

# Meetings are read and planned at one address too.
from cases.api.meeting_course import router as meetings
from cases.api.messages import router as messages
from cases.api.minutes import router as minutes
from cases.api.money import router as money
from cases.api.offers import router as offers
from cases.api.owing import router as owing
from cases.api.refusing import teach as teach_cases
from cases.api.revisions import router as revisions
from cases.api.years import router as years
from cms.api_docs import described, docs, problem
from forms.api.definitions import router as definitions
from forms.api.files import router as files
from forms.api.problems import Refused, refusal
from forms.api.reading import StrictParser
from forms.api.refusing import teach
from forms.api.submissions import router as submissions
from people.api.authentication import ways_in
from people.api.bodies import router as bodies

content_api = WagtailAPIRouter("wagtailapi")
content_api.register_endpoint("pages", PagesAPIViewSet)
content_api.register_endpoint("images", ImagesAPIViewSet)
content_api.register_endpoint("documents", DocumentsAPIViewSet)


class OurAPI(NinjaAPI):
    def get_openapi_schema(self, **options: Any) -> Any:
        return described(super().get_openapi_schema(**options))

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


api = OurAPI(
    title="Samverka",
    version="1",
    urls_namespace="api-1",
    description="Forms, submissions and cases, with the same rules and rights as the site's own pages.",
    auth=ways_in,
    parser=StrictParser(),
    docs_url=None,
)
teach(api)
teach_cases(api)
read = (definitions, submissions, files, bodies, inbox, cases, revisions, owing, money, meetings, years)
for router in (*read, offers, acts, meeting_acts, minutes, messages, moves, handouts, funds):
    api.add_router("", router)


# A program has no form to take a token from: what it sends astray is told to be nowhere, not to be forbidden.
@csrf_exempt
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    return refusal(Refused("not_found"))


around_the_api: list[URLPattern] = [
    path("api/v1/docs", docs, {"api": api}, name="api_docs"),
    path("api/v1/problems/<slug:code>", problem, name="api_problem"),
]
after_the_api: list[URLPattern] = [path("api/v1/<path:rest>", nothing_here)]
