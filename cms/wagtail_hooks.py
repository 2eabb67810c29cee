"""What the administration looks like and leaves out."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin_home import first_page_panels, main_menu, no_summary
from .background import BackgroundGroup, task_addresses


@hooks.register("insert_global_admin_css")
def stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))


@hooks.register("insert_editor_js")
def keys_and_conditions() -> str:
    return format_html('<script src="{}" defer></script>', static("forms/admin/definitions.js"))


@hooks.register("insert_editor_js")
def patient_buttons() -> str:
    return format_html('<script src="{}" defer></script>', static("cms/autosave.js"))


@hooks.register("register_admin_menu_item")
def way_back() -> MenuItem:
    return MenuItem(_("To the workspace"), reverse("cases:inbox"), icon_name="arrow-left", order=20_000)


hooks.register("register_admin_viewset", BackgroundGroup)
hooks.register("register_admin_urls", task_addresses)
hooks.register("construct_main_menu", main_menu)
hooks.register("construct_homepage_panels", first_page_panels)
hooks.register("construct_homepage_summary_items", no_summary)
