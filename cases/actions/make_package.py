"""Make the papers of a meeting as one file, as they were asked for."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.http import Http404
from django.utils import translation

from cases.models import MeetingPackage
from cases.paper.package import notice_package
from cases.queries.meeting_page import meeting_page
from cases.queries.package_of_meeting import package_of

State = MeetingPackage.State


def make_package(package_id: int) -> str:
    """Its state. Safe to repeat: what is made stays as it is. Takes what its owner may read when it is made."""
    asked = MeetingPackage.objects.select_related("owner").filter(pk=package_id).first()
    if asked is None or asked.state == State.MADE:
        return asked.state if asked else "gone"
    try:
        with translation.override(asked.language):
            found = package_of(meeting_page(asked.owner, asked.meeting_id))
            content = notice_package(found)
    except Http404:
        # Its owner has left the body since.
        return _failed(asked)
    except (Exception, SystemExit):
        # The second is how a worker ends what takes longer than its queue allows.
        _failed(asked)
        raise
    return _keep(asked, content, digest=found.digest, points=len(found.points), papers=found.papers)


@transaction.atomic
def _keep(asked: MeetingPackage, content: bytes, **told: str | int) -> str:
    """Unless it went while it was made: a case on the agenda was disposed of, or another was asked for."""
    kept = MeetingPackage.objects.select_for_update().filter(pk=asked.pk).first()
    if kept is None:
        return "gone"
    for name, value in told.items():
        setattr(kept, name, value)
    kept.file.save("", ContentFile(content), save=False)
    kept.state = State.MADE
    kept.save()
    return str(kept.state)


def _failed(asked: MeetingPackage) -> str:
    MeetingPackage.objects.filter(pk=asked.pk).update(state=State.FAILED)
    return str(State.FAILED)
