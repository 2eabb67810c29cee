"""Every chapter by its name."""

from collections.abc import Callable

from . import afterwards, gathering, granted, running, written
from .running import Acts

MODULES = (written, running, granted, gathering, afterwards)
CHAPTERS: dict[str, Callable[[], Acts]] = {each.__name__: each for module in MODULES for each in module.CHAPTERS}
