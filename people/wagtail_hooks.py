"""Registers what people has in the administration."""

from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from .admin.bodies import PeopleRegisters
from .admin.places import PlacesGroup

modeladmin_register(PeopleRegisters)
register_snippet(PlacesGroup)
