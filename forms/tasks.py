"""What happens outside the request. Each task is safe to repeat."""

from django.conf import settings
from django.tasks import task


@task
def forget_receipts() -> int:
    from .actions.forget_receipts import forget_receipts as forget

    return forget()


@task
def forget_papers() -> int:
    from .actions.forget_papers import forget_papers as forget

    return forget()


@task(queue_name=settings.LONG)
def make_printout(printout_id: int) -> str:
    from .actions.make_printout import make_printout as make

    return make(printout_id)


def forget_daily() -> None:
    """What the schedule calls: a task of its own every day, so that each day's attempts are counted apart."""
    forget_receipts.enqueue()
    forget_papers.enqueue()
