"""Registers what forms has in the administration; its menu stands with that of routes."""

from wagtail import hooks

from .admin.log import actions

hooks.register("register_log_actions", actions)
