"""The public pages."""

from .base import BasePage

__all__ = ["BasePage"]
