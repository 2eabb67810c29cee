"""Cases listen: answers were sent in, a mandate was given, or the database was migrated."""

from typing import Any

from django.db import connections
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from forms.errors import NotReceived
from forms.models import Submission, SubmissionRevision
from forms.signals import answers_submitted
from people.models import Mandate, User

from .errors import CONFLICT, CaseError


@receiver(answers_submitted, dispatch_uid="cases.receive")
def receive(sender: Any, *, submission: Submission, revision: SubmissionRevision, by: User, **kwargs: Any) -> None:
    """The first time a case is opened, then a supplement is answered; inside the transaction of sending in.

    What a stage asks to be filled in, and what answers an obligation, belongs to a case already.
    """
    from .actions.answer_supplement import answer_supplement
    from .actions.fill_obligation import receive_obligation
    from .actions.fill_stage_form import receive_stage_form
    from .actions.open_case import open_case
    from .models import Case, ChangeRequest, Obligation, StageForm

    leads = Submission.objects.filter(pk=submission.pk).values_list(
        "case", "stage_form", "obligation", "change_request"
    )
    case, filled, owed, change = leads.get()
    try:
        if owed is not None:
            receive_obligation(Obligation.objects.select_related("case").get(pk=owed), revision, by=by)
        elif filled is not None:
            forms = StageForm.objects.select_related("case", "body", "submission")
            receive_stage_form(forms.get(pk=filled), revision, by=by)
        elif case is None:
            open_case(submission, revision, by=by, change=change and ChangeRequest.objects.get(pk=change))
        else:
            answer_supplement(Case.objects.get(pk=case), revision, by=by)
    except CaseError as error:
        raise NotReceived(str(error), is_conflict=error.status == CONFLICT) from error


@receiver(post_save, sender=Mandate, dispatch_uid="cases.mandate_given")
def mandate_given(sender: Any, *, instance: Mandate, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """One that begins today at the latest is told of at once; the others on their day, by night."""
    from .queries.begun import BACK
    from .tasks import tell_of_mandates

    today = timezone.localdate()
    if not raw and instance.valid_from is not None and today - BACK < instance.valid_from <= today:
        tell_of_mandates.enqueue()


def ship(sender: Any, **kwargs: Any) -> None:
    """After a migration the texts that the system comes with are there, or brought up to date."""
    from .actions.ship_agreements import ship_agreements
    from .actions.ship_letters import ship_letters
    from .models import AgreementTemplate, MessageTemplate

    # A database that is taken back to an earlier state has no templates to bring up to date, or columns too few.
    if any(backwards for _migration, backwards in kwargs.get("plan", ())):
        return
    tables = connections[kwargs["using"]].introspection.table_names()
    if MessageTemplate._meta.db_table in tables:
        ship_letters()
    if AgreementTemplate._meta.db_table in tables:
        ship_agreements()
