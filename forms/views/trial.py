"""Try a draft: everything that filling it in does, and nothing of it is kept anywhere but in the visitor's session."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forms.actions.attach_file import checked
from forms.content import clean_name
from forms.domain.definition import Section, canonical
from forms.errors import FileRefused
from forms.inputs.asking import Asking
from forms.inputs.rearranged import Rearranged, rearrange, typed_of
from forms.inputs.section import box_of, boxes, problem_links
from forms.models import Form, Submission
from forms.queries.reading import read_sections
from forms.trying import Draft, draft_of, form_of
from forms.views.calculate import answered, following
from forms.views.check import notice, problem_link
from forms.views.page import DraftPage
from forms.views.section import asking_of, frame, neighbours, one_line_periods
from forms.views.words import PROGRESS_MARKS, progress_word
from forms.wording import problem_text
from people.requests import ReaderRequest

MOST_KEPT = 512 * 1024
SCRIPTS = ("forms/grid.js", "forms/paste.js", "forms/conditions.js")
ADDRESSES = {"overview": "trial", "section": "trial_section", "check": "trial_check", "calculate": "trial_calculate"}


@dataclass
class TrialPage(DraftPage):
    """A draft page whose submission is never saved."""

    form: Form
    draft: Draft
    token: str

    may_write = True

    @property
    def last_saves(self) -> dict[str, Any]:  # type: ignore[override]
        """Nothing is saved; a section counts as begun by its answers alone."""
        return {}

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"forms:{ADDRESSES[name]}", args=[self.token, *args])

    def crumbs(self, *, with_overview: bool = True) -> list[dict[str, str]]:
        return [{"title": self.definition.title, "url": self.url("overview")}] if with_overview else []

    def context(self, **more: Any) -> dict[str, Any]:
        more = {"scripts": SCRIPTS, "trial": True, "overview_url": self.url("overview"), **more}
        return super().context(problems_of_draft=len(self.draft.problems), token=self.token, **more)


def trial_page(request: ReaderRequest, token: str) -> TrialPage:
    form = form_of(token, request.user)
    draft = draft_of(form)
    answers = request.session.get(place_of(form), {})
    submission = Submission(version=draft.version(form), answers=answers)
    return TrialPage(submission, request, form, draft, token)


def place_of(form: Form) -> str:
    return f"trial-{form.pk}"


def of_a_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """With the link alone; what cannot be shown at all yet is told, and nothing is kept by search engines."""

    @never_cache
    @wraps(view)
    def trial(request: ReaderRequest, token: str, **more: Any) -> HttpResponse:
        page = trial_page(request, token)
        if page.draft.is_empty:
            context = {"form": page.form}
            response = render(request, "forms/trial/empty.html", context)
        else:
            response = view(page, **more)
        response["X-Robots-Tag"] = "noindex"
        return response

    return trial


@require_safe
@of_a_draft
def overview(page: TrialPage) -> HttpResponse:
    tasks = [
        {
            "title": section.title,
            "url": page.section_url(section),
            "status": progress_word(page.progress(section)),
            "mark": PROGRESS_MARKS[page.progress(section)],
        }
        for section in page.sections
    ]
    first = page.sections[0] if page.sections else None
    return render(page.request, "forms/trial/overview.html", page.context(tasks=tasks, first=page.link(first)))


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_draft
def section(page: TrialPage, key: str) -> HttpResponse:
    found = page.section(key)
    if page.request.method == "POST":
        return keep(page, found)
    return show(page, asking_of(page, found, tell_missing="saknas" in page.request.GET))


def keep(page: TrialPage, section: Section) -> HttpResponse:
    """Keep the answers in the session and give the page or part of it that a real one would."""
    typed = typed_of(dict(page.request.POST.lists()))
    one_line_periods(section, typed)
    button = rearrange(page.request.POST.get("do", "stay"), typed, section)
    answers = answered(page, section, typed)
    refused = tried_files(page, section, button, answers)
    if len(canonical(answers)) > MOST_KEPT:
        return render(page.request, "forms/trial/full.html", page.context(), status=422)
    page.request.session[place_of(page.form)] = answers
    page = trial_page(page.request, page.token)
    rows = {name.removesuffix(".rows"): ids for name, ids in typed.items() if name.endswith(".rows")}
    said = {button.field.key: button.notices} if button.field else {}
    asking = asking_of(page, section, rows=rows, focus=button.focus, refused=refused, said=said)
    if button.field is not None:
        status = 422 if refused else 200
        if page.request.htmx:
            context = {"box": box_of(page.definition.fields[button.field.key], asking), "trial": True}
            return render(page.request, "forms/field.html", context, status=status)
        return show(page, asking, status=status)
    if problem_links(asking):
        return show(page, asking, status=422)
    after = neighbours(page, section)[1]
    return redirect(page.section_url(after) if after else page.url("check"))


def tried_files(page: TrialPage, section: Section, button: Rearranged, answers: dict[str, Any]) -> dict[str, list[str]]:
    """Files are checked as real ones are; then only their names and sizes are kept."""
    refused: dict[str, list[str]] = {}
    if button.act == "drop" and button.field is not None:
        gone = page.request.POST["do"].rpartition(":")[2]
        key = button.field.key
        answers[key] = [entry for entry in answers.get(key, []) if entry["id"] != gone]
    for asked in section.fields:
        if asked.kind != "files":
            continue
        for upload in page.request.FILES.getlist(f"upload.{asked.key}"):
            present = answers.get(asked.key, [])
            try:
                if len(present) >= asked.options["maximum"]:
                    raise FileRefused("too_many_files", maximum=asked.options["maximum"])
                content, kind = checked(upload, asked)
            except FileRefused as error:
                refused.setdefault(asked.key, []).append(f"{upload.name}: {problem_text(error)}")
                continue
            entry = {"id": str(uuid4()), "name": clean_name(upload.name or "", kind), "size": len(content)}
            answers[asked.key] = [*present, entry]
    return refused


def show(page: TrialPage, asking: Asking, *, status: int = 200) -> HttpResponse:
    context = frame(page, asking.section) | {
        "boxes": boxes(asking),
        "problems": problem_links(asking),
        "url": page.section_url(asking.section),
        "calculate_url": page.url("calculate", asking.section.key),
    }
    return render(page.request, "forms/trial/section.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_draft
def calculate(page: TrialPage, key: str) -> HttpResponse:
    found = page.section(key)
    return following(page, found) if page.request.method == "POST" else redirect(page.section_url(found))


@require_safe
@of_a_draft
def check(page: TrialPage) -> HttpResponse:
    evaluation = page.evaluation
    problems = [problem_link(page, problem) for problem in evaluation.blocking]
    parts = [
        {"key": part.key, "title": part.title, "answers": part.answers, "url": page.url("section", part.key)}
        for part in read_sections(page.definition, evaluation)
    ]
    notices = [notice(page, problem) for problem in evaluation.problems if not problem.blocks]
    title = _("Check the answers")
    context = page.context(sections=parts, problems=problems, notices=notices, title=title)
    return render(page.request, "forms/trial/check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_draft
def leave(page: TrialPage) -> HttpResponse:
    """Forget what was typed, where that is asked for by the button."""
    if page.request.method == "POST":
        page.request.session.pop(place_of(page.form), None)
    return redirect(page.url("overview"))
