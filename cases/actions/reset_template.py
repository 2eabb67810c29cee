"""Take a template back to the text that the system came with."""

from django.db import transaction
from wagtail.log_actions import log

from cases.errors import CaseError
from cases.models import MessageTemplate
from cases.models.template import as_shipped
from people.models import User


@transaction.atomic
def reset_template(template: MessageTemplate, *, by: User) -> MessageTemplate:
    """The text that was there stays in the history. Raises CaseError where the system came with none."""
    template = MessageTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    if template.shipped is None:
        raise CaseError("not_shipped")
    for name, value in as_shipped(template.shipped).items():
        setattr(template, name, value)
    template.is_changed = False
    revision = template.save_revision(user=by)
    template.latest_revision = revision
    template.save()
    log(instance=template, action="wagtail.revert", user=by, revision=revision)
    return template
