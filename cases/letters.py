"""Letters: written from templates in the reader's language, kept as rows, and sent at once or gathered."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from cases.domain.letters import NAMES, fill, fill_html
from cases.domain.shipped_letters import FRAME, SHIPPED, Text
from cases.extensions import association
from cases.models import Case, CaseGroup, MessageTemplate, OutgoingEmail
from people.domain.naming import midway
from people.domain.swedish import kr, long_day
from people.models import MailChoice, User

# So many letters are one task: short enough to be done within its time.
AT_A_TIME = 20
AT_ONCE = MailChoice.Rhythm.AT_ONCE
# Places whose value is the address of the page that a letter is about.
PAGES = ("page", "draft", "request")


@dataclass(frozen=True)
class Letter:
    """To one person: `key` is what it is about and makes it one, whoever asks again; `values` fill in the template."""

    to: User
    template: str
    key: str
    case: Case
    values: Mapping[str, Any] = field(default_factory=dict)
    urgent: bool = False


def send_alone(
    key: str,
    to: User,
    template: str,
    values: Mapping[str, Any],
    *,
    calendar: str = "",
    gathers: bool = False,
    urgent: bool = False,
) -> None:
    """A letter that is about no case, kept and queued at once; whoever cannot log in gets a row and no letter.

    `calendar` is an invitation (iCalendar) that goes with it; a `link` among the values becomes the frame's button.
    One that `gathers` waits for the reader's gathered letter as those about cases do, `urgent` as there.
    """
    choice = choice_of(to)
    language = choice.language
    texts = texts_of({FRAME, template})
    about = said({"name": to.name, "association": association(), **values}, language)
    inside = core(texts[template].text_in(language), about, opens=opens(template, language))
    around = {
        "name": to.name,
        "association": about["association"],
        "reply": how_to_answer(language, in_case=False),
        "settings": settings_url(),
        "link": about.get("link", ""),
    }
    whole = framed(texts[FRAME].text_in(language), {**around, "subject": inside.subject}, inside, language)
    waits_for = rhythm_of(choice, urgent=urgent) if gathers and to.is_active else ""
    email, is_new = OutgoingEmail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": whole.subject,
            "text": whole.text,
            "html": whole.html,
            "calendar": calendar,
            "waits_for": waits_for,
            "core_text": inside.text if waits_for else "",
            "core_html": inside.html if waits_for else "",
        },
    )
    if is_new and to.is_active and not waits_for:
        queue([email.pk])


def choice_of(reader: User) -> MailChoice:
    return MailChoice.objects.filter(user=reader).first() or MailChoice(user=reader)


def language_of(reader: User) -> str:
    """In which language the person wants letters."""
    return choice_of(reader).language


def rhythm_of(choice: MailChoice, *, urgent: bool) -> str:
    """What a letter waits for; "" for one that goes at once."""
    return "" if choice.rhythm == AT_ONCE or (urgent and choice.urgent_at_once) else choice.rhythm


@dataclass(frozen=True)
class Written:
    subject: str
    text: str
    html: str


def send(letters: Iterable[Letter]) -> list[int]:
    """Keep the letters, each once, and queue those that are to go at once. Gives the primary keys of these.

    The number of queries is the same for one letter and for twenty.
    """
    rows = written(letters)
    if not rows:
        return []
    OutgoingEmail.objects.bulk_create(rows, ignore_conflicts=True)
    keys = [row.key for row in rows]
    to_send = OutgoingEmail.objects.filter(key__in=keys, waits_for="", sent_at=None, attempts=0)
    return queue(to_send.order_by("pk").values_list("pk", flat=True))


def written(letters: Iterable[Letter]) -> list[OutgoingEmail]:
    """The letters in the words of their readers, kept nowhere yet: to be sent, or to be read before that."""
    by_key = {f"{letter.key}:{letter.to.pk}": letter for letter in letters if letter.to.is_active}
    if not by_key:
        return []
    choices = _choices([each.to for each in by_key.values()])
    texts = texts_of({FRAME, *(letter.template for letter in by_key.values())})
    groups = _groups(by_key.values())
    return [
        _row(
            key, letter, choices.get(letter.to.pk) or MailChoice(user=letter.to), texts, groups.get(letter.case.pk, "")
        )
        for key, letter in by_key.items()
        if letter.template in texts
    ]


def read_ahead(letters: Iterable[Letter]) -> list[tuple[list[User], Written]]:
    """What the letters would say, each text once with those who would get it, in the language of whoever asks."""
    found: dict[Written, list[User]] = {}
    language = (translation.get_language() or "sv")[:2]
    asked = [letter for letter in letters if letter.to.is_active]
    texts, groups = texts_of({letter.template for letter in asked}), _groups(asked)
    for letter in asked:
        values = said({**about_case(letter.case, groups.get(letter.case.pk, "")), **letter.values}, language)
        found.setdefault(core(texts[letter.template].text_in(language), values), []).append(letter.to)
    return [(people, written) for written, people in found.items()]


def _choices(people: Collection[User]) -> dict[int, MailChoice]:
    """By the primary key of those who have chosen; only what did not come with the people is asked for."""
    read = {user.pk for user in people if "mail_choice" in user._state.fields_cache}
    found = MailChoice.objects.filter(user__in={user.pk for user in people} - read)
    came = {user.pk: getattr(user, "mail_choice", None) for user in people if user.pk in read}
    return {pk: choice for pk, choice in came.items() if choice} | {choice.user_id: choice for choice in found}


def queue(ids: Iterable[int]) -> list[int]:
    from .tasks import send_emails

    found = list(ids)
    for start in range(0, len(found), AT_A_TIME):
        send_emails.enqueue(found[start : start + AT_A_TIME])
    return found


def texts_of(keys: Collection[str]) -> dict[str, MessageTemplate]:
    """Templates by key; one that is not kept as a row stands as the system comes with it."""
    found = {template.key: template for template in MessageTemplate.objects.filter(key__in=keys)}
    for key in set(keys) - set(found):
        shipped = SHIPPED.get(key)
        if shipped is not None:
            sv, en = shipped.sv, shipped.en
            found[key] = MessageTemplate(
                key=key, subject=sv.subject, body=sv.body, subject_en=en.subject, body_en=en.body
            )
    return found


def said(values: Mapping[str, Any], language: str) -> dict[str, str]:
    """Values as they are read: days and amounts written out, lists with commas, nothing as nothing."""
    return {name: _said(_midway(name, value, language), language) for name, value in values.items()}


def _midway(name: str, value: Any, language: str) -> Any:
    """A body's name as it stands in the middle of a sentence; the text itself gives it a capital where one begins."""
    return midway(value) if name in NAMES and language == "sv" and isinstance(value, str) else value


