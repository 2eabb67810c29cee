"""Published pages: lists under the start page, and groups, plans and projects in one line each."""

from datetime import date
from typing import Any

from home.models import (
    BasePage,
    GroupIndexPage,
    GroupPage,
    HomePage,
    PlanIndexPage,
    PlanPage,
    ProjectIndexPage,
    ProjectOwner,
    ProjectPage,
)
from people.models import Body, BodyMunicipality, Municipality, Subregion


def below[Kind: BasePage](parent: BasePage, page: Kind) -> Kind:
    """The page, published under its parent."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _index[Kind: BasePage](kind: type[Kind], title: str) -> Kind:
    home = HomePage.objects.get()
    return kind.objects.child_of(home).first() or below(home, kind(title=title, show_in_menus=True))


def group_page(body: Body, **fields: Any) -> GroupPage:
    return below(_index(GroupIndexPage, "Lokala grupper"), GroupPage(title=body.name, body=body, **fields))


def plan_page(title: str, *groups: Body, **fields: Any) -> PlanPage:
    page = PlanPage(
        title=title,
        **{"period_from": date(2014, 1, 1), "period_to": date(2014, 12, 31), **fields},
    )
    page.groups = groups
    return below(_index(PlanIndexPage, "Planer"), page)


def project_page(title: str, *groups: Body, **fields: Any) -> ProjectPage:
    page = ProjectPage(title=title, **fields)
    page.owners = [ProjectOwner(group=group, steering_group=group) for group in groups]
    return below(_index(ProjectIndexPage, "Projekt"), page)


def covers(body: Body, name: str, code: str, subregion: str = "Västra") -> Municipality:
    """The body covers the municipality, which lies in the subregion."""
    part = Subregion.objects.get_or_create(key=subregion.lower()[:1], defaults={"name": subregion})[0]
    place = Municipality.objects.get_or_create(code=code, defaults={"name": name, "subregion": part})[0]
    BodyMunicipality.objects.create(body=body, municipality=place)
    return place
