"""Who else has a draft open."""

from forms.models import Presence, Submission
from people.models import User


def others_here(submission: Submission, reader: User) -> list[Presence]:
    """Those seen within two minutes, the reader left out; one query, none for what nobody can change."""
    if submission.state == Submission.State.SUBMITTED:
        return []
    here = Presence.objects.here().filter(submission=submission).exclude(user=reader)
    return list(here.select_related("user").order_by("user__name", "pk"))
