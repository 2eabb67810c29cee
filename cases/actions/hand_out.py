"""Hand documents out of a case: whole, masked or not at all, with a log of who got what on which ground."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import pgettext

from cases import audit
from cases.domain.masking import Masks, masked, read_masks
from cases.errors import CaseError
from cases.models import Case, Document, Handout, HandoutItem, SecrecyGround
from cases.queries.passages import passages_of
from cases.tasks import forget_files
from people.models import User

from .keeping_files import kept_file
from .mandates import must_be_association
from .moving import locked
from .registering import Paper, register

How, State = HandoutItem.How, Handout.State


@transaction.atomic
def start_handout(
    case: Case,
    *,
    by: User,
    documents: Iterable[Document],
    asked_on: date,
    recipient: str = "",
    means: str = "",
    at: datetime | None = None,
) -> Handout:
    """The office notes that somebody asks for documents. Raises CaseError: 403 for others, 422 for none."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    chosen = list(documents)
    if not chosen:
        raise CaseError("no_documents", field="documents")
    if asked_on > timezone.localdate(at):
        raise CaseError("document_in_the_future", field="asked_on")
    case = locked(case, even_archived=True)
    handout = Handout.objects.create(
        case=case,
        recipient=" ".join(recipient.split())[:200],
        means=" ".join(means.split())[:100],
        asked_on=asked_on,
        started_by=by,
        started_at=at,
    )
    HandoutItem.objects.bulk_create(
        HandoutItem(
            handout=handout,
            document=document,
            # What secrecy stands on goes out masked at most, until somebody has judged it.
            how=How.MASKED if document.secrecy or case.secret else How.WHOLE,
        )
        for document in chosen
    )
    data = {"handout": handout.pk, "documents": [document.number for document in chosen]}
    audit.record(case, "handout_started", by=by, at=at, data=data)
    return handout


@dataclass(frozen=True)
class Judged:
    """How one document goes out, and on which ground the rest is kept back."""

    how: str
    ground: SecrecyGround | None = None
    ground_text: str = ""
    upload: Any = None  # a masked copy of a file, made elsewhere


@transaction.atomic
def judge_items(handout: Handout, judged: Mapping[int, Judged], *, by: User, at: datetime | None = None) -> Handout:
    """Save how each item (by its id) goes out while the handout is being prepared."""
    handout, _case = _prepared(handout, by, at)
    for item in handout.items.select_related("document"):
        said = judged.get(item.pk)
        if said is None:
            continue
        if said.how not in How.values:
            raise CaseError("unknown_outcome", field="how", outcome=said.how)
        item.how, item.ground, item.ground_text = said.how, said.ground, " ".join(said.ground_text.split())[:200]
        if said.upload is not None:
            item.masks = {"file": _stored_copy(said.upload)}
        item.save()
    return handout


def _stored_copy(upload: Any) -> dict[str, Any]:
    kept = kept_file(upload)
    return {**kept, "uuid": str(kept["uuid"])}


@transaction.atomic
def mask_item(item: HandoutItem, masks: Masks, *, by: User, at: datetime | None = None) -> HandoutItem:
    """Save what is masked in a document whose text the system has."""
    handout, _case = _prepared(item.handout, by, at)
    item = handout.items.select_related("document").get(pk=item.pk)
    known = {passage.key for passage in passages_of(item.document)}
    if unknown := (masks.passages | set(masks.stretches)) - known:
        raise CaseError("unknown_passage", passages=", ".join(sorted(unknown)))
    item.how = How.WHOLE if masks.is_empty else How.MASKED
    item.masks = {} if masks.is_empty else masks.as_json()
    item.save()
    return item


