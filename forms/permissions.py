"""The door to forms and submissions: who may start and write, and the way from a request to it."""

from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from forms.extensions import may_start, others_see, others_write
from forms.models import Form, FormVersion, Submission
from people.models import Role, User
from people.queries.mandates import standing

# Deputies of these count too: `standing` gives them the same seats.
WRITERS = (Role.CHAIR, Role.PROCESS_LEADER)


def may_write(user: User | AnonymousUser, submission: Submission, *, on: date | None = None) -> bool:
    """Its creator, and the chairs and process leaders, on the day (today), of the groups that share it."""
    if not user.is_authenticated or not user.is_active:
        return False
    if submission.is_of(user.pk):
        return True
    bodies = standing(user, on=on).bodies_as(*WRITERS)
    if bodies and submission.bodies.filter(pk__in=bodies).exists():
        return True
    return others_write(user, submission, on or timezone.localdate())


def startable_forms(user: User) -> QuerySet[Form]:
    """The published forms that the user may begin to answer."""
    published = Form.objects.filter(live=True, versions__isnull=False).filter(may_start(user))
    return published.distinct().defer("sections")


def may_copy(user: User, submission: Submission) -> bool:
    """Whoever sees what was sent in and may start the form may begin a new one from it."""
    sent = submission.state != Submission.State.DRAFT
    return sent and startable_forms(user).filter(pk=submission.version.form_id).exists()


def version_for(user: User, key: str, number: int) -> FormVersion:
    """A version of a form that the user may start, or in which something is answered that they see; else 404."""
    version = FormVersion.objects.select_related("form").filter(form__key=key, number=number).first()
    if version is None:
        raise Http404
    if startable_forms(user).filter(pk=version.form_id).exists():
        return version
    answered = Submission.objects.filter(version=version)
    if answered.visible_to(user).exists() or answered.filter(others_see(user)).exists():
        return version
    raise Http404


def submission_for(user: User | AnonymousUser, uuid: UUID | str) -> Submission:
    """The submission that the user sees under the address; anybody else gets 404."""
    found = Submission.objects.visible_to(user).select_related("version__form", "saved_by").filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found
