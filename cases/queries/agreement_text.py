"""What an agreement says: its template filled in with what the case, the decision and the office say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext, pgettext

from cases.domain.agreeing import Insets, Part, conditions_of, drawn_up, total_of
from cases.domain.following_up import AGREEMENT_DAY, Span, is_evaluated
from cases.domain.letters import fill
from cases.models import (
    Agreement,
    AgreementParty,
    AgreementTemplate,
    Case,
    ChangeRequest,
    Decision,
    FollowUp,
    Obligation,
)
from forms.models import SubmissionRevision
from people.domain.swedish import HARD_SPACE, kr, long_day, period
from people.models import Body, Mandate, Party, PartyKind, Role
from people.paper.letterhead import letterhead

from .agreements import amounts_of
from .follow_up import owed_by, title_of

# The fields of an application that an agreement begins with, by their keys (docs/formats.md).
EMPLOYER, PURPOSE = "arbetsgivare", "syfte"
LONGEST_PURPOSE = 4_000


@dataclass(frozen=True)
class Terms:
    """What the office says of an agreement; the rest follows from the decision."""

    template: AgreementTemplate
    employer: str = ""
    employer_number: str = ""
    party: Party | None = None
    employer_signatory: str = ""
    employer_title: str = ""
    signatory: str = ""
    signatory_title: str = ""
    groups_sign: bool = False
    # Empty: the template's.
    notice_months: int | None = None
    purpose: str = ""
    special_terms: str = ""
    period_from: date | None = None
    period_to: date | None = None


@dataclass(frozen=True)
class Drawn:
    """The text with what it was made of, as the columns of an agreement keep it."""

    title: str
    parts: tuple[Part, ...]
    parties: tuple[AgreementParty, ...]
    amounts: dict[str, str]
    conditions: list[str]
    obligations: list[dict[str, Any]]

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "content": [part.kept for part in self.parts],
            "amounts": self.amounts,
            "conditions": self.conditions,
            "obligations": self.obligations,
        }


def drawn(case: Case, decision: Decision, terms: Terms, *, amends: Agreement | None = None) -> Drawn:
    """In the site's language, whoever draws it up."""
    with translation.override(settings.LANGUAGE_CODE):
        groups = list(Body.objects.filter(case_groups__case=case).order_by("name"))
        later = changed_by(case) if amends is not None else []
        amounts = amounts_of(decision)
        conditions = [each for one in (decision, *later) for each in conditions_of(one.conditions)]
        owed = list(_obligations(case, decision))
        parties = tuple(_parties(terms, groups))
        values = _values(case, later[-1] if later else decision, terms, groups, amounts, amends)
        insets = Insets(
            parties=tuple(_party_row(each) for each in parties),
            amounts=(*((year, kr(Decimal(each))) for year, each in amounts.items()), _sum(amounts)),
            conditions=tuple(conditions),
            obligations=tuple(sentence_of(each) for each in owed),
            signatures=tuple((each.name, each.signatory, each.signatory_title) for each in parties if each.signs),
        )
        title = " ".join(fill(terms.template.title, values).split())[:200]
        parts = tuple(drawn_up(terms.template.body, values, insets))
    return Drawn(title, parts, parties, amounts, conditions, owed)


def changed_by(case: Case) -> list[Decision]:
    """The decisions that have changed what the case was granted, each in a case of its own; the latest last."""
    requests = ChangeRequest.objects.filter(amends=case, amendment__isnull=False).values("case")
    found = Decision.objects.filter(case__in=requests, replaced_by=None).select_related("case")
    return list(found.order_by("decided_on", "pk"))


def sentence_of(owed: Mapping[str, Any]) -> str:
    """“Lägesrapport 2026-01-01–2026-06-30: senast den 31 juli 2026.”"""
    if owed["due_on"]:
        words = gettext("%(what)s: no later than %(day)s.")
        return words % {"what": owed["title"], "day": long_day(date.fromisoformat(owed["due_on"]))}
    if owed.get("months"):
        words = gettext("%(what)s: within %(months)s months from the day that the agreement came into force.")
        return words % {"what": owed["title"], "months": owed["months"]}
    return gettext("%(what)s: when the association asks for it.") % {"what": owed["title"]}


