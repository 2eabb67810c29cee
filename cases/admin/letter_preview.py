"""A template as the letter that it becomes, on a case that is made up."""

from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.csp import CSP

from cases.domain.shipped_letters import DIGEST, FRAME
from cases.extensions import association
from cases.letters import Written, core, framed, how_to_answer, opens, said, settings_url, site_url, texts_of
from cases.models import MessageTemplate
from forms.admin.preview import FRAMED_CSP
from people.domain.swedish import kr

# A letter has its look on its elements, because e-mail programs read no stylesheet; it has no script at all.
LETTER_CSP = {**FRAMED_CSP, "style-src": [CSP.SELF, CSP.UNSAFE_INLINE]}
# What a frame may say of a letter that is about no case.
FRAMED = frozenset({"name", "association", "settings", "link"})
SAMPLE = {
    "name": "Karin Ek",
    "number": "RAR26-07",
    "title": "Processtöd i Katrineholm/Vingåker och Flen",
    "group": "LSG Flen, LSG Katrineholm/Vingåker",
    "stage": "Yttrande från beredningsgruppen",
    "station": "Beredning",
    "deadline": date(2026, 3, 14),
    "applied": Decimal(1_548_000),
    "body": "Beredningsgruppen",
    "before": "LSG Flen",
    "help": "Tillstyrk, avstyrk eller begär komplettering.",
    "question": "Vilka mål ska mätas, och hur?\nOch vem bemannar insatsen under sommaren?",
    "sections": ["Mål", "Budget"],
    "obligation": "Lägesrapport för första halvåret",
    "outcome": "Bifall",
    "decided": date(2026, 6, 12),
    "paragraph": "§ 34",
    "decision": "Styrelsen beslutar\natt bevilja ansökan, och\natt uppdra åt förbundschefen att teckna avtal.",
    "conditions": "Reviderad aktivitetsplan senast 2026-08-31.",
    "amounts": f"2026: {kr(Decimal(650_000))}\n2027: {kr(Decimal(765_000))}",
    "by": "Anna Lind",
    "reason": "Insatsen ryms i den ordinarie verksamheten.",
    "files": ["Tidsplan.pdf", "Bemanning.xlsx"],
    "message": "Hej!\nKan ni skicka den nya tidsplanen?",
    "day": date(2026, 3, 24),
    "time": "13.00–15.00",
    "place": "Stadshuset i Flen",
    "agenda": "1. Föregående anteckningar\n2. RAR26-07 Processtöd i Katrineholm/Vingåker och Flen",
    "what": "Bjuda in kommunens aktivitetsansvar till nästa möte",
    "agreed": date(2026, 2, 3),
    "page": "https://www.example.org/moten/12/",
    "list": "LSG Flen: Planeringsdag (2026)\nLSG Flen: Lägesrapport för halvåret (första halvåret 2026)",
    "now": "Maria Holm",
    "version": "3",
    "request": "https://www.example.org/arenden/RAR26-07/rekvisition/1/",
    "payment": "Rekvisition",
    "agreement": "Avtal 1",
    "employer": "Katrineholms kommun",
    "unsigned": ["Katrineholms kommun"],
    "party": "Katrineholms kommun",
    "received_on": date(2026, 9, 14),
    "ends_on": date(2026, 12, 14),
    "claims_until": date(2027, 1, 31),
    "owed_no_more": "Lägesrapport 2026-07-01–2026-12-31\nSlutrapport 2026-07-01–2028-06-30",
    "in_force": date(2026, 7, 1),
    "amount": Decimal(120_000),
    "year": "2026",
    "paid": date(2026, 4, 2),
    "quantity": "40 timmar",
    "note": "Processtöd vid två gruppledarträffar",
    "saved": date(2025, 9, 2),
    "draft": "https://www.example.org/ansokningar/7/",
    "until": date(2026, 4, 30),
    "since": date(2026, 4, 1),
    "person": "Maria Holm",
    "where": "hela ärendet",
    "role": "ordförande",
    "waiting": "RAR26-07 Processtöd i Katrineholm/Vingåker och Flen: LSG granskar, senast 14 mars 2026",
    "change": "RAR26-12",
    "from": date(2026, 8, 1),
    "period": date(2027, 6, 30),
    "count": "2",
    "rest": "",
}


def preview(request: HttpRequest, template: MessageTemplate, language: str) -> HttpResponse:
    letter = sample_letter(template, language if language in ("sv", "en") else "sv")
    response = TemplateResponse(request, "cases/admin/letter_preview.html", {"letter": letter})
    response._csp_config = LETTER_CSP  # type: ignore[attr-defined]
    return response


def sample_letter(template: MessageTemplate, language: str) -> Written:
    """The letter as Karin Ek would get it; a frame is shown around another letter."""
    values = said(
        {
            **SAMPLE,
            "association": association(),
            "link": f"{site_url()}/arenden/RAR26-07/",
            "reply": how_to_answer(language, in_case=True),
            "settings": settings_url(),
        },
        language,
    )
    text = template.text_in(language)
    if template.key in (FRAME, DIGEST):
        inside = core(texts_of({"asked"})["asked"].text_in(language), values)
        return framed(text, {**values, "subject": inside.subject}, inside, language)
    inside = core(text, values, opens=opens(template.key, language))
    if template.use == MessageTemplate.Use.WRITING:
        return inside
    around = texts_of({FRAME})[FRAME].text_in(language)
    return framed(around, {**_around(template, values, language), "subject": inside.subject}, inside, language)


def _around(template: MessageTemplate, values: dict[str, str], language: str) -> dict[str, str]:
    """What the frame says of a letter: of one about a meeting, a task or a draft nothing of a case."""
    if template.shipped is None or template.shipped.about_case:
        return values
    known = {"name", "association", "settings", *template.shipped.places}
    around = {name: value for name, value in values.items() if name in known & FRAMED}
    return {**around, "reply": how_to_answer(language, in_case=False)}
