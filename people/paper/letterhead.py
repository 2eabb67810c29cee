"""Whose paper it is. Who knows says so in its `AppConfig.ready()`: `say_whose_paper(provider)`."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Letterhead:
    name: str = "Samverka"
    organisation_number: str = ""
    # How to reach them, one to a line.
    contact: tuple[str, ...] = ()


type Provider = Callable[[], Letterhead]
_providers: list[Provider] = []


def say_whose_paper(provider: Provider) -> None:
    _providers[:] = [provider]


def letterhead() -> Letterhead:
    return _providers[0]() if _providers else Letterhead()
