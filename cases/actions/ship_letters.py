"""Bring the templates that the system comes with up to date; what an editor has changed stays."""

from cases.domain.shipped_letters import SHIPPED
from cases.models import MessageTemplate
from cases.models.template import as_shipped


def ship_letters() -> None:
    """Safe to repeat; done whenever the database is migrated."""
    kept = set(MessageTemplate.objects.values_list("key", flat=True))
    MessageTemplate.objects.bulk_create(
        [MessageTemplate(key=key, **as_shipped(shipped)) for key, shipped in SHIPPED.items() if key not in kept],
        ignore_conflicts=True,
    )
    unchanged = MessageTemplate.objects.filter(key__in=SHIPPED, is_changed=False)
    for template in unchanged:
        new = as_shipped(SHIPPED[template.key])
        if any(getattr(template, name) != value for name, value in new.items()):
            MessageTemplate.objects.filter(pk=template.pk).update(**new)
