"""The rows of an inbox, read and told: in which case, what there is to do, as whom, until when."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import CharField, F, IntegerField, Prefetch, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext

from cases.models import Agreement, AgreementParty, Assignment, Case, CaseGroup, Obligation, Supplement

from .inbox_lines import Kind
from .stages import StageNames

# What is read for the rows of each kind, with what they show; kinds of one table are read together.
OF_TABLE: dict[Any, tuple[Kind, ...]] = {
    Assignment: (Kind.ANSWER, Kind.SILENT),
    Supplement: (Kind.SUPPLEMENT,),
    Obligation: (Kind.OBLIGATION, Kind.RETURNED, Kind.REVIEW, Kind.COMING),
    Agreement: (Kind.DRAFT, Kind.SIGNING),
    Case: (Kind.WANTED, Kind.OTHERS, Kind.LATE_WITH_OTHERS),
}


@dataclass(frozen=True)
class Item:
    """One thing to do: in which case, what, as whom, until when."""

    kind: Kind
    case: Case
    what: str
    bodies: tuple[str, ...]
    due_on: date | None
    late: bool
    days_late: int = 0
    # Body (its key) and role that nobody holds, where that is why it waits.
    missing: tuple[tuple[str, str], ...] = ()
    # Where it is done, when that is not the page of the case.
    url: str = ""


def read_rows(wanted: Mapping[Kind, Iterable[int]]) -> dict[Kind, dict[int, Any]]:
    """The rows of each kind by primary key: one query for each table that there is something of, two for some."""
    rows: dict[Kind, dict[int, Any]] = {kind: {} for kind in Kind}
    for model, kinds in OF_TABLE.items():
        keys = {pk for kind in kinds for pk in wanted.get(kind, ())}
        if not keys:
            continue
        # They were chosen already: only what a row shows is read of each.
        there = {row.pk: row for row in _with_what_is_shown(model.objects.filter(pk__in=keys).order_by())}
        for kind in kinds:
            rows[kind] = {pk: there[pk] for pk in wanted.get(kind, ()) if pk in there}
    return rows


def _with_what_is_shown(rows: Any) -> Any:
    if rows.model is Assignment:
        return rows.select_related("case", "body")
    if rows.model is Supplement:
        return rows.select_related("case", "assignment__body")
    if rows.model is Case:
        waiting = Assignment.objects.filter(state=Assignment.State.WAITING).select_related("body")
        return rows.prefetch_related(Prefetch("assignments", waiting, to_attr="open_turns"))
    return rows.select_related("case")


@dataclass(frozen=True)
class Named:
    """By case the names of the applying groups; by agreement those of who has yet to sign it."""

    groups: Mapping[int, tuple[str, ...]]
    signers: Mapping[int, tuple[str, ...]]


GROUP, SIGNER = "group", "signer"


def names_of(rows: Mapping[Kind, Mapping[int, Any]]) -> Named:
    """Where a row shows them; one query."""
    of_promises = (Kind.OBLIGATION, Kind.RETURNED, Kind.REVIEW, Kind.COMING)
    cases = {row.case_id for kind in of_promises for row in rows[kind].values()}
    cases |= {case for kind in (Kind.OTHERS, Kind.LATE_WITH_OTHERS) for case in rows[kind]}
    links = CaseGroup.objects.filter(case__in=cases)
    parties = AgreementParty.objects.filter(agreement__in=rows[Kind.SIGNING], signs=True, signed_on=None)
    groups = _named(links, GROUP, of="case_id", name="body__name", order=Value(0))
    signers = _named(parties, SIGNER, of="agreement_id", name="name", order=F("place"))
    names: dict[str, dict[int, tuple[str, ...]]] = {GROUP: {}, SIGNER: {}}
    for sort, row, called, _order in groups.union(signers, all=True).order_by("in_order", "called"):
        names[sort][row] = (*names[sort].get(row, ()), called)
    return Named(names[GROUP], names[SIGNER])


def _named(rows: Any, sort: str, *, of: str, name: str, order: Any) -> Any:
    said = rows.order_by().annotate(sort=Value(sort, CharField()), row=F(of), called=F(name))
    return said.annotate(in_order=Cast(order, IntegerField())).values_list("sort", "row", "called", "in_order")


@dataclass(frozen=True)
class Telling:
    """Makes items of what was read."""

    names: StageNames
    on: date
    named: Named

    def item(self, kind: Kind, row: Any) -> Item:
        make: dict[Kind, Callable[[Any], Item]] = {
            Kind.ANSWER: self.turn,
            Kind.SUPPLEMENT: self.supplement,
            Kind.OBLIGATION: self.obligation,
            Kind.RETURNED: self.obligation,
            Kind.COMING: self.obligation,
            Kind.REVIEW: self.review,
            Kind.DRAFT: self.draft,
            Kind.WANTED: self.wanted,
            Kind.SIGNING: self.signing,
            Kind.OTHERS: self.case,
            Kind.LATE_WITH_OTHERS: self.case,
        }
        return make[kind](row)

    def turn(self, turn: Assignment) -> Item:
        what = self.names.full.get((turn.case.route_version_id, turn.stage), turn.stage)
        return self._item(Kind.ANSWER, turn.case, what, (turn.body.name,), turn.due_on)

    def supplement(self, asked: Supplement) -> Item:
        return self._item(Kind.SUPPLEMENT, asked.case, asked.question, (asked.assignment.body.name,), asked.due_on)

    def obligation(self, promised: Obligation) -> Item:
        groups = self.named.groups.get(promised.case_id, ())
        what = promised.title
        if promised.returned_on is not None:
            what = gettext("Change and send in again: %(what)s") % {"what": what}
        item = self._item(Kind.OBLIGATION, promised.case, what, groups, promised.due_on)
        return replace(item, url=_address(promised))

    def review(self, sent: Obligation) -> Item:
        """What was sent in and waits for the office: not late with those who sent it."""
        what, groups = gettext("Look at: %(what)s") % {"what": sent.title}, self.named.groups.get(sent.case_id, ())
        return Item(Kind.REVIEW, sent.case, what, groups, sent.due_on, False, url=_address(sent))

    def draft(self, agreement: Agreement) -> Item:
        what = gettext("%(agreement)s: send it to be signed") % {"agreement": agreement.name}
        return Item(Kind.DRAFT, agreement.case, what, (), None, False, url=agreement.get_absolute_url())

    def wanted(self, case: Case) -> Item:
        url = reverse("cases:draw_up_agreement", args=[case.number])
        return Item(Kind.WANTED, case, gettext("Draw up the agreement"), (), None, False, url=url)

    def signing(self, agreement: Agreement) -> Item:
        """Waits for its parties; whose turn it is are their names."""
        names = self.named.signers.get(agreement.pk, ())
        what = gettext("%(agreement)s: to be signed") % {"agreement": agreement.name}
        item = self._item(Kind.SIGNING, agreement.case, what, names, agreement.sign_by)
        return replace(item, url=agreement.get_absolute_url())

    def case(self, case: Case) -> Item:
        """A case that others have now."""
        if case.status == Case.Status.SUPPLEMENT:
            groups = self.named.groups.get(case.pk, ())
            return self._item(Kind.SUPPLEMENT, case, self.names.where(case), groups, case.due_on)
        asked = tuple(turn.body.name for turn in case.open_turns)  # type: ignore[attr-defined]
        return self._item(Kind.ANSWER, case, self.names.where(case), asked, case.due_on)

    def silent(self, turns: Iterable[Assignment]) -> list[Item]:
        """The cases whose open turns nobody may answer, each with what to mend it by."""
        by_case: dict[int, list[Assignment]] = {}
        for turn in turns:
            by_case.setdefault(turn.case_id, []).append(turn)
        return [self._silent(mine) for mine in by_case.values()]

    def _silent(self, turns: list[Assignment]) -> Item:
        case, missing = turns[0].case, dict.fromkeys((turn.body.key, turn.role) for turn in turns)
        asked = tuple(turn.body.name for turn in turns)
        item = self._item(Kind.ANSWER, case, self.names.where(case), asked, case.due_on)
        return replace(item, missing=tuple(missing))

    def _item(self, kind: Kind, case: Case, what: str, bodies: tuple[str, ...], due_on: date | None) -> Item:
        days = (self.on - due_on).days if due_on else 0
        return Item(kind, case, what, bodies, due_on, days > 0, max(0, days))


def _address(obligation: Obligation) -> str:
    return reverse("cases:owed", args=[obligation.case.number, obligation.pk])
