"""What was sent in with a case, as a PDF, for whoever sees the case."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.permissions import case_for
from cases.queries import answers
from forms.paper.submission import paper_of_revision
from forms.views.paper import hand_over
from people.requests import ReaderRequest


@login_required
@require_safe
@never_cache
def application_paper(request: ReaderRequest, number: str) -> HttpResponse:
    """The latest sending, or the one asked for with `sandning`; what is only a draft of a supplement is not on it."""
    case = case_for(request.user, number)
    asked = request.GET.get("sandning", "")
    sent = answers.sent(case, int(asked) if asked.isdecimal() and len(asked) < 6 else None)
    return hand_over(request, paper_of_revision(sent.revision), case.number, sent.revision)
