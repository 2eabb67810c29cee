"""Check your answers, and send them in."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forms.actions.submit_submission import submit_submission
from forms.domain.evaluate import Evaluation
from forms.domain.problems import Problem
from forms.domain.progress import MISSING
from forms.errors import AlreadySubmitted, HasProblems, NotReceived, StaleRevision
from forms.inputs.section import said_of, target
from forms.models import Submission
from forms.queries.reading import read_sections
from forms.views.page import DraftPage, draft_page
from forms.views.saving import as_number
from forms.wording import problem_text
from people.posting import posted_from
from people.requests import ReaderRequest


@login_required
@require_safe
def check(request: ReaderRequest, uuid: UUID) -> HttpResponse:
    page = draft_page(request, uuid)
    if not page.is_open:
        return redirect("forms:print", uuid)
    return show(page)


@login_required
@posted_from("forms:check", "uuid")
def submit(request: ReaderRequest, uuid: UUID) -> HttpResponse:
    """422 with what is missing; 409 where somebody has changed the answers since they were read, or sent them in."""
    page = draft_page(request, uuid)
    if not page.may_write:
        raise PermissionDenied
    try:
        submit_submission(page.submission, as_number(request.POST.get("revision", "")), request.user)
    except HasProblems as refused:
        return show(page, evaluation=refused.evaluation, status=422)
    except StaleRevision as stale:
        told = _("%(who)s has changed the answers since you opened this page. Read them once more before you send in.")
        page = DraftPage(stale.current, request)
        return show(page, stale=told % {"who": stale.current.saved_by}, status=409)
    except NotReceived as refused:
        return show(DraftPage(page.submission, request), stale=str(refused), status=409 if refused.is_conflict else 422)
    except AlreadySubmitted:
        page.submission.refresh_from_db()
        return page.refuse(_("This was sent in already. It needs to be sent in once only."))
    return redirect("forms:sent", uuid)


def show(page: DraftPage, *, evaluation: Evaluation | None = None, stale: str = "", status: int = 200) -> HttpResponse:
    evaluation = evaluation or page.evaluation
    changeable = {section.key for section in page.to_fill_in} if page.may_write else set()
    problems = [problem_link(page, problem) for problem in evaluation.blocking]
    parts = [
        {
            "key": part.key,
            "title": part.title,
            "answers": part.answers,
            "url": page.url("section", part.key) if part.key in changeable else "",
        }
        for part in read_sections(page.definition, evaluation)
    ]
    context = page.context(
        sections=parts,
        problems=problems,
        notices=[notice(page, problem) for problem in evaluation.problems if not problem.blocks],
        stale=stale,
        may_send=page.may_write and page.is_open and not problems,
        send=send_words(page),
        now=now(page, problems),
    )
    return render(page.request, "forms/check.html", context, status=status)


def problem_link(page: DraftPage, problem: Problem) -> dict[str, str]:
    field = page.definition.fields[problem.path[0]]
    section = page.definition.section_of[field.key]
    asked = "?saknas" if problem.code in MISSING else ""
    href = f"{page.section_url(section)}{asked}#{target(field, problem)}"
    return {"href": href, "text": said_of(field, problem, page.answers)}


def notice(page: DraftPage, problem: Problem) -> dict[str, str]:
    field = page.definition.fields[problem.path[0]]
    return {"href": f"#svar-{field.key}", "text": problem_text(problem), "label": field.label}


def send_words(page: DraftPage) -> dict[str, str]:
    if page.submission.state == Submission.State.REOPENED:
        return {
            "title": _("Send in the supplement"),
            "text": _("The case goes on when it is sent in, and it can then no longer be changed."),
            "action": _("Send in the supplement"),
        }
    return {
        "title": _("Send in"),
        "text": _(
            "When it is sent in it is received and registered, and can no longer be changed. "
            "If something must be added you are asked for a supplement."
        ),
        "action": _("Send in"),
    }


def now(page: DraftPage, problems: list[Any]) -> dict[str, Any]:
    if not page.may_write:
        return {"title": _("You can read this"), "text": _("The group's chair and process leader send it in.")}
    if problems:
        text = _("Something must be put right before it can be sent in. Each line in the list leads to its place.")
        return {"title": _("Not quite done"), "text": text}
    return {
        "title": _("Ready to send in"),
        "text": _("Read through it. The button is at the end."),
        "url": "#send",
        "action": _("To the end of the page"),
    }
