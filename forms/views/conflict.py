"""Two people wrote in the same field: both texts side by side, and a choice for each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from forms.domain.definition import Section
from forms.domain.evaluate import evaluate
from forms.domain.kinds import KINDS
from forms.domain.merging import digests
from forms.inputs.rearranged import Typed
from forms.queries.reading import names_of_bodies, read_answer
from forms.views.page import DraftPage
from forms.views.saving import Kept
from forms.views.words import when

# What the page says anew; the rest of what was typed it carries along.
OWN = ("csrfmiddlewaretoken", "revision", "base", "do", "shown", "pasted")


def conflict(page: DraftPage, section: Section, typed: Typed, kept: Kept) -> HttpResponse:
    """409: nothing is saved until somebody has chosen."""
    page = DraftPage(kept.submission, page.request)
    happened = _("%(who)s saved this section at %(when)s, while you were writing. Nothing of yours is lost.")
    context = page.context(
        section=section,
        url=page.section_url(section),
        happened=happened % {"who": page.submission.saved_by, "when": when(page.submission.saved_at)},
        who=page.submission.saved_by,
        clashes=clashes(page, kept),
        typed=carried(typed, shown=[*kept.clashes, *kept.unsaved]),
        base=digests(page.answers, [field.key for field in section.fields if KINDS[field.kind].is_posted]),
    )
    return render(page.request, "forms/conflict.html", context, status=409)


def clashes(page: DraftPage, kept: Kept) -> list[dict[str, Any]]:
    mine = evaluate(page.definition, {**page.answers, **kept.typed})
    fields = [page.definition.fields[key] for key in kept.clashes]
    names = names_of_bodies(page.definition, {**page.evaluation.answers})
    names |= names_of_bodies(page.definition, mine.answers)
    return [
        {
            "key": field.key,
            "label": field.label,
            "mine": read_answer(field, mine, names),
            "theirs": read_answer(field, page.evaluation, names),
        }
        for field in fields
    ]


def carried(typed: Typed, *, shown: list[str]) -> list[tuple[str, str]]:
    """Names and texts for hidden inputs; only the fields that are still to be saved are said to be shown."""
    kept = [(name, text) for name, texts in typed.items() if carries(name) for text in texts]
    return [*kept, *(("shown", key) for key in shown)]


def carries(name: str) -> bool:
    return name not in OWN and not name.startswith(("take.", "paste."))
