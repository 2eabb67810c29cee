"""A submission as the association's own paper form: its answers, its sums, lines to sign on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from forms.domain.definition import Definition
from forms.domain.evaluate import Evaluation, evaluate
from forms.domain.tables import TableValue
from forms.extensions import whereabouts
from forms.models import Submission, SubmissionRevision
from forms.queries.reading import read_sections
from people.paper.pdf import page, paper

TEMPLATE = "forms/paper/submission.html"
CSS = Path(__file__).with_name("submission.css")
# About what takes longer than a reader waits for: rows of tables, and thousands of characters of text.
QUICK_ROWS, QUICK_TEXT = 250, 120


@dataclass(frozen=True)
class Paper:
    submission: Submission
    definition: Definition
    evaluation: Evaluation
    sent_on: date | None

    @property
    def is_quick(self) -> bool:
        """Whether it can be made while somebody waits."""
        values = self.evaluation.values.values()
        rows = sum(len(value.rows) for value in values if isinstance(value, TableValue))
        text = sum(len(value) for value in values if isinstance(value, str))
        return rows <= QUICK_ROWS and text <= 1000 * QUICK_TEXT

    @property
    def title(self) -> str:
        return self.submission.title or self.definition.title

    def made(self, *, reference: str = "") -> bytes:
        return paper(TEMPLATE, self.context(reference), css=[CSS])

    def as_part(
        self, *, reference: str = "", names: Mapping[str, str] | None = None, **more: Any
    ) -> tuple[str, list[Path]]:
        """For a package of several papers: `names` of bodies and `more` (the letterhead) are read once for all."""
        return page(TEMPLATE, self.context(reference, names) | more), [CSS]

    def context(self, reference: str, names: Mapping[str, str] | None = None) -> dict[str, Any]:
        groups = [body.name for body in self.submission.bodies.all()]
        return {
            "title": self.title,
            "eyebrow": self.definition.title if self.title != self.definition.title else "",
            "reference": reference,
            "standing": "" if self.sent_on else _("Draft, not sent in"),
            "groups": groups,
            "sent_on": self.sent_on,
            "printed_on": timezone.localdate(),
            "sections": read_sections(self.definition, self.evaluation, names=names),
            # A paper without a group is signed by who wrote it.
            "signing": [[name] for name in groups or [str(self.submission.created_by)]],
        }


def paper_of_draft(submission: Submission, definition: Definition, evaluation: Evaluation) -> Paper:
    """As its writers read it: what stands now, also in what was sent in and opened again."""
    sent = submission.submitted_at if submission.state == Submission.State.SUBMITTED else None
    return Paper(submission, definition, evaluation, timezone.localdate(sent) if sent else None)


def paper_of_revision(revision: SubmissionRevision) -> Paper:
    """As it was sent in."""
    submission = revision.submission
    definition = submission.version.parsed
    return Paper(submission, definition, evaluate(definition, revision.answers), timezone.localdate(revision.sent_at))


def reference_of(submission: Submission) -> str:
    place = whereabouts([submission]).get(submission.pk) if submission.state != Submission.State.DRAFT else None
    return place.reference if place else ""
