"""The site's settings with a queue that soon takes up again what a killed worker left."""

from cms.settings import *  # noqa: F403
from cms.settings import Q_CLUSTER

Q_CLUSTER = {**Q_CLUSTER, "timeout": 3, "retry": 4, "poll": 0.2, "guard_cycle": 0.2}
