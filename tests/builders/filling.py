"""A form to fill in, the people who do, and what a page of it posts.

draft = a_draft()
client.force_login(draft.writer)
client.post(draft.url("budget"), draft.post("budget", {"budget.lon.2014": "600 000"}))
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forms.actions.import_form import import_form
from forms.actions.start_submission import start_submission
from forms.domain.merging import digests
from forms.models import Form, Submission
from people.models import Body, Role, User
from tests.builders.forms import a_budget, a_column, a_field, a_form, a_section
from tests.builders.people import body, person, seat

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def a_form_to_fill_in(**members: Any) -> Form:
    plan = a_field(
        "row_table",
        "plan",
        columns=[a_column("text", "mal", spans=True), a_column("text", "aktivitet"), a_column("period", "tid")],
    )
    return import_form(
        a_form(
            a_section(
                "om",
                a_field("text", "rubrik", required=True),
                a_field("long_text", "bakgrund"),
                a_field("body", "sokande", multiple=True, applicants=True),
                a_field("period", "period"),
            ),
            a_section("budget", a_budget(), a_field("long_text", "kommentar")),
            a_section("plan", plan),
            a_section("bilagor", a_field("files", "bilagor"), a_field("text", "namn")),
            **members,
        ),
        None,
    )


@dataclass
class Filling:
    submission: Submission
    writer: User
    flen: Body
    vingaker: Body

    def url(self, section: str = "", name: str = "") -> str:
        name = name or ("section" if section else "overview")
        return reverse(f"forms:{name}", args=[self.submission.uuid, *([section] if section else [])])

    @property
    def now(self) -> Submission:
        return Submission.objects.get(pk=self.submission.pk)

    def post(self, section: str, typed: Mapping[str, Any], *, do: str = "stay", shown: str = "") -> dict[str, Any]:
        """What the page of the section posts when these inputs were filled in."""
        fields = self.submission.version.parsed.section(section).fields
        now = self.now
        return {
            "revision": str(now.revision),
            "base": digests(now.answers, [field.key for field in fields]),
            "shown": shown.split() or [field.key for field in fields],
            "do": do,
            **typed,
        }


def a_draft(**answers: Any) -> Filling:
    flen, vingaker = body("lsg-flen", name="LSG Flen"), body("lsg-vingaker", name="LSG Vingåker")
    writer = person("Processledare KFV")
    if not writer.mandates.exists():
        seat(flen, Role.PROCESS_LEADER, name=writer.name)
    form = Form.objects.filter(key="ansokan").first() or a_form_to_fill_in()
    submission = start_submission(form, writer, [flen, vingaker])
    if answers:
        submission.answers = {**submission.answers, **answers}
        submission.save(update_fields=["answers"])
    return Filling(submission, writer, flen, vingaker)


def chair_of(group: Body) -> User:
    return seat(group, Role.CHAIR)


def somebody_else() -> User:
    """In a local group, but not in one of these."""
    return seat(body("lsg-trosa", name="LSG Trosa"), Role.CHAIR)


def nobody() -> User:
    return person("Utan Uppdrag")


def a_file(name: str = "bilaga.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


PERIOD = {"from": "2014-03-01", "to": "2016-02-28"}


def s3_budget() -> dict[str, Any]:
    """The budget of the application of 2014 whose own sum for 2015 is 1 000 kronor short."""
    lines = {
        "lon": (600000, 712000, 120000),
        "lokal": (15000, 18000, 3000),
        "resor": (10000, 10000, 5000),
        "telefon": (10000, 10000, 2000),
        "dator": (15000, 15000, 3000),
    }
    by_year = {key: {str(2014 + place): str(amount) for place, amount in enumerate(row)} for key, row in lines.items()}
    return {
        "unit": "kr",
        "lines": [
            {"id": key, "key": key, "label": key.capitalize(), "measure": "", "amounts": amounts}
            for key, amounts in by_year.items()
        ],
        "printed": {"years": {"2014": "650000", "2015": "764000", "2016": "133000"}, "total": "1547000"},
    }


def typed_budget(budget: Mapping[str, Any], *, unit: str = "kr") -> dict[str, Any]:
    """The inputs of the grid as they stand when it is shown in kronor."""
    typed: dict[str, Any] = {"budget.unit": unit, "budget.rows": [line["id"] for line in budget["lines"]]}
    for line in budget["lines"]:
        for part in ("key", "label", "measure"):
            typed[f"budget.{line['id']}.{part}"] = line[part]
        typed |= {f"budget.{line['id']}.{year}": amount for year, amount in line["amounts"].items()}
    for year, amount in budget["printed"]["years"].items():
        typed[f"budget.printed.{year}"] = amount
    return typed | {"budget.printed.total": budget["printed"]["total"]}
