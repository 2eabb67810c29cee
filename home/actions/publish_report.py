"""Put an approved status report on its groups' pages, with personal data left out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.html import escape, format_html, format_html_join

from cases.actions.foresee import tells_of_a_period
from cases.domain.masking import Masks, Passage, masked
from cases.domain.public_minutes import first_masks
from cases.errors import CaseError
from cases.models import Case
from cases.permissions import SPEAKS_FOR_GROUP
from cases.queries.stages import stage_names
from forms.domain.definition import Definition, Field
from home.models import GroupPage, StandardPage
from people.domain.swedish import kr
from people.domain.swedish import period as written_period
from people.models import Body, Mandate, User
from people.queries.mandates import standing

# What a person is known by, and what only the register has use for.
LEFT_OUT = frozenset({"person", "email", "phone", "files", "consent", "information", "organisation_number"})
BULLET = re.compile(r"^\s*[-–•]\s+")
WORDS = frozenset({"text", "long_text", "rich_text"})


@transaction.atomic
def publish_report(case: Case, *, by: User) -> list[StandardPage]:
    """The office publishes; a group's chair or process leader leaves a draft for the office to publish.

    Raises CaseError: 403 for others, 409 where it is not approved, is secret, is there already or has no page to be on.
    """
    found = standing(by)
    groups = list(Body.objects.filter(case_groups__case=case).order_by("name", "pk"))
    speaks = any(found.holds(group.pk, *SPEAKS_FOR_GROUP) for group in groups)
    if not (found.is_office or speaks):
        raise CaseError("not_the_applicant")
    if not may_be_published(case):
        raise CaseError("report_not_approved")
    parents = list(GroupPage.objects.filter(body__in=groups).live().order_by("title", "pk"))
    if not parents:
        raise CaseError("no_group_page")
    content = content_of(case, groups)
    made = [page for parent in parents if (page := _put(parent, case, content, by, live=found.is_office))]
    if not made:
        raise CaseError("already_published")
    return made


def may_be_published(case: Case) -> bool:
    """A report that was approved all the way, and that nothing hides."""
    if case.status != Case.Status.ENDED or case.secret or case.disposed_on or not tells_of_a_period(case.submission):
        return False
    return case.end in stage_names().carried.get(case.route_version_id, set())


def slug_of(case: Case) -> str:
    return f"lagesrapport-{case.number.lower()}"


def _put(
    parent: GroupPage, case: Case, content: Sequence[tuple[str, str]], by: User, *, live: bool
) -> StandardPage | None:
    """Below the group's page, or the draft that lies there; None where nothing is left to do."""
    there = StandardPage.objects.child_of(parent).filter(slug=slug_of(case)).first()
    if there is not None and (there.live or not live):
        return None
    if there is None:
        there = parent.add_child(
            instance=StandardPage(title=case.title, slug=slug_of(case), live=False, content=list(content))
        )
    revision = there.save_revision(user=by)
    if live:
        # The office has the say here, whether or not it edits pages otherwise.
        revision.publish(user=by, skip_permission_checks=True)
        there.refresh_from_db()
    return there


def content_of(case: Case, groups: Sequence[Body]) -> list[tuple[str, str]]:
    """Headings and paragraphs of the answers as they were approved; names, numbers and addresses are masked."""
    revision = case.submission.sent_revisions.order_by("-number").first()
    if revision is None:
        return []
    parts = list(_parts(case.submission.version.parsed, revision.answers, {group.key: group.name for group in groups}))
    passages = [Passage(str(place), "", text) for place, (_, text) in enumerate(parts)]
    clean = masked(passages, _masks(case, groups, passages))
    made: list[tuple[str, str]] = []
    for (kind, _), passage in zip(parts, clean, strict=True):
        made.append((kind, passage.text) if kind == "heading" else ("paragraph", _html(kind, passage.text)))
    return made


def _masks(case: Case, groups: Sequence[Body], passages: Sequence[Passage]) -> Masks:
    seats = Mandate.objects.filter(body__in=groups).values_list("user__name", flat=True)
    return first_masks(passages, {*seats, str(case.submission.created_by)})


def _parts(definition: Definition, answers: Mapping[str, Any], groups: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """("heading", …), then of its fields ("label", …), ("text", …) or ("list", one row a line)."""
    for section in definition.sections:
        told = [(field, text) for field in section.fields if (text := _said(field, answers.get(field.key), groups))]
        if told:
            yield "heading", section.title[:120]
        for field, text in told:
            if field.label != section.title:
                yield "label", field.label
            yield ("list" if field.kind == "row_table" else "text"), text


def _said(field: Field, value: Any, groups: Mapping[str, str]) -> str:
    """In words; nothing of what says who somebody is. The title is the page's own."""
    if not value or field.kind in LEFT_OUT or field.key in ("rubrik", "roll"):
        return ""
    if field.kind == "row_table":
        return "\n".join(_row(row, field) for row in value if isinstance(row, dict))
    if field.kind == "body":
        return ", ".join(groups.get(key, "") for key in value if key in groups)
    if field.kind == "period" and isinstance(value, dict):
        return written_period(*(date.fromisoformat(value[end]) for end in ("from", "to")))
    return str(value) if field.kind in WORDS else ""


def _row(row: Mapping[str, Any], field: Field) -> str:
    """ "TUNA (LSG Nyköping; 859 000 kr)": the first cell, then the others."""
    cells = [
        _cell(row.get(column.key), column.kind) for column in field.options["columns"] if column.kind not in LEFT_OUT
    ]
    first, *others = [*cells, ""][: len(cells) or 1]
    more = "; ".join(each for each in others if each)
    return " ".join(f"{first} ({more})".split()) if more else " ".join(first.split())


def _cell(value: Any, kind: str) -> str:
    if not isinstance(value, str):
        return ""
    if kind == "money":
        try:
            return kr(Decimal(value))
        except InvalidOperation:
            return ""
    return value


def _html(kind: str, text: str) -> str:
    if kind == "label":
        return format_html("<h3>{}</h3>", text)
    lines = [line for line in text.split("\n") if line.strip()]
    if kind == "list":
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", _each(lines)))
    return "".join(_told(lines))


def _told(lines: Sequence[str]) -> Iterator[str]:
    """Paragraphs; lines that begin as a list does are one."""
    for is_list, group in groupby(lines, key=lambda line: bool(BULLET.match(line))):
        if is_list:
            yield _html("list", "\n".join(BULLET.sub("", line) for line in group))
        else:
            yield from (f"<p>{escape(line)}</p>" for line in group)


def _each(lines: Iterable[str]) -> Iterator[tuple[str]]:
    return ((line,) for line in lines)
