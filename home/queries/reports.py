"""Which text pages are published reports."""

from home.models import GroupPage, StandardPage


def group_of_report(page: StandardPage) -> GroupPage | None:
    """The group on whose page the report stands; None for other text pages. One query."""
    return GroupPage.objects.parent_of(page).first()
