"""The public register; open to everybody, kept from search engines."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from home.queries.public_register import PublicCase, exported, public_case, public_register, read
from people.admin.registers import BYTE_ORDER_MARK, plain


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    return _unlisted(render(request, "home/public_register.html", {"found": public_register(read(request.GET))}))


@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    found = public_case(number)
    if found is None:
        raise Http404
    return _unlisted(render(request, "home/public_case.html", {"case": found[0], "documents": found[1]}))


@require_safe
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_lines(exported(read(request.GET))), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="diarium.csv"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _lines(rows: Iterator[PublicCase]) -> Iterator[str]:
    """With a semicolon between, as Excel in Swedish reads it."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield BYTE_ORDER_MARK
    headings = [_("Registry number"), pgettext("case", "Received"), _("Subject of the case"), _("Groups")]
    yield writer.writerow([*headings, pgettext("of a case", "Status"), _("Decision"), _("Decided on")])
    for row in rows:
        decided = row.decided_on.isoformat() if row.decided_on else ""
        cells = [row.number, row.received_on.isoformat(), row.title, ", ".join(row.groups), row.status]
        yield writer.writerow([plain(cell) for cell in (*cells, row.decision, decided)])


class _Echo:
    """Gives each line back, so that it can be sent on at once."""

    def write(self, line: str) -> str:
        return line


def _unlisted(response: Any) -> Any:
    response["X-Robots-Tag"] = "noindex"
    return response
