"""The statement of the money page as a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.inputs.money import StatementFilter
from cases.models import Case
from cases.queries.statement import Asked
from people.queries.mandates import standing
from people.requests import ReaderRequest
from reports.statement import statement_sheets
from reports.workbook import CONTENT_TYPE, workbook


@require_safe
@login_required
@never_cache
def statement(request: ReaderRequest) -> HttpResponse:
    """For everybody with a mandate; what cannot be asked for is told on the page."""
    found = standing(request.user)
    if not found.has_mandate:
        raise Http404
    cases = Case.objects.visible_in(found)
    form = StatementFilter(request.GET, cases=cases)
    if not form.is_valid():
        return redirect(f"{reverse('cases:statement')}?{request.GET.urlencode()}")
    name = f"{slugify(pgettext('money', 'Statement'))}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return HttpResponse(
        workbook(statement_sheets(Asked(**form.cleaned_data), cases)),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
