"""Search over the public pages; open to everybody."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.models import BasePage
from home.queries.minutes import minutes_hits
from home.queries.search import LONGEST, search

PER_PAGE = 20
MOST_HITS = 20


@require_safe
def search_pages(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:LONGEST]
    page = Paginator(search(text), PER_PAGE).get_page(request.GET.get("page"))
    found = {item.pk: item for item in BasePage.objects.filter(pk__in=[hit.pk for hit in page.object_list]).specific()}
    results = [found[hit.pk] for hit in page.object_list if hit.pk in found]
    # On the first page alone: they are few, and stand beside the pages.
    hits = minutes_hits(text) if page.number == 1 else []
    context = {"text": text, "page": page, "results": results, "hits": hits[:MOST_HITS], "hit_count": len(hits)}
    return render(request, "home/search.html", context)
