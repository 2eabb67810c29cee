"""Bring the agreement texts that the system comes with up to date; what an editor has changed stays."""

from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log

from cases.domain.shipped_agreements import SHIPPED_AGREEMENTS
from cases.errors import CaseError
from cases.models import AgreementTemplate
from cases.models.agreement_template import agreement_as_shipped
from people.models import User


def ship_agreements() -> None:
    """Safe to repeat; done whenever the database is migrated. A text that is new counts the version up."""
    kept = set(AgreementTemplate.objects.values_list("key", flat=True))
    AgreementTemplate.objects.bulk_create(
        [
            AgreementTemplate(key=key, **agreement_as_shipped(shipped))
            for key, shipped in SHIPPED_AGREEMENTS.items()
            if key not in kept
        ],
        ignore_conflicts=True,
    )
    for template in AgreementTemplate.objects.filter(key__in=SHIPPED_AGREEMENTS, is_changed=False):
        new = agreement_as_shipped(SHIPPED_AGREEMENTS[template.key])
        if any(getattr(template, name) != value for name, value in new.items()):
            AgreementTemplate.objects.filter(pk=template.pk).update(**new, version=F("version") + 1)


@transaction.atomic
def reset_agreement(template: AgreementTemplate, *, by: User) -> AgreementTemplate:
    """Back to what the system came with; the text that was there stays in the history.

    Raises CaseError where the system came with none.
    """
    template = AgreementTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    if template.shipped is None:
        raise CaseError("not_shipped")
    for name, value in agreement_as_shipped(template.shipped).items():
        setattr(template, name, value)
    template.is_changed = False
    template.version += 1
    revision = template.save_revision(user=by)
    template.latest_revision = revision
    template.save()
    log(instance=template, action="wagtail.revert", user=by, revision=revision)
    return template
