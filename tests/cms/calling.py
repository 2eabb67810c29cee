"""Calls that schemathesis makes up, sent through Django's own client so that they share the test's transaction."""

import json
from typing import Any
from urllib.parse import urlsplit

import requests
import schemathesis
from django.test import Client
from schemathesis.core.transport import Response

from cms.api import api

SITE = "http://testserver"


def described() -> Any:
    """The schema as schemathesis reads it."""
    return schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))


def send(case: schemathesis.Case, key: str) -> Response:
    """What the site answers. An exception in a view comes out here, with its traceback, instead of a bare 500."""
    request = requests.Request(**_plain(case.as_transport_kwargs(base_url=SITE))).prepare()
    for name in [name for name in request.headers if name.lower() in ("authorization", "cookie")]:
        del request.headers[name]
    if key:
        request.headers["Authorization"] = f"Bearer {key}"
    address = urlsplit(request.url)
    body = request.body or b""
    answer = Client().generic(
        case.method.upper(),
        address.path + (f"?{address.query}" if address.query else ""),
        body if isinstance(body, bytes) else body.encode(),
        content_type=request.headers.get("Content-Type", ""),
        headers={name: value for name, value in request.headers.items() if name.lower() != "content-type"},
    )
    content = b"".join(answer) if answer.streaming else answer.content
    headers = {name: [value] for name, value in answer.headers.items()}
    return Response(answer.status_code, headers, content, request, elapsed=0.0, verify=False)


def _plain(arguments: dict[str, Any]) -> dict[str, Any]:
    wanted = ("method", "url", "headers", "params", "cookies", "data", "json", "files")
    return {name: value for name, value in arguments.items() if name in wanted}
