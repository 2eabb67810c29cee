"""What the office does with the agreements of a case: draws up, changes, sends, notes signatures, cancels."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.cancel_agreement import cancel_agreement
from cases.actions.draw_up_agreement import change_agreement, draw_up_agreement
from cases.actions.send_agreement import send_agreement
from cases.actions.sign_agreement import record_signature
from cases.inputs.agreement import AgreementInput, SendInput, SignatureInput
from cases.inputs.office import ReasonInput
from cases.models import Agreement, AgreementParty, AgreementTemplate, FollowUp
from cases.queries.agreement_text import begun_with, terms_of
from cases.queries.case_page import CasePage
from people.models import User

from .kinds import Done, Move, Posted
from .turns import is_office
from .whole import alone

ONLY_THE_ASSOCIATION = gettext_lazy("Only the association can do this.")
Status, Use = Agreement.Status, AgreementTemplate.Use


def _in(page: CasePage, *states: str) -> list[Agreement]:
    can = page.found.is_office and page.case.archived_on is None
    return [each for each in page.agreements if each.status in states] if can else []


def _to_sign(page: CasePage) -> Sequence[AgreementParty]:
    return [party for each in _in(page, Status.SENT) for party in each.unsigned]


def _in_force(page: CasePage) -> Agreement | None:
    return next((each for each in page.agreements if each.status == Status.IN_FORCE), None)


def agreement_of(page: CasePage, party: AgreementParty) -> Agreement:
    return next(each for each in page.agreements if each.pk == party.agreement_id)


def _draft_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> AgreementInput:
    amends = _in_force(page)
    first = begun_with(page.case, amends=amends) if posted is None else None
    return AgreementInput(posted, use=Use.AMENDMENT if amends else Use.AGREEMENT, initial=first)


def _draw_up(page: CasePage, thing: Any, form: AgreementInput, by: User) -> Done:
    made = draw_up_agreement(page.case, form.terms, by=by, amends=_in_force(page))
    return Done(_("The draft is made. Read it before you send it."), made)


def _change_form(page: CasePage, now: Any, posted: Posted, files: Posted = None) -> AgreementInput:
    use = Use.AMENDMENT if now.amends_id else Use.AGREEMENT
    first = {**terms_of(now), "revision": now.revision} if posted is None else None
    return AgreementInput(posted, use=use, now=now.template, initial=first)


def _change(page: CasePage, now: Agreement, form: AgreementInput, by: User) -> Done:
    change_agreement(now, form.terms, revision=form.cleaned_data["revision"] or 0, by=by)
    return Done(_("The draft is changed."), now)


def _send_form(page: CasePage, now: Any, posted: Posted, files: Posted = None) -> SendInput:
    days = timedelta(days=FollowUp.in_use().signing_days)
    return SendInput(posted, initial={"revision": now.revision, "sign_by": page.on + days})


def _send(page: CasePage, now: Agreement, form: SendInput, by: User) -> Done:
    send_agreement(now, by=by, **form.cleaned_data)
    return Done(_("The agreement is sent to be signed. Note here when each party has signed."), now)


def _signature_form(page: CasePage, party: Any, posted: Posted, files: Any = None) -> SignatureInput:
    return SignatureInput(posted, files, initial={"signed_by": party.signatory, "signed_on": page.on})


def _sign(page: CasePage, party: AgreementParty, form: SignatureInput, by: User) -> Done:
    made = record_signature(agreement_of(page, party), party.place, by=by, **form.cleaned_data)
    is_done = made.status == Status.IN_FORCE
    said = _("All have signed. The agreement is in force.") if is_done else _("The signature is noted.")
    return Done(said, made)


def _reason_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> ReasonInput:
    return ReasonInput(posted, auto_id="cancel_%s")


def _cancel(page: CasePage, now: Agreement, form: ReasonInput, by: User) -> Done:
    cancel_agreement(now, by=by, **form.cleaned_data)
    return Done(_("The agreement is cancelled. You can draw up another one."), now)


def _at(name: str) -> Any:
    return lambda page, now: reverse(name, args=[page.case.number, now.number])


def _at_party(page: CasePage, party: AgreementParty) -> str:
    place = (page.case.number, agreement_of(page, party).number, party.place)
    return reverse("cases:sign_agreement", args=place)


DRAW_UP_AGREEMENT = Move(
    key="draw_up_agreement",
    name=gettext_lazy("Draw up the agreement"),
    why_not=ONLY_THE_ASSOCIATION,
    too_late=gettext_lazy("There is nothing to agree on, or an agreement is drawn up already."),
    may=is_office,
    open_to=lambda page: alone(page.found.is_office and page.is_to_be_agreed),
    page=lambda page, thing: reverse("cases:draw_up_agreement", args=[page.case.number]),
    form=_draft_form,
    do=_draw_up,
)
CHANGE_AGREEMENT = Move(
    key="change_agreement",
    name=gettext_lazy("Change the draft"),
    about="agreement",
    why_not=ONLY_THE_ASSOCIATION,
    too_late=gettext_lazy("The agreement is no draft any more."),
    may=is_office,
    open_to=lambda page: _in(page, Status.DRAFT),
    page=_at("cases:change_agreement"),
    form=_change_form,
    do=_change,
)
SEND_AGREEMENT = Move(
    key="send_agreement",
    name=gettext_lazy("Send it to be signed"),
    about="agreement",
    why_not=ONLY_THE_ASSOCIATION,
    too_late=gettext_lazy("The agreement is no draft any more."),
    may=is_office,
    open_to=lambda page: _in(page, Status.DRAFT),
    page=_at("cases:agreement"),
    form=_send_form,
    do=_send,
)
SIGN_AGREEMENT = Move(
    key="sign_agreement",
    name=gettext_lazy("Note a signature"),
    about="party",
    why_not=ONLY_THE_ASSOCIATION,
    too_late=gettext_lazy("The agreement does not wait for this signature."),
    may=is_office,
    open_to=_to_sign,
    page=_at_party,
    form=_signature_form,
    do=_sign,
)
CANCEL_AGREEMENT = Move(
    key="cancel_agreement",
    name=gettext_lazy("Cancel the agreement"),
    about="agreement",
    why_not=ONLY_THE_ASSOCIATION,
    too_late=gettext_lazy("The agreement is settled already."),
    may=is_office,
    open_to=lambda page: _in(page, Status.DRAFT, Status.SENT),
    page=_at("cases:agreement"),
    form=_reason_form,
    do=_cancel,
)
