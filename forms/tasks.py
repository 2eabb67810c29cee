"""What happens outside the request. Each task is safe to repeat."""

from django.tasks import task


@task
def forget_receipts() -> int:
    from .actions.forget_receipts import forget_receipts as forget

    return forget()


def forget_daily() -> None:
    """What the schedule calls: a task of its own every day, so that each day's attempts are counted apart."""
    forget_receipts.enqueue()