def about_case(case: Case, groups: str) -> dict[str, Any]:
    """What every text may say of its case."""
    stage = case.route_version.parsed.stage(case.stage) if case.stage else None
    return {
        "number": case.number,
        "title": case.subject,
        "group": groups,
        "stage": stage.title if stage else "",
        "deadline": case.due_on,
        "applied": case.applied_total,
        "link": f"{site_url()}{case.get_absolute_url()}",
        "association": association(),
    }


def site_url() -> str:
    return settings.SITE_URL.rstrip("/")


def sender() -> str:
    """Who a letter comes from: the name that the settings say, or the association's."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or association(), address))


def settings_url() -> str:
    return f"{site_url()}/konto/brev/"


def how_to_answer(language: str, *, in_case: bool) -> str:
    """What the frame says of answering: there is no case to do it in for a meeting, a task or a draft."""
    with translation.override(language):
        if in_case:
            return gettext("Answer in the case, not to this letter.")
        return gettext("It is sent by the system, and nobody reads an answer to it.")


def opens(template: str, language: str) -> str:
    """What stands on the button that leads to the page that the letter is about."""
    shipped = SHIPPED.get(template)
    return shipped.opens[language == "en"] if shipped else ""


def framed(frame: Text, values: Mapping[str, str], core: Written, language: str) -> Written:
    """A letter in its frame, as text and as HTML."""
    with translation.override(language):
        buttons = {"link": gettext("Open the case") if "number" in values else gettext("Open the list of what to do")}
    inner = fill_html(frame.body, values, buttons=buttons, ready={"text": core.html})
    page = {
        "language": language,
        "subject": core.subject or values.get("count", ""),
        "association": values["association"],
        "inner": inner,
    }
    return Written(
        " ".join(fill(frame.subject, values).split())[:200],
        fill(frame.body, {**values, "text": core.text}) + "\n",
        render_to_string("cases/email/page.html", page),
    )


def core(text: Text, values: Mapping[str, str], *, opens: str = "") -> Written:
    """What a letter says, without its frame; `opens` stands on the button that leads to its page."""
    subject = " ".join(fill(text.subject, values).split())[:200]
    buttons = {name: opens for name in PAGES if opens and values.get(name)}
    return Written(subject, fill(text.body, values), fill_html(text.body, values, buttons=buttons))


def _row(
    key: str, letter: Letter, choice: MailChoice, texts: Mapping[str, MessageTemplate], groups: str
) -> OutgoingEmail:
    language = choice.language
    values = said({**about_case(letter.case, groups), "name": letter.to.name, **letter.values}, language)
    inside = core(texts[letter.template].text_in(language), values, opens=opens(letter.template, language))
    reply = how_to_answer(language, in_case=True)
    around = {**values, "subject": inside.subject, "reply": reply, "settings": settings_url()}
    whole = framed(texts[FRAME].text_in(language), around, inside, language)
    waits_for = rhythm_of(choice, urgent=letter.urgent)
    return OutgoingEmail(
        key=key,
        to=letter.to,
        case=letter.case,
        subject=whole.subject,
        text=whole.text,
        html=whole.html,
        waits_for=waits_for,
        core_text=inside.text if waits_for else "",
        core_html=inside.html if waits_for else "",
    )


def _groups(letters: Iterable[Letter]) -> dict[int, str]:
    cases = {letter.case.pk: letter.case for letter in letters}
    names = {pk: sorted(case.named_groups) for pk, case in cases.items() if case.named_groups is not None}
    if not (unknown := cases.keys() - names.keys()):
        return {pk: ", ".join(found) for pk, found in names.items()}
    links = CaseGroup.objects.filter(case__in=unknown).order_by("body__name")
    for case_id, name in links.values_list("case", "body__name"):
        names.setdefault(case_id, []).append(name)
    return {case_id: ", ".join(found) for case_id, found in names.items()}


def _said(value: Any, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return long_day(value, language)
    if isinstance(value, Decimal):
        return kr(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    with translation.override(language):
        return str(value)
