"""A template as the agreement that it becomes, on a case that is made up or on a real one."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cases.domain.agreeing import Insets, Part, drawn_up
from cases.domain.letters import fill
from cases.models import Agreement, AgreementTemplate, Case
from cases.queries.agreement_text import Terms, begun_with, drawn, months_in_words
from cases.queries.agreements import decision_to_agree
from forms.admin.preview import framed
from people.domain.swedish import kr, long_day
from people.paper.letterhead import letterhead

MADE_UP = {
    "number": "RAR26-07",
    "title": "Processtöd i Katrineholm/Vingåker och Flen",
    "employer": "Katrineholms kommun",
    "employer_number": "212000-0340",
    "employer_signatory": "Karin Ek",
    "signatory": "Anna Lind",
    "groups": "LSG Flen och LSG Katrineholm/Vingåker",
    "purpose": "Fler som står långt från arbetsmarknaden ska få samordnat stöd.",
    "period": "2026-07-01–2028-06-30",
    "from": long_day(date(2026, 7, 1)),
    "to": long_day(date(2028, 6, 30)),
    "total": kr(1_545_000),
    "decided": long_day(date(2026, 6, 12)),
    "paragraph": "§\N{NO-BREAK SPACE}34",
    "decision": f"den {long_day(date(2026, 6, 12))}, §\N{NO-BREAK SPACE}34,",
    "received": long_day(date(2026, 2, 19)),
    "special_terms": "En plats i styrgruppen erbjuds Arbetsförmedlingen.",
    "amends": "Avtal om finansiering av insats (RAR26-07, avtal 1)",
    "amends_day": long_day(date(2026, 7, 1)),
}
INSETS = Insets(
    parties=(
        ("Finansiär", "Samordningsförbundet", "222000-0000"),
        ("Motpart, arbetsgivare", "Katrineholms kommun", "212000-0340"),
        ("Förmånstagare", "LSG Flen", ""),
        ("Förmånstagare", "LSG Katrineholm/Vingåker", ""),
    ),
    amounts=(("2026", kr(387_500)), ("2027", kr(770_000)), ("2028", kr(387_500)), ("Summa", kr(1_545_000))),
    conditions=("Reviderad aktivitetsplan och mätbara mål lämnas innan insatsen börjar.",),
    obligations=(
        f"Reviderad aktivitetsplan: senast den {long_day(date(2026, 8, 31))}.",
        f"Lägesrapport 2026-07-01–2026-12-31: senast den {long_day(date(2027, 1, 31))}.",
        f"Utvärdering: senast den {long_day(date(2028, 4, 1))}.",
    ),
    signatures=(
        ("Samordningsförbundet", "Anna Lind", "förbundschef"),
        ("Katrineholms kommun", "Karin Ek", "kommundirektör"),
    ),
)


def preview(request: HttpRequest, template: AgreementTemplate, number: str) -> HttpResponse:
    """On the case with the number where the reader sees it, otherwise on one that is made up."""
    case = Case.objects.visible_to(request.user).filter(number=number, secret=False).first() if number else None
    found = _of(case, template) if case is not None else None
    about, parts = found or (MADE_UP["number"], _made_up(template))
    title = " ".join(fill(template.title, MADE_UP).split()) if found is None else parts[0].text
    context = {"parts": parts if found is None else parts[1:], "title": title, "about": about}
    return framed(TemplateResponse(request, "cases/admin/agreement_preview.html", context))


def _made_up(template: AgreementTemplate) -> list[Part]:
    own = {
        "association": letterhead().name,
        "association_number": letterhead().organisation_number,
        "notice": months_in_words(template.notice_months),
    }
    return drawn_up(template.body, MADE_UP | own, INSETS)


def _of(case: Case, template: AgreementTemplate) -> tuple[str, list[Part]] | None:
    """The draft that the office would begin with; None for a case that nothing is granted in any more."""
    decision = decision_to_agree(case)
    if decision is None:
        return None
    in_force = case.agreements.filter(status=Agreement.Status.IN_FORCE).order_by("-number").first()
    amends = in_force if template.use == AgreementTemplate.Use.AMENDMENT else None
    if amends is not None:
        amends.case = case
    begun = {name: value for name, value in begun_with(case, amends=amends).items() if value is not None}
    begun |= {"template": template, "employer": begun.get("employer") or _("The employer")}
    made = drawn(case, decision, Terms(**begun), amends=amends)
    return case.number, [Part("heading", made.title), *made.parts]
