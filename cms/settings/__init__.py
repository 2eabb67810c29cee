"""All settings, from environment variables alone; `docs/running.md` lists them."""

from .environment import *  # noqa: F403
from .applications import *  # noqa: F403
from .storage import *  # noqa: F403
from .web import *  # noqa: F403
from .security import *  # noqa: F403
from .accounts import *  # noqa: F403
from .language import *  # noqa: F403
from .background import *  # noqa: F403
from .editing import *  # noqa: F403
