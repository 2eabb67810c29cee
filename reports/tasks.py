"""What happens outside the request: large workbooks, and their removal. Each task is safe to repeat."""

from django.conf import settings
from django.tasks import task


@task(queue_name=settings.LONG)
def make_export(export_id: int) -> str:
    from .actions.make_export import make_export as make

    return make(export_id)


@task
def forget_exports() -> int:
    from .actions.forget_exports import forget_exports as forget

    return forget()


def forget_daily() -> None:
    """What the schedule calls: a task of its own every day, so that each day's attempts are counted apart."""
    forget_exports.enqueue()
