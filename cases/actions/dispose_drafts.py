"""Dispose of drafts that were never sent in and that nobody has touched for long, after a warning by e-mail."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cases import notices
from cases.models import DisposalRule, DisposedDraft, OutgoingEmail
from cases.tasks import forget_files
from forms.models import Submission

# From the warning to the day when the draft goes.
NOTICE = timedelta(days=30)
MOST = 500


def dispose_drafts(*, at: datetime | None = None) -> str:
    """Warns and disposes by the rules in use; gives how many of each. Safe to repeat: nobody is warned twice."""
    at = at or timezone.now()
    warned = disposed = 0
    for rule in DisposalRule.objects.filter(of=DisposalRule.Of.DRAFTS, is_active=True).order_by("-months"):
        for draft in _untouched(rule, at):
            if draft.saved_at > at - timedelta(days=1):
                continue
            if _is_warned(draft, at):
                disposed += _dispose(draft, rule, at)
            else:
                warned += _warn(draft, at)
    return f"{warned} warned, {disposed} disposed of"


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


def _untouched(rule: DisposalRule, at: datetime) -> list[Submission]:
    """Drafts that will have lain for the rule's months when the notice is over."""
    before = months_before(timezone.localdate(at + NOTICE), rule.months)
    drafts = Submission.objects.filter(state=Submission.State.DRAFT, sent_revisions=None, saved_at__date__lt=before)
    return list(drafts.select_related("created_by", "version__form").order_by("pk")[:MOST])


def _key(draft: Submission) -> str:
    """A draft that is saved again is warned about again."""
    return f"draft-goes:{draft.uuid}:{draft.saved_at:%Y%m%d%H%M%S}"


def _is_warned(draft: Submission, at: datetime) -> bool:
    """Whether the warning is old enough. Who cannot be written to is not waited for longer than others."""
    return OutgoingEmail.objects.filter(key=_key(draft), created_at__lte=at - NOTICE).exists()


@transaction.atomic
def _warn(draft: Submission, at: datetime) -> int:
    if OutgoingEmail.objects.filter(key=_key(draft)).exists():
        return 0
    notices.draft_goes(draft, key=_key(draft), on=timezone.localdate(at + NOTICE))
    return 1


@transaction.atomic
def _dispose(draft: Submission, rule: DisposalRule, at: datetime) -> int:
    """The row, its files and the mails about it; the log says which form and when, and nothing that was written."""
    locked = Submission.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if locked.saved_at != draft.saved_at or locked.state != Submission.State.DRAFT:
        return 0  # somebody came back in the meantime
    DisposedDraft.objects.create(
        form=draft.version.form.title,
        started_on=timezone.localdate(locked.created_at),
        saved_on=timezone.localdate(locked.saved_at),
        rule=rule,
        disposed_at=at,
    )
    names = list(locked.files.values_list("file", flat=True))
    locked.files.all().delete()
    OutgoingEmail.objects.filter(key__startswith=f"draft-goes:{locked.uuid}:").delete()
    locked.delete()
    if names:
        forget_files.enqueue(names)
    return 1
