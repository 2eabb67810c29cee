"""How the queues of background work stand: what waits, what is under way, and whether anybody works them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _
from django_q.models import OrmQ
from django_q.models import Task as DoneTask

from .models import TaskAttempt
from .queueing import clusters

# So long the first in a queue may wait before somebody is told that nobody seems to work it.
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class Queue:
    key: str
    waiting: int
    # Since when the one that has waited longest could have been begun.
    since: datetime | None
    done_at: datetime | None
    running: list[TaskAttempt]
    now: datetime

    @property
    def title(self) -> str:
        return _("What takes time") if self.key == settings.LONG else _("Letters and what is quick")

    @property
    def text(self) -> str:
        if self.key == settings.LONG:
            return _("Packages of papers, large workbooks and printouts, disposal of old drafts.")
        return _("E-mail, reminders, webhooks, and the rounds of each night.")

    @property
    def is_left(self) -> bool:
        """Something has waited long, nothing is under way, and nothing was done lately."""
        if self.since is None or self.now - self.since < PATIENCE or self.running:
            return False
        return self.done_at is None or self.now - self.done_at >= PATIENCE


def queues(now: datetime) -> list[Queue]:
    """Every queue that the site has, and any other that something waits in. Four queries."""
    free = OrmQ.objects.filter(lock__lte=now).order_by()
    waits = {row["key"]: row for row in free.values("key").annotate(count=Count("pk"), since=Min("lock"))}
    done: Any = DoneTask.objects.filter(stopped__gte=now - timedelta(days=1)).order_by()
    last = dict(done.values_list("cluster").annotate(Max("stopped")))
    # Begun, by workers that have told lately that they are alive.
    running = list(TaskAttempt.objects.filter(set_aside_at=None, held_until__gt=now).order_by("begun_at")[:100])
    return [
        Queue(
            key,
            waiting=waits.get(key, {}).get("count", 0),
            since=waits.get(key, {}).get("since"),
            done_at=last.get(key),
            running=[each for each in running if each.queue == key],
            now=now,
        )
        for key in [*clusters(), *sorted(waits.keys() - set(clusters()))]
    ]
