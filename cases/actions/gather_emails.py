"""Gather the letters that somebody wants together into one."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Min, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import ngettext

from cases.domain.gathering import is_time
from cases.domain.shipped_letters import DIGEST
from cases.extensions import association
from cases.letters import Written, core, framed, how_to_answer, queue, said, settings_url, site_url, texts_of
from cases.models import MessageReading, MessageTemplate, OutgoingEmail
from people.models import MailChoice, User

# So many are told of; the rest are counted, and stand in the cases.
MOST = 50
# As notices.message_posted names its letters.
ABOUT_MESSAGE = re.compile(r"message:(\d+):")
HEADING = "margin:0 0 8px;padding-top:12px;border-top:1px solid #d8d2c4;font-size:17px;color:#0f4c4a"


def gather_emails(*, at: datetime | None = None) -> int:
    """One letter to each whose time it is; gives how many. Safe to repeat: a letter is gathered once."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    waiting = OutgoingEmail.objects.filter(waits_for__gt="", digest=None, to__is_active=True)
    oldest = dict(waiting.values_list("to").annotate(oldest=Min("created_at")).values_list("to", "oldest"))
    choices = {choice.user_id: choice for choice in MailChoice.objects.filter(user__in=oldest)}
    template = texts_of({DIGEST})[DIGEST]
    due = [
        choices.get(user_id) or MailChoice(user_id=user_id)
        for user_id, since in oldest.items()
        if is_time(choices[user_id].rhythm if user_id in choices else "", timezone.localdate(since), on)
    ]
    return sum(_gather(choice, template) for choice in due)


@transaction.atomic
def _gather(choice: MailChoice, template: MessageTemplate) -> bool:
    user = User.objects.get(pk=choice.user_id)
    waiting = OutgoingEmail.objects.select_for_update(of=("self",)).filter(waits_for__gt="", digest=None, to=user)
    rows = _news(user, waiting.select_related("case").order_by("created_at", "pk"))
    if not rows:
        return False
    whole = written(choice.language, user, rows, template)
    digest = OutgoingEmail.objects.create(
        key=f"digest:{user.pk}:{rows[-1].pk}", to=user, subject=whole.subject, text=whole.text, html=whole.html
    )
    OutgoingEmail.objects.filter(pk__in=[row.pk for row in rows]).update(digest=digest, core_text="", core_html="")
    queue([digest.pk])
    return True


def _news(user: User, waiting: Iterable[OutgoingEmail]) -> list[OutgoingEmail]:
    """Less the messages that the person has read in the case meanwhile: nothing is told twice."""
    rows = list(waiting)
    messages = {row.pk: int(found[1]) for row in rows if (found := ABOUT_MESSAGE.match(row.key))}
    if not messages:
        return rows
    readings = MessageReading.objects.filter(user=user).filter(Q(case=None) | Q(case__in=[row.case_id for row in rows]))
    read_to: dict[int | None, int] = dict(readings.values_list("case", "last"))
    everywhere = read_to.get(None, 0)
    read = [
        row.pk
        for row in rows
        if row.pk in messages and messages[row.pk] <= max(everywhere, read_to.get(row.case_id, 0))
    ]
    told = {"waits_for": "", "settled_at": timezone.now(), "core_text": "", "core_html": ""}
    OutgoingEmail.objects.filter(pk__in=read).update(**told)
    return [row for row in rows if row.pk not in read]


def written(language: str, user: User, rows: Sequence[OutgoingEmail], template: MessageTemplate) -> Written:
    """The letter that tells what each of the rows says."""
    with translation.override(language):
        count = ngettext("%(count)s letter", "%(count)s letters", len(rows)) % {"count": len(rows)}
        left = len(rows) - MOST
        rest = ngettext("And %(count)s more, in your cases.", "And %(count)s more, in your cases.", left)
    values = said(
        {
            "name": user.name,
            "association": association(),
            "count": count,
            "rest": rest % {"count": left} if left > 0 else "",
            "link": f"{site_url()}{reverse('cases:inbox')}",
            "reply": how_to_answer(language, in_case=any(row.case_id for row in rows)),
            "settings": settings_url(),
        },
        language,
    )
    text = template.text_in(language)
    told = rows[:MOST]
    inside = Written(
        core(text, values).subject,
        "\n\n".join(_text(row) for row in told),
        "\n".join(_html(row) for row in told),
    )
    whole = framed(text, {**values, "subject": inside.subject}, inside, language)
    return Written(inside.subject, whole.text, whole.html)


def _address(row: OutgoingEmail) -> str:
    """Of its case; what is about no case names its own page in its text."""
    return f"{site_url()}{row.case.get_absolute_url()}" if row.case else ""


def _text(row: OutgoingEmail) -> str:
    return f"{row.subject}\n{'-' * min(72, len(row.subject))}\n{row.core_text}\n{_address(row)}".rstrip()


def _html(row: OutgoingEmail) -> str:
    address, words = _address(row), row.subject
    linked = format_html('<a href="{}" style="color:#0f4c4a">{}</a>', address, words) if address else words
    # The core was escaped when its template was filled in.
    return format_html('<h2 style="{}">{}</h2>\n{}', HEADING, linked, mark_safe(row.core_html))  # noqa: S308
