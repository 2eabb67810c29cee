"""Projects: those of a list, and who owns and steers one of them."""

from django.utils.translation import gettext

from home.models import ProjectIndexPage, ProjectOwner, ProjectPage, ProjectStatus
from people.models import Body


def projects_in(index: ProjectIndexPage) -> list[tuple[str, list[ProjectPage]]]:
    """The projects by how they stand: running, planned, known from older papers alone, ended."""
    pages = list(
        ProjectPage.objects.child_of(index).live().public().prefetch_related("owners__group").order_by("title")
    )
    order = (
        str(ProjectStatus.RUNNING.label),
        str(ProjectStatus.PLANNED.label),
        gettext("According to older papers"),
        str(ProjectStatus.ENDED.label),
    )
    by_heading: dict[str, list[ProjectPage]] = {heading: [] for heading in order}
    for page in pages:
        by_heading[page.standing if page.is_known_today else order[2]].append(page)
    return [(heading, found) for heading, found in by_heading.items() if found]


def owners_of(project: ProjectPage) -> list[ProjectOwner]:
    """Owners with their groups' pages, also in a preview, where they are not saved yet."""
    owners = list(project.owners.all())
    ids = {owner.group_id for owner in owners} | {owner.steering_group_id for owner in owners}
    bodies = {body.pk: body for body in Body.objects.filter(pk__in=ids - {None}).select_related("group_page")}
    for owner in owners:
        owner.group = bodies[owner.group_id]
        owner.steering_group = bodies.get(owner.steering_group_id)
    return owners