@transaction.atomic
def settle_handout(handout: Handout, *, by: User, reason: str = "", at: datetime | None = None) -> Handout:
    """Hand out as it was judged: masked copies become documents of the case, the originals stay as they are.

    Raises CaseError: 403 for others, 409 when it is settled, 422 where something kept back has no ground,
    where a masked document has nothing masked, or where nothing goes out and no reason is given.
    """
    at = at or timezone.now()
    handout, case = _prepared(handout, by, at)
    items = list(handout.items.select_related("document__case", "ground").order_by("document__number"))
    reason = reason.strip()
    out = [item for item in items if item.how != How.REFUSED]
    for item in items:
        _check(item)
    if not out and not reason:
        raise CaseError("refusal_reason_missing", field="reason")
    for item in items:
        if item.how == How.MASKED:
            item.copy = _masked_copy(case, item, handout, by, at)
            item.save(update_fields=["copy"])
    kept_back = any(item.how != How.WHOLE for item in items)
    handout.state = State.REFUSED if not out else State.PARTLY if kept_back else State.HANDED_OUT
    handout.reason, handout.settled_by, handout.settled_at = reason, by, at
    handout.save()
    data = {
        "handout": handout.pk,
        "state": handout.state,
        "documents": [_said(item) for item in items],
        "recipient_sha256": audit.digest(handout.recipient),
        "reason_sha256": audit.digest(reason),
    }
    audit.record(case, "handed_out", by=by, at=at, data=data)
    return handout


@transaction.atomic
def drop_handout(handout: Handout, *, by: User, at: datetime | None = None) -> Handout:
    """Nobody asks for it any more."""
    at = at or timezone.now()
    handout, case = _prepared(handout, by, at)
    handout.state, handout.settled_by, handout.settled_at = State.DROPPED, by, at
    handout.save()
    names = [item.masks["file"]["file"] for item in handout.items.all() if "file" in item.masks]
    if names:
        forget_files.enqueue(names)
    audit.record(case, "handout_dropped", by=by, at=at, data={"handout": handout.pk})
    return handout


def _prepared(handout: Handout, by: User, at: datetime | None) -> tuple[Handout, Case]:
    must_be_association(by, on=timezone.localdate(at) if at else timezone.localdate())
    case = locked(handout.case, even_archived=True)
    handout = case.handouts.get(pk=handout.pk)
    if handout.state != State.PREPARED:
        raise CaseError("handout_settled")
    return handout, case


def _check(item: HandoutItem) -> None:
    number = item.document.reference
    if item.how == How.WHOLE:
        return
    if not item.law:
        raise CaseError("ground_missing_for", document=number)
    if item.how == How.MASKED and not _is_masked(item):
        raise CaseError("nothing_masked", document=number)


def _is_masked(item: HandoutItem) -> bool:
    """Words that stand nowhere mask nothing: such a copy would go out whole under another name."""
    if not item.masks or "file" in item.masks:
        return bool(item.masks)
    passages = passages_of(item.document)
    return masked(passages, read_masks(item.masks)) != tuple(passages)


def _masked_copy(case: Case, item: HandoutItem, handout: Handout, by: User, at: datetime) -> Document:
    with translation.override(settings.LANGUAGE_CODE):
        title = pgettext("document", "Masked copy of %(reference)s") % {"reference": item.document.reference}
        unnamed = pgettext("recipient", "Not named")
    stands_for: dict[str, Any] = {"masked_from": item.document}
    if "file" in item.masks:
        stands_for |= item.masks["file"]
    else:
        left = masked(passages_of(item.document), read_masks(item.masks))
        content = [{"label": each.label, "text": each.text} for each in left]
        stands_for |= {"content": content, "sha256": audit.digest(content)}
    paper = Paper(Document.Direction.OUT, Document.Kind.MASKED, title, handout.recipient or unnamed, stands_for)
    return register(case, [paper], by=by, at=at)[0]


def _said(item: HandoutItem) -> dict[str, Any]:
    copy = {"copy": item.copy.number, "copy_sha256": item.copy.sha256} if item.copy is not None else {}
    return {"document": item.document.number, "how": item.how, "ground": item.law and audit.digest(item.law), **copy}
