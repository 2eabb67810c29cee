"""Registers what cases has in the administration."""

from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from .admin.agreements import reset as reset_agreement
from .admin.letters import log_actions, reset
from .admin.money import MoneyGroup
from .admin.moving import move_cases
from .admin.office import OfficeGroup
from .admin.registers import CaseRegister, DocumentRegister
from .admin.route_words import form_of_route
from .admin.routes import DefinitionsGroup
from .admin.walking import walk_route
from .admin.webhooks import resend, resend_all
from .admin.year import HappeningViewSet

hooks.register("register_log_actions", log_actions)
register_snippet(DefinitionsGroup)
modeladmin_register(CaseRegister)
modeladmin_register(DocumentRegister)
register_snippet(MoneyGroup)
register_snippet(OfficeGroup)
register_snippet(HappeningViewSet)


@hooks.register("register_admin_urls")
def addresses() -> list:
    return [
        path("arendevagar/prova/", walk_route, name="cases_walk_route"),
        path("arendevagar/<int:pk>/flytta-arenden/", move_cases, name="cases_move_cases"),
        path("arendevagar/formular/<int:pk>/", form_of_route, name="cases_form_of_route"),
        path("brev/<int:pk>/aterstall/", reset, name="cases_reset_template"),
        path("avtalsmallar/<int:pk>/aterstall/", reset_agreement, name="cases_reset_agreement"),
        path("leveranser/<int:pk>/igen/", resend, name="cases_resend_webhook"),
        path("leveranser/alla/igen/", resend_all, name="cases_resend_webhooks"),
    ]
