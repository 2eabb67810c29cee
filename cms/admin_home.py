"""The administration's first page: what there is to do here, in our words, for the one who reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cases.admin.registers import CaseRegister
from cases.models import Route
from cases.queries.letters import how_many_troubled
from forms.models import Form
from people.admin.bodies import BodyRegister, MandateRegister
from people.models import User
from people.permissions import may_see_registers
from people.queries.mandates import standing

from .background import is_left_for, set_aside_for

# Wagtail's own things that nobody here uses; the reports of the association are in the workspace.
UNUSED = {"help", "reports", "snippets"}


@dataclass(frozen=True)
class Room:
    title: str
    text: str
    url: str


class Rooms(Component):
    """What the reader may do, in the order that most is done."""

    order = 0
    template_name = "cms/admin/rooms.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"rooms": list(rooms(parent_context["request"].user))}


def rooms(user: User) -> Iterator[Room]:
    if _writes_pages(user):
        text = _("Write and publish the groups' pages, plans, projects and news.")
        yield Room(_("Pages"), text, reverse("wagtailadmin_explore_root"))
    if user.has_perm("forms.change_form"):
        text = _("Build what is filled in. A draft can be tried before it is published.")
        yield Room(_("Forms"), text, reverse(Form.snippet_viewset.get_url_name("list")))
    if user.has_perm("cases.change_route"):
        text = _("Decide who answers a case, in which order and within which time.")
        yield Room(_("Case routes"), text, reverse(Route.snippet_viewset.get_url_name("list")))
    if user.has_perm("wagtailimages.add_image") or user.has_perm("wagtaildocs.add_document"):
        text = _("Pictures that the pages show.")
        yield Room(_("Images"), text, reverse("wagtailimages:index"))
        yield Room(_("Documents"), _("Files that the pages link to."), reverse("wagtaildocs:index"))
    yield from _registers(user)


def _background(user: User) -> Iterator[Room]:
    aside, address = set_aside_for(user)
    if is_left_for(user):
        text = _("Something has waited long in the background, and nothing is done there.")
        yield Room(_("Background work without a worker"), text, address)
    if aside:
        text = _("Background tasks that stopped their worker three times.")
        yield Room(counted(_("Tasks set aside"), aside), text, address)


def _writes_pages(user: User) -> bool:
    from wagtail.permissions import page_permission_policy

    return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})


def _registers(user: User) -> Iterator[Room]:
    if may_see_registers(user) or user.is_superuser:
        text = _("Look up any case and take out a list.")
        yield Room(_("Case register"), text, CaseRegister().url_helper.index_url)
        text = _("Groups, the board and the office, and when they were there.")
        yield Room(_("Bodies"), text, BodyRegister().url_helper.index_url)
        text = _("Who has which role, and from which day to which.")
        yield Room(_("Mandates"), text, MandateRegister().url_helper.index_url)
    if user.has_perm("cases.change_appropriation"):
        text = _("What the board has set aside for each year.")
        yield Room(_("Appropriations"), text, reverse("wagtailsnippets_cases_appropriation:list"))
    if standing(user).is_office:
        text = _("Send again what the mail server did not take, and see why.")
        yield Room(counted(_("Letters that did not get through"), how_many_troubled()), text, reverse("cases:letters"))
    yield from _background(user)
    if user.has_perm("people.change_user"):
        yield Room(_("Users"), _("Who can log in, and what they may do here."), reverse("wagtailusers_users:index"))


def counted(title: str, count: int) -> str:
    """The title with how many, where there are any."""
    return f"{title} ({count})" if count else title


def troubles(user: User) -> Iterator[Room]:
    """What somebody has to look at, for the menu: nothing where there is nothing."""
    if standing(user).is_office and (count := how_many_troubled()):
        yield Room(counted(pgettext("menu", "Letters"), count), "", reverse("cases:letters"))
    aside, address = set_aside_for(user)
    if aside:
        yield Room(counted(pgettext("menu", "Set aside"), aside), "", address)
    if is_left_for(user):
        yield Room(pgettext("menu", "No worker"), "", address)


def main_menu(request: Any, items: list[Any]) -> None:
    """Without what nobody uses, and with what somebody has to look at today."""
    items[:] = [item for item in items if item.name not in UNUSED]
    items += [MenuItem(room.title, room.url, icon_name="warning", order=-1) for room in troubles(request.user)]


def first_page_panels(request: Any, panels: list[Any]) -> None:
    panels[:] = [Rooms(), *panels]


def no_summary(request: Any, items: list[Any]) -> None:
    items.clear()
