"""A submission with what its pages know: the definition, the evaluation, who saved which section."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Max

from forms.domain.definition import Definition, Section, parse_definition
from forms.domain.evaluate import Evaluation, evaluate
from forms.domain.progress import Progress, progress, visible_sections
from forms.models import FormVersion, Submission, SubmissionEvent


@lru_cache(maxsize=64)
def definition_of(version_id: int) -> Definition:
    """The parsed definition of a version; versions never change, so it is parsed once a process."""
    return parse_definition(FormVersion.objects.values_list("definition", flat=True).get(pk=version_id))


@dataclass
class Draft:
    submission: Submission

    @cached_property
    def definition(self) -> Definition:
        return self.submission.version.parsed

    @cached_property
    def evaluation(self) -> Evaluation:
        return evaluate(self.definition, self.submission.answers)

    @property
    def answers(self) -> Mapping[str, Any]:
        """As stored, those that are hidden now too."""
        stored = self.submission.answers
        return stored if isinstance(stored, dict) else {}

    @property
    def is_reopened(self) -> bool:
        return self.submission.state == Submission.State.REOPENED

    @property
    def is_open(self) -> bool:
        return self.submission.state != Submission.State.SUBMITTED

    @cached_property
    def sections(self) -> list[Section]:
        """The visible ones, and those alone that were opened again while a supplement is asked for."""
        return visible_sections(self.definition, self.evaluation)

    def may_change(self, section: Section) -> bool:
        if self.is_reopened:
            return section.key in self.submission.open_sections
        return self.is_open

    @property
    def to_fill_in(self) -> list[Section]:
        return [section for section in self.sections if self.may_change(section)]

    @cached_property
    def last_saves(self) -> dict[str, SubmissionEvent]:
        """The last save of each section, by its key."""
        saves = SubmissionEvent.objects.filter(submission=self.submission, kind=SubmissionEvent.Kind.SAVED)
        latest = saves.exclude(section="").values("section").annotate(last=Max("pk")).values("last")
        return {event.section: event for event in SubmissionEvent.objects.filter(pk__in=latest).select_related("by")}

    @property
    def unanswered(self) -> list[Section]:
        """Those that were opened again and that nobody has saved since the answers were sent in."""
        sent = self.submission.submitted_at
        if not self.is_reopened or sent is None:
            return []
        saves = self.last_saves
        return [each for each in self.to_fill_in if each.key not in saves or saves[each.key].at <= sent]

    def progress(self, section: Section) -> Progress:
        return progress(section, self.evaluation, self.last_saves)
