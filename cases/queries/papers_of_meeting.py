"""The papers of a meeting as one reader may have them: what was sent in, opinions and proposals, files."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from cases.domain.documents import attached_in
from cases.models import AgendaItem, Case, Document, PointFile
from cases.queries.meeting_page import MeetingPage
from forms.models import SubmissionRevision

# Beyond this a package is no longer read as one: the rest is read in the cases.
MOST_PAPERS = 200
Kind = Document.Kind
# What the office keeps in the case and sends no meeting.
NOT_SENT = (Kind.MASKED, Kind.RECEIPT, Kind.PAYMENT, Kind.MESSAGE, Kind.LETTER, Kind.REQUEST, Kind.WITHDRAWAL)
SAID = (Kind.OPINION, Kind.PROPOSAL)


@dataclass(frozen=True)
class PapersOfPoint:
    item: AgendaItem
    # The reader may not read the case: of it there is the number on the agenda, nothing else.
    hidden: bool = False
    documents: list[Document] = field(default_factory=list)
    files: list[PointFile] = field(default_factory=list)


def papers_of_meeting(page: MeetingPage) -> list[PapersOfPoint]:
    """By point, in the order of the agenda; four queries. Secrecy holds as it does in the cases themselves."""
    wanted = [item.case_id for item in page.items if item.case_id is not None]
    cases = Case.objects.visible_in(page.found).filter(pk__in=wanted, disposed_on=None)
    seen = set(cases.values_list("pk", flat=True))
    documents = _documents(page, seen)
    files: dict[int, list[PointFile]] = defaultdict(list)
    for one in PointFile.objects.filter(meeting=page.meeting):
        files[one.item_id].append(one)
    return [
        PapersOfPoint(
            item,
            hidden=item.case_id is not None and item.case_id not in seen,
            documents=documents.get(item.case_id, []) if item.case_id is not None else [],
            files=files[item.pk],
        )
        for item in page.items
    ]


def _documents(page: MeetingPage, cases: set[int]) -> dict[int, list[Document]]:
    rows = (
        Document.objects.visible_in(page.found)
        .filter(case__in=cases)
        .exclude(kind__in=NOT_SENT)
        .select_related(
            "case",
            "attachment",
            "assignment__body",
            "revision__submission__version__form",
            "revision__submission__created_by",
        )
        .prefetch_related("revision__submission__bodies")
        .order_by("case", "number")
    )
    by_case: dict[int, list[Document]] = defaultdict(list)
    for row in rows:
        by_case[row.case_id].append(row)
    found = {case: _chosen(documents) for case, documents in by_case.items()}
    left = MOST_PAPERS
    for case in dict.fromkeys(item.case_id for item in page.items if item.case_id in found):
        found[case] = found[case][: max(left, 0)]
        left -= len(found[case])
    return found


def _chosen(documents: list[Document]) -> list[Document]:
    """The latest of each sending with its files, then what was said of it, then what the office took in."""
    latest = _latest(each.revision for each in documents)
    named = {file for revision in latest.values() for file in attached_in(revision.answers)}
    sendings = [each for each in documents if each.revision and latest[each.revision.submission_id] == each.revision]
    application = [each for each in sendings if each.kind not in (*SAID, Kind.REPORT)]
    attached = [each for each in documents if each.attachment and str(each.attachment.uuid) in named]
    said = [each for each in sendings if each.kind in SAID]
    # An answer that stands on a form is that form; without one it is its text.
    forms = {(each.counterpart, each.kind) for each in said}
    said += [
        each
        for each in documents
        if each.assignment and each.assignment.text.strip() and (each.counterpart, each.kind) not in forms
    ]
    taken_in = [each for each in documents if each.file]
    return application + attached + sorted(said, key=lambda each: each.number) + taken_in


def _latest(revisions: Iterable[SubmissionRevision | None]) -> dict[int, SubmissionRevision]:
    found: dict[int, SubmissionRevision] = {}
    for one in revisions:
        if one is not None and (one.submission_id not in found or one.number > found[one.submission_id].number):
            found[one.submission_id] = one
    return found
