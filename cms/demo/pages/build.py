"""Making the public pages: made once, then the editors' own; a page that is there is left as it stands."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from wagtail.models import Site

from cases.models import Case
from cms.demo.telling import uuid_of
from home.models import (
    AccessibilityPage,
    Association,
    BasePage,
    GroupIndexPage,
    GroupPage,
    HomePage,
    PlanIndexPage,
    PlanPage,
    ProjectIndexPage,
    ProjectOwner,
    ProjectPage,
    ProjectStatus,
    StandardPage,
)
from people.models import Body

from .groups import GROUPS, GroupText
from .plans import PLANS, PlanText
from .projects import PROJECTS, ProjectText
from .site import (
    ABOUT,
    ACCESSIBILITY,
    ASSOCIATION,
    GROUPS_INTRODUCTION,
    HOME,
    PLANS_INTRODUCTION,
    PROJECTS_INTRODUCTION,
)
from .sources import Source

Blocks = list[tuple[str, Any]]


def name_association() -> Site:
    """Whose site it is, which agreements and papers say too; what somebody has written there stays."""
    site = Site.objects.get(is_default_site=True)
    association = Association.for_site(site)
    if association.name in {"", ASSOCIATION["name"]}:
        for name, value in ASSOCIATION.items():
            setattr(association, name, getattr(association, name) or value)
        association.save()
    return site


def load_pages(today: date) -> None:
    site = name_association()
    home = HomePage.objects.get(pk=site.root_page_id)
    numbers = {case.submission.uuid: case.number for case in Case.objects.select_related("submission")}
    bodies = Body.objects.in_bulk(field_name="key")
    _site(home, today)
    groups = _child(home, GroupIndexPage(title="Grupper", slug="grupper", introduction=GROUPS_INTRODUCTION))
    plans = _child(home, PlanIndexPage(title="Planer", slug="planer", introduction=PLANS_INTRODUCTION))
    projects = _child(home, ProjectIndexPage(title="Insatser", slug="insatser", introduction=PROJECTS_INTRODUCTION))
    _child(
        home,
        StandardPage(
            title=ABOUT.title, slug="om", introduction=ABOUT.introduction, content=paragraphs(ABOUT.paragraphs)
        ),
    )
    for group in GROUPS:
        _group(groups, group, bodies, numbers)
    for plan in PLANS:
        _plan(plans, plan, bodies, numbers)
    for project in PROJECTS:
        _project(projects, project, bodies, numbers, today)


def _site(home: HomePage, today: date) -> None:
    if not home.content:
        home.title, home.introduction, home.content = HOME.title, HOME.introduction, paragraphs(HOME.paragraphs)
        _publish(home)
    statement = AccessibilityPage.objects.child_of(home).first()
    if statement is not None and not statement.content:
        statement.introduction = ACCESSIBILITY.introduction
        statement.content = paragraphs(ACCESSIBILITY.paragraphs)
        statement.assessed_on = today
        _publish(statement)


def _group(index: BasePage, text: GroupText, bodies: dict[str, Body], numbers: dict[Any, str]) -> None:
    body = bodies[text.body]
    page = GroupPage(
        title=body.name,
        slug=text.body,
        introduction=text.introduction,
        body=body,
        content=[*paragraphs(text.paragraphs), *_sources(text.sources, numbers)],
    )
    _child(index, page)


def _plan(index: BasePage, text: PlanText, bodies: dict[str, Body], numbers: dict[Any, str]) -> None:
    first, last = _days(text.period)
    page = PlanPage(
        title=text.title,
        slug=text.slug,
        introduction=text.introduction,
        kind=text.kind,
        period_from=first,
        period_to=last,
        content=[*paragraphs(text.paragraphs), *_sources(text.sources, numbers)],
        goals=_goals(text),
    )
    page.groups.set([bodies[key] for key in text.groups])
    _child(index, page)


def _project(index: BasePage, text: ProjectText, bodies: dict[str, Body], numbers: dict[Any, str], today: date) -> None:
    first, last = _days(text.period)
    page = ProjectPage(
        title=text.title,
        slug=text.slug,
        introduction=text.introduction,
        status=ProjectStatus.ENDED if last and last < today else text.status,
        status_year=max(source.year for source in text.sources),
        period_from=first,
        period_to=last,
        financiers=[("financier", text.financiers)] if text.financiers else [],
        content=[*paragraphs(text.paragraphs), *_sources(text.sources, numbers)],
    )
    page.owners = [
        ProjectOwner(group=bodies[key], steering_group=bodies[key] if key in text.steering else None)
        for key in dict.fromkeys((*text.owners, *text.steering))
    ]
    _child(index, page)


def _goals(text: PlanText) -> Blocks:
    """The rows of an activity plan under their goals, and then what its schedule says."""
    goals: list[dict[str, Any]] = []
    for row in text.activity_plan:
        if "mal" in row:
            goals.append({"goal": row["mal"], "indicator": "", "activities": []})
        goals[-1]["activities"].append({"activity": row["aktivitet"], "method": row.get("metod", "")})
    if text.schedule:
        goals.append({"goal": "Tidsplan", "indicator": "", "activities": [_dated(row) for row in text.schedule]})
    return [("goal", goal) for goal in goals]


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    day = date.fromisoformat(row["datum"]) if "datum" in row else None
    return {"activity": row["aktivitet"], "method": "", "starts_on": day, "ends_on": day}


def _sources(sources: Iterable[Source], numbers: dict[Any, str]) -> Blocks:
    """Where the text comes from, with the registry numbers."""
    named = [(source.name, numbers.get(uuid_of(source.story), "")) for source in sources]
    lines = [f"{name} ({number})" if number else name for name, number in named]
    return [("heading", "Källor" if len(lines) > 1 else "Källa"), ("paragraph", bullets(lines))]


def paragraphs(texts: Iterable[str]) -> Blocks:
    """Texts as rich text; one with lines that begin with a dash is a heading line and its list."""
    return [("paragraph", _rich(text)) for text in texts]


def bullets(lines: Iterable[str]) -> str:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))


def _rich(text: str) -> str:
    head, *points = text.split("\n- ")
    html = format_html("<p>{}</p>", head)
    return html + bullets(points) if points else html


def _days(period: tuple[str, str] | None) -> tuple[date | None, date | None]:
    return (date.fromisoformat(period[0]), date.fromisoformat(period[1])) if period else (None, None)


def _child(parent: BasePage, page: BasePage) -> BasePage:
    there = parent.get_children().filter(slug=page.slug).first()
    if there is not None:
        return there.specific
    page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    page.save_revision(changed=False, clean=False)  # where the editor's history begins
    return page


def _publish(page: BasePage) -> None:
    page.save_revision().publish()
