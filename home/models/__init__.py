"""The public pages."""

from .association import Association
from .base import BasePage
from .group import GroupIndexPage, GroupPage
from .plan import PlanIndexPage, PlanKind, PlanPage
from .project import ProjectIndexPage, ProjectOwner, ProjectPage, ProjectStatus
from .start import AccessibilityPage, Compliance, HomePage, StandardPage

__all__ = [
    "AccessibilityPage",
    "Association",
    "BasePage",
    "Compliance",
    "GroupIndexPage",
    "GroupPage",
    "HomePage",
    "PlanIndexPage",
    "PlanKind",
    "PlanPage",
    "ProjectIndexPage",
    "ProjectOwner",
    "ProjectPage",
    "ProjectStatus",
    "StandardPage",
]
