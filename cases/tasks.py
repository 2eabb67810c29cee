"""What happens outside the request: e-mail and reminders. Each task is safe to repeat."""

from django.conf import settings
from django.tasks import task


@task
def send_email(email_id: int) -> str:
    from .actions.send_email import send_email as send

    return send(email_id)


@task
def send_emails(email_ids: list[int]) -> list[str]:
    """One after the other; where the task is done again, those that went are left alone."""
    from .actions.send_email import send_email as send

    return [send(email_id) for email_id in email_ids]


@task
def send_reminders() -> int:
    from .actions.send_reminders import send_reminders as remind

    return remind()


@task
def gather_emails() -> int:
    from .actions.gather_emails import gather_emails as gather

    return gather()


@task
def deliver_webhook(delivery_id: int) -> str:
    from .actions.deliver_webhook import deliver_webhook as deliver

    return deliver(delivery_id)


@task
def forget_replies() -> int:
    from .actions.act_once import forget_replies as forget

    return forget()


@task(queue_name=settings.LONG)
def make_package(package_id: int) -> str:
    from .actions.make_package import make_package as make

    return make(package_id)


@task
def forget_packages() -> int:
    from .actions.forget_packages import forget_packages as forget

    return forget()


def forget_daily() -> None:
    forget_replies.enqueue()
    forget_packages.enqueue()


def remind_daily() -> None:
    """What the schedule calls: a task of its own every day, so that each day's attempts are counted apart."""
    send_reminders.enqueue()


def gather_daily() -> None:
    gather_emails.enqueue()


@task
def forget_files(names: list[str]) -> int:
    """Takes bytes away whose rows are gone. Whoever repeats it finds nothing left to do."""
    from cases.actions.forgetting import forget_files as forget

    return forget(names)


@task(queue_name=settings.LONG)
def dispose_drafts() -> str:
    from cases.actions.dispose_drafts import dispose_drafts as dispose

    return dispose()


def dispose_drafts_daily() -> None:
    dispose_drafts.enqueue()


@task
def keep_roles() -> dict[str, int]:
    from .actions.keep_roles import keep_roles as keep

    return keep()


@task
def tell_of_mandates() -> int:
    from .actions.tell_of_mandates import tell_of_mandates as tell

    return tell()


def keep_roles_nightly() -> None:
    keep_roles.enqueue()
