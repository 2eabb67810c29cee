"""Registers what cases has in the administration."""

from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from .admin.money import MoneyGroup
from .admin.registers import CaseRegister
from .admin.routes import DefinitionsGroup

register_snippet(DefinitionsGroup)
modeladmin_register(CaseRegister)
register_snippet(MoneyGroup)
