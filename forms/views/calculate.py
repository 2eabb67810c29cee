"""What follows from what is being typed: sums, differences, word counts, which fields show. It saves nothing."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from forms.domain.definition import Section
from forms.inputs.box import Box, Sum, TextBox
from forms.inputs.budget_grid import BudgetBox
from forms.inputs.rearranged import Typed, typed_of
from forms.inputs.row_grid import RowTableBox
from forms.inputs.section import boxes
from forms.models import Submission
from forms.views.page import DraftPage, draft_page
from forms.views.saving import read_typed
from forms.views.section import asking_of, one_line_periods
from people.posting import posted_from
from people.requests import ReaderRequest


@login_required
@posted_from("forms:section", "uuid", "key")
def calculate(request: ReaderRequest, uuid: UUID, key: str) -> HttpResponse:
    page = draft_page(request, uuid)
    return following(page, page.section(key))


def following(page: DraftPage, section: Section) -> HttpResponse:
    typed = typed_of(dict(page.request.POST.lists()))
    one_line_periods(section, typed)
    # Addresses are asked of the page itself; only its answers are others.
    tried = replace(page, submission=tried_submission(page, section, typed))
    # Rows in which nothing stands yet are on the page too.
    rows = {name.removesuffix(".rows"): ids for name, ids in typed.items() if name.endswith(".rows")}
    shown = boxes(asking_of(tried, section, rows=rows))
    response = render(page.request, "forms/calculated.html", follows(shown))
    response["HX-Trigger"] = json.dumps({"forms:visible": visible(section, tried)})
    return response


def tried_submission(page: DraftPage, section: Section, typed: Typed) -> Submission:
    """What the submission would be, never saved."""
    stored = page.submission
    return Submission(uuid=stored.uuid, version=stored.version, answers=answered(page, section, typed))


def answered(page: DraftPage, section: Section, typed: Typed) -> dict[str, Any]:
    """All answers with those that were typed, none where an answer was taken away."""
    answers = {**page.answers, **read_typed(page.definition, section, typed)}
    return {key: answer for key, answer in answers.items() if answer is not None}


def follows(shown: list[Box]) -> dict[str, list[Any]]:
    """The parts of the page that change while its inputs stay."""
    budgets = [box for box in shown if isinstance(box, BudgetBox) and box.years]
    tables = [box for box in shown if isinstance(box, RowTableBox)]
    return {
        "sums": [
            *(sum_ for box in budgets for sum_ in (*(line.sum for line in box.lines), *box.year_sums, box.grand_sum)),
            *(head.sum for box in tables for head in box.columns if head.sums),
            *(sum_ for box in budgets for sum_ in beside(box)),
        ],
        "row_tables": [box for box in tables if box.asks_by_row],
        "left": [left for box in budgets if box.financing for left in (*box.financing.left, box.financing.left_in_all)],
        "printed": [cell for box in budgets for cell in box.printed],
        "counted": [box for box in shown if isinstance(box, TextBox) and box.max_words],
        "calculated": [
            *(box for box in shown if box.is_calculated),
            *(cell for box in tables for row in box.rows for cell in row.cells if cell.is_calculated),
        ],
        "spoken": [{"id": f"{box.anchor}-said", "text": box.said} for box in budgets],
    }


def beside(box: BudgetBox) -> list[Sum]:
    """The sums of the financing, and what salaries are worked out to."""
    salaries = [year.said for salary in box.salaries for year in salary.years]
    financing = box.financing
    if financing is None:
        return salaries
    return [*salaries, *(row.sum for row in financing.rows), *financing.year_sums, financing.grand_sum]


def visible(section: Section, page: DraftPage) -> dict[str, list[str]]:
    keys = [field.key for field in section.fields]
    return {
        "show": [key for key in keys if key in page.evaluation.visible],
        "hide": [key for key in keys if key not in page.evaluation.visible],
    }