def notice_of(terms: Terms) -> int:
    return terms.template.notice_months if terms.notice_months is None else terms.notice_months


def months_in_words(months: int) -> str:
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


def begun_with(case: Case, *, amends: Agreement | None = None) -> dict[str, Any]:
    """What a new draft begins with: the application's words, the association's director, the earlier agreement's."""
    template = AgreementTemplate.objects.offered("amendment" if amends else "agreement").first()
    found: dict[str, Any] = {"template": template, "period_from": case.period_from, "period_to": case.period_to}
    found |= _director(timezone.localdate())
    if amends is not None:
        return found | _said_before(amends) | {"notice_months": amends.notice_months}
    answers = last_answers(case)
    employer = str(answers.get(EMPLOYER) or "") if isinstance(answers.get(EMPLOYER), str) else ""
    party = Party.objects.filter(name__iexact=employer.strip()).first() if employer else None
    purpose = answers.get(PURPOSE)
    return found | {
        "party": party,
        "employer": party.name if party else employer[:200],
        "employer_number": party.organisation_number if party else "",
        "purpose": purpose[:LONGEST_PURPOSE] if isinstance(purpose, str) else "",
    }


def terms_of(agreement: Agreement) -> dict[str, Any]:
    """A draft as its form shows it."""
    said = {name: getattr(agreement, name) for name in ("template", "groups_sign", "purpose", "special_terms")}
    own = next((each for each in agreement.parties.all() if each.role == AgreementParty.Role.FINANCIER), None)
    return {
        **said,
        **_said_before(agreement),
        "period_from": agreement.period_from,
        "period_to": agreement.period_to,
        "notice_months": agreement.notice_months,
        "signatory": own.signatory if own else "",
        "signatory_title": own.signatory_title if own else "",
    }


def last_answers(case: Case) -> Mapping[str, Any]:
    """What was sent in last with the application."""
    sent = SubmissionRevision.objects.filter(submission=case.submission_id).order_by("-number")
    return sent.values_list("answers", flat=True).first() or {}


def employers() -> Any:
    """Those in the register that can be a counterparty."""
    return Party.objects.exclude(kind=PartyKind.ASSOCIATION).order_by("name")


def _said_before(amends: Agreement) -> dict[str, Any]:
    other = next((each for each in amends.parties.all() if each.role == AgreementParty.Role.COUNTERPARTY), None)
    if other is None:
        return {}
    return {
        "party": other.party,
        "employer": other.name,
        "employer_number": other.organisation_number,
        "employer_signatory": other.signatory,
        "employer_title": other.signatory_title,
    }


def _director(on: date) -> dict[str, str]:
    mandates = Mandate.objects.valid(on).filter(role=Role.DIRECTOR, user__is_active=True, is_deputy=False)
    found = mandates.select_related("user").order_by("pk").first()
    if found is None:
        return {}
    with translation.override(settings.LANGUAGE_CODE):
        title = str(Role.DIRECTOR.label).lower()
    # An account that is called by its role says its title once.
    return {"signatory": found.user.name, "signatory_title": "" if found.user.name.lower() == title else title}


def _parties(terms: Terms, groups: list[Body]) -> Iterator[AgreementParty]:
    own, role = letterhead(), AgreementParty.Role
    association = Party.objects.filter(kind=PartyKind.ASSOCIATION).order_by("pk").first()
    number = own.organisation_number or (association.organisation_number if association else "")
    yield AgreementParty(
        place=1,
        role=role.FINANCIER,
        name=own.name,
        organisation_number=number,
        party=association,
        signatory=terms.signatory,
        signatory_title=terms.signatory_title,
    )
    yield AgreementParty(
        place=2,
        role=role.COUNTERPARTY,
        name=terms.employer,
        organisation_number=terms.employer_number,
        party=terms.party,
        signatory=terms.employer_signatory,
        signatory_title=terms.employer_title,
    )
    title = str(Role.CHAIR.label).lower() if terms.groups_sign else ""
    for place, group in enumerate(groups, 3):
        yield AgreementParty(
            place=place,
            role=role.BENEFICIARY,
            name=group.name,
            body=group,
            signs=terms.groups_sign,
            signatory_title=title,
        )


