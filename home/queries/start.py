"""What the start page shows of the pages below it, and what the menu holds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from wagtail.models import Site

from home.models import (
    BasePage,
    GroupIndexPage,
    HomePage,
    PlanIndexPage,
    PlanPage,
    ProjectIndexPage,
    ProjectPage,
    ProjectStatus,
)

from .groups import groups_by_subregion
from .plans import in_order


@dataclass(frozen=True)
class StartFacts:
    group_index: GroupIndexPage | None
    plan_index: PlanIndexPage | None
    project_index: ProjectIndexPage | None
    subregions: list
    plans: list[PlanPage]
    projects: list[ProjectPage]


def start_facts(home: HomePage, *, on: date) -> StartFacts:
    groups = GroupIndexPage.objects.child_of(home).live().public().first()
    projects = ProjectPage.objects.descendant_of(home).live().public().exclude(status=ProjectStatus.ENDED)
    # What is known of today first, then the latest papers.
    projects = projects.order_by(F("status_year").desc(nulls_first=True), "-status", "title")
    return StartFacts(
        group_index=groups,
        plan_index=PlanIndexPage.objects.child_of(home).live().public().first(),
        project_index=ProjectIndexPage.objects.child_of(home).live().public().first(),
        # Groups that have ended have no subregion any more: they stand in the list alone.
        subregions=[row for row in groups_by_subregion(groups, on=on) if row[0]] if groups else [],
        plans=in_order(PlanPage.objects.descendant_of(home).live().public())[:6],
        projects=list(projects.prefetch_related("owners__group")[:6]),
    )


@dataclass(frozen=True)
class Menu:
    """The pages right below the start page: those of the menu, and the rest, which stand in the foot."""

    rooms: list[BasePage]
    foot: list[BasePage]


def menu(site: Site | None) -> Menu:
    if site is None:
        return Menu([], [])
    pages = list(BasePage.objects.child_of(site.root_page).live().public().order_by("path"))
    return Menu(
        rooms=[page for page in pages if page.show_in_menus],
        foot=[page for page in pages if not page.show_in_menus],
    )
