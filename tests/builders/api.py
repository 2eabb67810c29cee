"""Somebody who calls the JSON API with a key.

anna = Caller(client, person("Anna"))
anna.get("/forms").json()
"""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from people.actions.make_token import make_token
from people.models import User

ROOT = "/api/v1"
PROBLEM = "application/problem+json"


class Caller:
    def __init__(self, user: User | None, *, language: str = "sv") -> None:
        self.client = Client(headers={"accept-language": language})
        self.key = make_token("Test", user, days=1)[1] if user else ""

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """`headers` with _ for -; a body that is text or bytes is sent as it is."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.key:
            named.setdefault("authorization", f"Bearer {self.key}")
        sent = body if isinstance(body, str | bytes) else json.dumps(body)
        content = {"data": sent, "content_type": named.pop("content-type", "application/json")}
        return self.client.generic(method.upper(), ROOT + path, headers=named, **(content if body is not None else {}))

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.call("get", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("post", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("patch", path, body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("put", path, body, **headers)

    def delete(self, path: str, **headers: str) -> HttpResponse:
        return self.call("delete", path, **headers)

    def upload(self, path: str, field: str, file: Any) -> HttpResponse:
        return self.send_form(path, {"field": field, "file": file})

    def send_form(self, path: str, sent: dict[str, Any], **headers: str) -> HttpResponse:
        """Members and files as a form of parts."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.key:
            named["authorization"] = f"Bearer {self.key}"
        return self.client.post(ROOT + path, sent, headers=named)


def refused(response: HttpResponse) -> tuple[int, str]:
    """Status and code of a problem, which must be told as one."""
    assert response["Content-Type"] == PROBLEM, response.content[:500]
    told = response.json()
    assert told["status"] == response.status_code
    assert told["type"] == f"/api/v1/problems/{told['code']}"
    return response.status_code, told["code"]
