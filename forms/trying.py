"""A draft of a form as it can be looked at and tried: as far as it goes, and by whom the link is given to."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import Http404

from forms.compile import compile_form
from forms.domain.definition import check_definition
from forms.domain.problems import DefinitionProblem
from forms.models import DraftLink, Form, FormVersion
from people.models import User

SALT = "forms.trying"
UNNAMED = "…"


def own_token(form: Form, user: User | AnonymousUser) -> str:
    """What the editor's own button carries: it opens the draft for that editor alone, and is no link to share."""
    return signing.dumps([form.pk, user.pk], salt=SALT)


def form_of(token: str, user: User | AnonymousUser) -> Form:
    """The draft as it was last saved; 404 where the link was revoked, is too old or another's, or the form is gone."""
    link = DraftLink.objects.open().select_related("form").filter(token=token).first()
    form = link.form if link else _own_form(token, user)
    draft: Form = form.get_latest_revision_as_object()
    return draft


def _own_form(token: str, user: User | AnonymousUser) -> Form:
    try:
        form, owner = signing.loads(token, salt=SALT)
        found: Form = Form.objects.get(pk=form)
    except (signing.BadSignature, TypeError, ValueError, Form.DoesNotExist) as error:
        raise Http404 from error
    if user.pk != owner or not user.has_perm("forms.change_form"):
        raise Http404
    return found


@dataclass(frozen=True)
class Draft:
    """`definition` is what of the draft can be shown; `problems` are those of the whole draft."""

    definition: dict[str, Any]
    problems: list[DefinitionProblem]
    left_out: frozenset[str]  # the ids of fields and sections that cannot be shown yet

    @property
    def is_empty(self) -> bool:
        return not self.definition["sections"]

    def version(self, form: Form) -> FormVersion:
        """Never saved: what pages of forms ask a submission for."""
        return FormVersion(form=form, number=0, definition=self.definition)


def draft_of(form: Form) -> Draft:
    """What is wrong is left out: a condition before its field, a field before its section."""
    whole = compile_form(form)
    problems = check_definition(whole)
    definition = named(whole)
    left_out: set[str] = set()
    while definition["sections"] and (found := check_definition(definition)):
        left_out |= set(_without(definition, found))
    return Draft(definition, problems, frozenset(left_out))


def named(definition: Mapping[str, Any]) -> dict[str, Any]:
    """A copy where what has no name or key yet has one to be shown under."""
    copy = deepcopy(dict(definition))
    copy["title"] = copy.get("title") or UNNAMED
    copy["key"] = copy.get("key") or "utkast"
    for number, section in enumerate(copy["sections"], 1):
        section["title"] = section.get("title") or UNNAMED
        section["key"] = section.get("key") or f"avsnitt_{number}"
        for place, field in enumerate(section["fields"], 1):
            if field["kind"] != "information":
                field["label"] = field.get("label") or UNNAMED
            field["key"] = field.get("key") or f"falt_{number}_{place}"
    return copy


def _without(definition: dict[str, Any], problems: list[DefinitionProblem]) -> Iterator[str]:
    """Take one thing out for the first problem; gives the ids of what is gone."""
    at = str(problems[0].params.get("at", ""))
    place = re.match(r"sections\[(\d+)\](?:\.fields\[(\d+)\])?(?:\.(visible_when|required_when))?", at)
    sections = definition["sections"]
    if place is None or int(place[1]) >= len(sections):
        yield from (section["id"] for section in sections)
        sections.clear()
        return
    section = sections[int(place[1])]
    block = section["fields"][int(place[2])] if place[2] else section
    if place[3] and block.get(place[3]):
        block[place[3]] = None
        return
    (section["fields"] if place[2] else sections).remove(block)
    yield block["id"]
