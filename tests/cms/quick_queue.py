"""The site's settings with queues that soon take up again what a killed worker left, and two who do long tasks."""

from cms.settings import *  # noqa: F403
from cms.settings import LONG, Q_CLUSTER

TASK_LEASE = 4
Q_CLUSTER = {**Q_CLUSTER, "timeout": 30, "retry": 31, "poll": 0.2, "guard_cycle": 0.2}
Q_CLUSTER["ALT_CLUSTERS"] = {LONG: {**Q_CLUSTER["ALT_CLUSTERS"][LONG], "workers": 2, "queue_limit": 2}}
