"""The JSON API described: its OpenAPI document made whole, and the page that is drawn from it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from forms.api.problems import MEDIA_TYPE, TYPES, ProblemDetails

REF = "#/components/schemas/"
# Refused with a problem of their own where they are missing, so our code takes them as optional.
PRECONDITIONS = ("If-Match", "Idempotency-Key")
# Page[FormOut] is a name that programs can be written with only as FormOutPage.
GENERIC = re.compile(r"\bPage_(\w+?)_(?=\W)")
MULTIPART = "multipart/form-data"
# 404 is told to an account without a mandate, whatever it asks for.
ANY_REQUEST = (400, 401, 403, 404, 422)
# What is read only while it stands at a certain point.
IN_TIME = ("get_move", "get_publication")


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """With problems on every operation, and the headers that are asked for said to be so."""
    problem = ProblemDetails.model_json_schema(ref_template=f"{REF}{{model}}")
    schema["components"]["schemas"].update(problem.pop("$defs"))
    schema["components"]["schemas"]["ProblemDetails"] = problem
    for _address, method, operation in operations(schema):
        operation["responses"] |= {status: _problem(status) for status in _refusals(method, operation)}
        for parameter in operation["parameters"]:
            if parameter["name"] in PRECONDITIONS:
                parameter["required"] = True
                parameter["schema"] = _not_null(parameter["schema"])
    named: dict[str, Any] = json.loads(GENERIC.sub(r"\1Page", json.dumps(schema)))
    return named


def _refusals(method: str, operation: Mapping[str, Any]) -> list[int]:
    """Every status that the operation may refuse with, told by what it takes."""
    taken = {parameter["name"] for parameter in operation["parameters"]}
    found = {*ANY_REQUEST}
    if "requestBody" in operation:
        found |= {413, 415}
    if method != "get" or operation["operationId"] in IN_TIME:
        found.add(409)
    if MULTIPART in operation.get("requestBody", {}).get("content", {}):
        found.add(503)
    if "If-Match" in taken:
        found |= {412, 428}
    return sorted(found)


def _problem(status: int) -> dict[str, Any]:
    codes = [code for code, kind in TYPES.items() if kind.status == status]
    return {
        "description": f"A problem (RFC 9457): {', '.join(codes)}",
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"{REF}ProblemDetails"}}},
    }


def _not_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in schema.items() if name not in ("anyOf", "default")}
    return next(({**kept, **one} for one in schema.get("anyOf", ()) if one.get("type") != "null"), kept)


def operations(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for address, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield address, method, operation


@require_safe
def docs(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """Drawn here: the usual pages of that kind need inline script and foreign hosts."""
    schema = api.get_openapi_schema()
    tags: dict[str, list[dict[str, Any]]] = {}
    for address, method, operation in operations(schema):
        tags.setdefault(operation["tags"][0], []).append(_operation(address, method, operation))
    context = {
        "tags": tags.items(),
        "shapes": [_shape(name, shape) for name, shape in sorted(schema["components"]["schemas"].items())],
        "problems": [{"code": code, "type": kind} for code, kind in TYPES.items()],
    }
    return render(request, "api/docs.html", context)


@require_safe
def problem(request: HttpRequest, code: str) -> HttpResponse:
    """What the `type` of a problem leads to."""
    if code not in TYPES:
        raise Http404
    return render(request, "api/problem.html", {"code": code, "type": TYPES[code]})


def _operation(address: str, method: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {})
    answers = operation["responses"].items()
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "address": address,
        "summary": operation["summary"],
        "description": worded(operation.get("description", "")),
        "parameters": [
            {**each, "kind": _kind(each["schema"]), "description": worded(each.get("description", ""))}
            for each in operation["parameters"]
        ],
        "bodies": [{"media": media, **_body(entry["schema"])} for media, entry in body.items()],
        "answers": [{"status": status, **_answer(answer)} for status, answer in answers if int(status) < 400],
        "refusals": [status for status, _ in answers if int(status) >= 400],
    }


def _body(schema: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return {"shape": _name(schema["$ref"])}
    return {"members": list(_members(schema))}


def _answer(answer: Mapping[str, Any]) -> dict[str, Any]:
    media = next(iter(answer.get("content", {})), "")
    schema = answer["content"][media]["schema"] if media else {}
    shape = _name(schema["$ref"]) if "$ref" in schema else ""
    headers = [{"name": name, **header} for name, header in answer.get("headers", {}).items()]
    return {"description": answer["description"], "media": media, "shape": shape, "headers": headers}


def _shape(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "description": worded(schema.get("description", "")),
        "allowed": schema.get("enum", ()),
        "members": list(_members(schema)),
    }


def worded(text: str) -> SafeString:
    """As it is read: what stands between grave accents is code."""
    parts = (("<code>{}</code>" if place % 2 else "{}", part) for place, part in enumerate(text.split("`")))
    return mark_safe("".join(format_html(form, part) for form, part in parts))  # noqa: S308  # each part is escaped


def _members(schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    required = schema.get("required", ())
    for name, member in schema.get("properties", {}).items():
        yield {
            "name": name,
            "kind": _kind(member),
            "shape": _name(member.get("$ref") or member.get("items", {}).get("$ref", "")),
            "required": name in required,
            "description": worded(member.get("description", "")),
        }


def _kind(schema: Mapping[str, Any]) -> str:
    """A word or two for a schema: `string (uuid)`, `array of string`, `integer or null`."""
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if "$ref" in schema:
        return _name(schema["$ref"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"array of {_kind(schema.get('items', {}))}"
    words = str(schema.get("type", "any"))
    return f"{words} ({schema['format']})" if "format" in schema else words


def _name(ref: str) -> str:
    return ref.removeprefix(REF)
