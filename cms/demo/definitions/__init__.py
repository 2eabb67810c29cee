"""The demo's forms and routes, as the JSON of docs/formats.md."""

import json
from pathlib import Path
from typing import Any

from cases.gallery import ready_route
from forms.gallery import ready_form

# The demo tells of applications as they were before there was an agreement to sign in the route.
READY_ROUTES = ("aktivitetsplan", "lagesrapport", "aktivitetspeng", "andring")
GALLERY = ("ansokan", "aktivitetsplan", "lagesrapport", "aktivitetspeng", "andringsbegaran", "tjansteskrivelse")
FORMS = (*GALLERY, "beslutsunderlag")
ROUTES = ("ansokan", "aktivitetsplan", "lagesrapport", "beslutsunderlag", "aktivitetspeng", "andring")


def form_source(key: str) -> dict[str, Any]:
    """The association's own forms are those of the gallery; one is the demo's alone."""
    return ready_form(key).definition if key in GALLERY else _read(f"form-{key}.json")


def route_source(key: str) -> dict[str, Any]:
    return ready_route(key).definition if key in READY_ROUTES else _read(f"route-{key}.json")


def _read(name: str) -> dict[str, Any]:
    return json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
