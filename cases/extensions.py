"""What the apps above tell cases without cases knowing them.

from cases.extensions import say_association

say_association(lambda: "Samordningsförbundet RAR i Sörmland")
"""

from collections.abc import Callable

from django.conf import settings


def _site_name() -> str:
    return settings.WAGTAIL_SITE_NAME


_names: list[Callable[[], str]] = [_site_name]


def say_association(name_of: Callable[[], str]) -> None:
    """Whose letters these are."""
    _names.append(name_of)


def association() -> str:
    """The association's name as its site says it."""
    return _names[-1]() or _site_name()
