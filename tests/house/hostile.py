"""Pages walked by their links, and the forms on them filled with what nobody should type but somebody does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

# Text that no database holds or that is too long, numbers without an end, days at the ends of time.
NUL, REPLACED, MANY, ENDLESS = "a\x00b", "%ED%A0%80 \ufffd", "9" * 40, "9" * 5_000
FIRST, LAST = "0001-01-01", "9999-12-31"
VALUES = (NUL, REPLACED, MANY, ENDLESS, FIRST, LAST, "1e400", "-1e-400", "NaN", "Infinity", "\uff11\uff12", "-1", "[]")
WORST = {"date": (FIRST, LAST), "decimal": ("1e400", "NaN"), "checkbox": (MANY,), "select": (MANY,), "hidden": (MANY,)}
# What every field of a form is filled with at once.
TOGETHER = (NUL, MANY, FIRST, LAST)
FITS = {"date": "2026-03-02", "time": "10:00", "email": "anna@example.org", "number": "1", "url": "https://example.org"}
TOKEN = "csrfmiddlewaretoken"
# Wagtail's own pages, those that log out, and files.
LEAVE = ("/admin/", "/konto/logout/", "/static/", "/media/", "/dokument/", "/sprak/")
DAYLIKE = re.compile(r"(_on|day|until|from|to|by|begins|ends)$")
UNTYPED = ("submit", "button", "reset", "image", "file")


@dataclass(frozen=True)
class Form:
    """Where a form goes, and what would fit in its fields, so that one bad value alone is what is wrong."""

    action: str
    method: str
    fits: dict[str, str] = field(hash=False)
    kinds: dict[str, str] = field(hash=False)

    @property
    def name(self) -> tuple[str, str, tuple[str, ...]]:
        """Forms of one name are one form on many pages."""
        return named(self.action), self.method, tuple(sorted(self.fits))

    def bad(self, number: int) -> Iterator[tuple[str, dict[str, str]]]:
        """(what is wrong, everything that is sent): each field alone with what suits it worst, then all at once."""
        typed = [name for name in self.fits if name != TOKEN]
        for place, name in enumerate(typed):
            in_turn = VALUES[(number + place) % len(VALUES)]
            for value in dict.fromkeys((*WORST.get(self.kinds[name], ()), in_turn)):
                yield f"{name} is {value[:20]!r}", {**self.fits, name: value}
        for value in TOGETHER if typed else ():
            yield f"all are {value[:20]!r}", {**self.fits, **dict.fromkeys(typed, value)}


def named(address: str) -> str:
    """The name of the address; every page that Wagtail serves is one of its own."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    return found.view_name if found.view_name != "wagtail_serve" else urlsplit(address).path


def forms_of(address: str, tree: Any) -> Iterator[Form]:
    for found in tree.forms:
        action = urljoin(address, found.action or address)
        asked = [each for each in found.inputs if each.name and each.get("type") not in UNTYPED]
        fits, kinds = dict(filled(each) for each in asked), {each.name: kind_of(each) for each in asked}
        if fits and not action.startswith(LEAVE):
            yield Form(action, found.method.lower(), fits, kinds)


def kind_of(control: Any) -> str:
    """Days are typed as text in places: those fields are told by what they are called."""
    kind = control.get("inputmode") or control.get("type") or control.tag
    return "date" if kind in ("text", "input") and DAYLIKE.search(control.name) else kind


def filled(control: Any) -> tuple[str, str]:
    kind = kind_of(control)
    if kind in ("checkbox", "radio"):
        return control.name, control.get("value") or "on"
    if kind == "select":
        chosen = [control.value] if isinstance(control.value, str) else []
        return control.name, next((one for one in [*chosen, *control.value_options] if one), "")
    return control.name, control.value or FITS.get(kind) or ("1" if control.get("inputmode") else "Text")


class Walk:
    """From the first pages to all that they lead to, one of each name."""

    def __init__(self, client: Client, *starts: str) -> None:
        self.client = client
        self.seen: set[str] = set()
        self.forms: dict[tuple[str, str, tuple[str, ...]], Form] = {}
        waiting = list(starts)
        while waiting:
            address = waiting.pop(0)
            if named(address) not in self.seen:
                self.seen.add(named(address))
                waiting += self._led_to(address)

    def _led_to(self, address: str) -> list[str]:
        answer = self.client.get(address)
        if answer.status_code == 302:
            return [urljoin(address, answer["Location"])]
        if "text/html" not in answer["Content-Type"] or answer.streaming or not answer.content.strip():
            return []
        tree = html.fromstring(answer.content)
        for form in forms_of(address, tree):
            self.forms.setdefault(form.name, form)
        found = [urljoin(address, link.get("href") or "").partition("#")[0] for link in tree.iter("a")]
        return [each for each in dict.fromkeys(found) if each.startswith("/") and not each.startswith(LEAVE)]

    def sent(self, form: Form, values: dict[str, str]) -> int:
        """The status of the answer; what it led to is undone."""
        with transaction.atomic():
            address = form.action if form.method == "post" else form.action.partition("?")[0]
            answer = getattr(self.client, form.method)(address, values)
            transaction.set_rollback(True)
        return int(answer.status_code)
