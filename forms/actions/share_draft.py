"""Let somebody without an account see and try a draft, and stop letting them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forms.errors import TooManyLinks
from forms.models import DraftLink, Form
from forms.models.sharing import HOLDS
from people.models import User

MOST_OPEN = 20


@transaction.atomic
def share_draft(form: Form, by: User, *, purpose: str = "", at: datetime | None = None) -> DraftLink:
    """A link that holds for two weeks. Raises TooManyLinks where so many are open that nobody can know them all."""
    at = at or timezone.now()
    Form.objects.select_for_update().get(pk=form.pk)
    if form.links.open().count() >= MOST_OPEN:
        raise TooManyLinks(MOST_OPEN)
    link: DraftLink = form.links.create(purpose=purpose, created_by=by, created_at=at, expires_at=at + HOLDS)
    log(instance=form, action="forms.share_draft", user=by, data={"link": link.pk, "purpose": purpose})
    return link


@transaction.atomic
def revoke_link(link: DraftLink, by: User, *, at: datetime | None = None) -> DraftLink:
    """The link leads nowhere from now on; doing it again changes nothing."""
    link = DraftLink.objects.select_for_update(of=("self",)).select_related("form").get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = at or timezone.now(), by
        link.save(update_fields=["revoked_at", "revoked_by"])
        log(instance=link.form, action="forms.revoke_link", user=by, data={"link": link.pk, "purpose": link.purpose})
    return link
