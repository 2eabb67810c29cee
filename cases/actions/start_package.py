"""Ask for the papers of a meeting as one file, made in the background."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from cases.models import MeetingPackage
from cases.models.package import GIVEN_UP
from cases.queries.package_of_meeting import PackageOfMeeting
from cases.tasks import forget_files, make_package
from people.models import User


def standing_package(asked: PackageOfMeeting, of: User) -> MeetingPackage | None:
    """The one that is made of just these papers, for this reader and in this language."""
    made: MeetingPackage | None = _mine(asked, of).filter(digest=asked.digest, state=MeetingPackage.State.MADE).first()
    return made if made is not None and made.has_bytes else None


@transaction.atomic
def start_package(asked: PackageOfMeeting, *, by: User) -> MeetingPackage:
    """The one that is under way or made of the same; otherwise a new one, queued. Those before it go.

    One that is under way takes what its reader may read when its turn comes, so another is not begun beside it.
    """
    User.objects.select_for_update().get(pk=by.pk)
    if found := standing_package(asked, by) or _under_way(asked, by):
        return found
    _forget(list(_mine(asked, by)))
    made = MeetingPackage.objects.create(
        owner=by,
        meeting=asked.page.meeting,
        digest=asked.digest,
        language=_language(),
        points=len(asked.points),
        papers=asked.papers,
    )
    make_package.enqueue(made.pk)
    return made


def _under_way(asked: PackageOfMeeting, of: User) -> MeetingPackage | None:
    lately = _mine(asked, of).filter(created_at__gt=timezone.now() - GIVEN_UP)
    waiting: MeetingPackage | None = lately.filter(state=MeetingPackage.State.WAITING).first()
    return waiting


def _mine(asked: PackageOfMeeting, of: User) -> QuerySet[MeetingPackage]:
    return MeetingPackage.objects.visible_to(of).filter(meeting=asked.page.meeting, language=_language())


def _forget(old: list[MeetingPackage]) -> None:
    names = [str(package.file.name) for package in old if package.file]
    MeetingPackage.objects.filter(pk__in=[package.pk for package in old]).delete()
    if names:
        forget_files.enqueue(names)


def _language() -> str:
    return translation.get_language() or "sv"
