"""What is asked of an address, by whom, and what those who may not come in are answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.builders.api import Caller
from tests.builders.cases import PNG
from tests.builders.everybody import WHOSE, Everybody

APPS = ("people", "forms", "cases", "reports", "api-1")
type Who = Mapping[str, tuple[str, ...]]
# Operations that take files, and what these are called.
FILES = {
    "api-1:add_receipts": "receipts",
    "api-1:attach_file_to_point": "upload",
    "api-1:judge_handout_item": "upload",
    "api-1:register_document": "upload",
    "api-1:sign_agreement": "upload",
    "api-1:terminate_agreement": "upload",
    "api-1:write_message_with_files": "attached",
}
NOBODY: Who = dict.fromkeys(WHOSE, ())


@dataclass(frozen=True)
class Ask:
    """`may` get `status`; who is in `sees` but not in `may` gets 403, and everybody else `stranger`."""

    may: Who
    status: int
    sees: Who
    method: str
    sent: Any
    stranger: int

    def expected(self, who: str, whose: str) -> int:
        if who in self.may[whose]:
            return self.status
        return 403 if who in self.sees[whose] else self.stranger


def get(may: Who, status: int = 200, *, sees: Who = NOBODY, stranger: int = 404) -> Ask:
    return Ask(may, status, sees, "get", None, stranger)


def post(may: Who, status: int, *, sees: Who = NOBODY, method: str = "post", stranger: int = 404, **sent: Any) -> Ask:
    return Ask(may, status, sees, method, sent, stranger)


def names(resolver: Any, app: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address of ours, with the names of what it takes."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from names(one, one.namespace or app)
        elif app in APPS:
            yield f"{app}:{one.name}", tuple(one.pattern.converters)


ADDRESSES = dict(names(get_resolver()))


def asked(world: Everybody, name: str, ask: Ask, who: str | None, whose: str) -> int:
    """The status of the answer; what it led to is undone."""
    arguments = world.belongings[whose].arguments(name, ADDRESSES[name])
    with transaction.atomic():
        if name.startswith("api-1:"):
            answer = by_program(name, ask, world.callers[who], arguments)
        else:
            answer = by_page(name, ask, world.browser(who), arguments)
        transaction.set_rollback(True)
    return answer


def by_page(name: str, ask: Ask, browser: Client, arguments: dict[str, Any]) -> int:
    is_stranger = not browser.cookies
    response = getattr(browser, ask.method)(reverse(name, kwargs=arguments), ask.sent or {})
    to_login = response.status_code == 302 and "/konto/login/" in response["Location"]
    assert to_login == is_stranger or response.status_code == 404
    return response.status_code


def by_program(name: str, ask: Ask, caller: Caller, arguments: dict[str, Any]) -> int:
    path = reverse(name, kwargs=arguments).removeprefix("/api/v1")
    if name == "api-1:post_file":
        return caller.upload(path, "bilagor", SimpleUploadedFile("ny.png", PNG)).status_code
    if name in FILES:
        sent = {**ask.sent, FILES[name]: [SimpleUploadedFile("ny.png", PNG)]}
        return caller.send_form(path, sent, idempotency_key="en-gang").status_code
    headers = {"if_match": '"1"', "idempotency_key": "en-gang"}
    if name == "api-1:get_content":
        headers = {}
    return caller.call(ask.method, path, ask.sent, **headers).status_code
