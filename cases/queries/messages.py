"""The messages of a case as threads, with what the reader has not seen."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import translation

from cases.domain.letters import fill
from cases.domain.shipped_letters import WRITING
from cases.letters import about_case, said
from cases.models import Case, Message, MessageFile, MessageReading, MessageTemplate
from people.queries.mandates import Standing


@dataclass(frozen=True)
class Shown:
    message: Message
    is_new: bool


@dataclass(frozen=True)
class Thread:
    first: Shown
    replies: tuple[Shown, ...]

    @property
    def is_new(self) -> bool:
        return self.first.is_new or any(reply.is_new for reply in self.replies)


def messages_of(case: Case, found: Standing):
    """The messages that the person may read: the association's own notes are for its bodies alone."""
    messages = Message.objects.filter(case=case).select_related("by").order_by("at", "pk")
    messages = messages.prefetch_related(Prefetch("files", MessageFile.objects.select_related("document")))
    return messages if found.is_financier else messages.filter(audience=Message.Audience.ALL)


def counted(case: Case, found: Standing) -> tuple[int, int]:
    """How many there are and how many of them are new to the reader, in one query."""
    last = MessageReading.objects.of(found.user_id, case).values("last")[:1]
    read_to = Coalesce(Subquery(last), Value(0))
    new = Count("pk", filter=Q(pk__gt=read_to) & ~Q(by=found.user_id))
    row = messages_of(case, found).order_by().aggregate(total=Count("pk"), new=new)
    return row["total"], row["new"]


def threads(case: Case, found: Standing) -> tuple[list[Thread], int]:
    """The threads in the order that they began, and the last message's primary key (0 where there is none)."""
    messages = list(messages_of(case, found))
    last = MessageReading.objects.of(found.user_id, case).values_list("last", flat=True).first() or 0
    shown = [Shown(each, each.pk > last and each.by_id != found.user_id) for each in messages]
    known = {each.message.pk for each in shown}
    heads = [each for each in shown if each.message.answers_id not in known]
    return [Thread(head, _replies(shown, head)) for head in heads], max(known, default=0)


def _replies(shown: Iterable[Shown], head: Shown) -> tuple[Shown, ...]:
    return tuple(each for each in shown if each.message.answers_id == head.message.pk)


def beginnings() -> list[MessageTemplate]:
    """Texts that a message can be begun with."""
    return list(MessageTemplate.objects.offered(WRITING)[:30])


def begun_with(case: Case, key: str, groups: str) -> str:
    """The template's text about the case, in the language of the page; "" where there is no such template."""
    template = MessageTemplate.objects.offered(WRITING).filter(key=key).first()
    if template is None:
        return ""
    language = (translation.get_language() or "sv")[:2]
    values = said({"name": "", **about_case(case, groups)}, language)
    return fill(template.text_in(language).body, values)