def _party_row(party: AgreementParty) -> tuple[str, ...]:
    roles = {
        AgreementParty.Role.FINANCIER: pgettext("in an agreement", "Financier"),
        AgreementParty.Role.COUNTERPARTY: pgettext("in an agreement", "Counterparty, employer"),
        AgreementParty.Role.BENEFICIARY: pgettext("in an agreement", "Beneficiary"),
    }
    number = gettext("org. no. %(number)s") % {"number": party.organisation_number} if party.organisation_number else ""
    return (roles[AgreementParty.Role(party.role)], party.name, number)


def _sum(amounts: Mapping[str, str]) -> tuple[str, str]:
    return pgettext("sum", "Total"), kr(_total(amounts))


def _total(amounts: Mapping[str, str]) -> Decimal:
    return total_of({int(year): Decimal(each) for year, each in amounts.items()})


def _values(
    case: Case,
    decision: Decision,
    terms: Terms,
    groups: list[Body],
    amounts: Mapping[str, str],
    amends: Agreement | None,
) -> dict[str, str]:
    own = letterhead()
    paragraph = f"§{HARD_SPACE}{decision.paragraph}" if decision.paragraph else ""
    decided = gettext("on %(day)s") % {"day": long_day(decision.decided_on)}
    starts, ends = terms.period_from, terms.period_to
    return {
        "number": case.number,
        "title": case.title,
        "association": own.name,
        "association_number": own.organisation_number,
        "employer": terms.employer,
        "employer_number": terms.employer_number,
        "employer_signatory": terms.employer_signatory,
        "signatory": terms.signatory,
        "groups": _joined([group.name for group in groups]),
        "purpose": terms.purpose.strip(),
        "special_terms": terms.special_terms.strip(),
        "notice": months_in_words(notice_of(terms)),
        "period": period(starts, ends) if starts and ends else "",
        "from": long_day(starts),
        "to": long_day(ends),
        "total": kr(_total(amounts)),
        "decided": long_day(decision.decided_on),
        "paragraph": paragraph,
        "decision": f"{decided}, {paragraph}," if paragraph else decided,
        "received": long_day(timezone.localdate(case.received_at)),
        "amends": f"{amends.title} ({amends.case.number}, {amends.name.lower()})" if amends else "",
        "amends_day": long_day(amends.in_force_on) if amends and amends.in_force_on else "",
    }


def _joined(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return pgettext("a list", "%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def _obligations(case: Case, decision: Decision) -> Iterator[dict[str, Any]]:
    """What is written in already and not done, and what will follow when the case ends; the earliest first."""
    terms = FollowUp.in_use().terms
    there = [
        {"title": each.title, "due_on": each.due_on.isoformat() if each.due_on else "", "kind": each.kind}
        for each in case.obligations.filter(done_on=None)
    ]
    follows = [
        {"title": title_of(each), "due_on": each.due_on.isoformat(), "kind": each.kind}
        for each in owed_by(case, terms)
        if each.due_on >= decision.decided_on
    ]
    found = sorted((*there, *follows), key=lambda each: (each["due_on"] == "", each["due_on"], each["title"]))
    yield from found
    if terms.evaluation_base == AGREEMENT_DAY and case.period_from and case.period_to:
        kind = Obligation.Kind.EVALUATION
        if is_evaluated(Span(case.period_from, case.period_to), terms) and kind not in {e["kind"] for e in found}:
            yield {"title": str(kind.label), "due_on": "", "kind": kind.value, "months": terms.evaluation_months}
