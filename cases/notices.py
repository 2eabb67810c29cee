"""Who is told what by e-mail, each from a template. The letters are kept in the transaction of what they tell about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from forms.models import Submission
from people.domain.following import successors
from people.domain.swedish import kr
from people.models import BodyKind, Mandate, Role, User
from people.queries.mandates import standing
from people.queries.successions import followings

from .domain.shipped_letters import DRAFT_GOES
from .letters import Letter, send, send_alone, site_url
from .models import Assignment, Case, Decision, Message, Obligation, Recusal, Supplement
from .queries.acting import acting

# What happened longer ago is history that somebody enters, and no news.
NEWS = timedelta(days=2)
# What is due within so many days is urgent: who gathers their letters hears of it at once all the same.
SOON = timedelta(days=7)
APPLYING_ROLES = (Role.CHAIR, Role.PROCESS_LEADER)
OFFICE_ROLES = (Role.CASE_OFFICER, Role.REGISTRAR)
LATE = -1


def opened(case: Case, assignments: Iterable[Assignment], *, at: datetime) -> None:
    """To the writer, that it is registered under this number, and to those who are asked first: one sending."""
    if is_news(at):
        received = Letter(writer_of(case), "received", f"received:{case.pk}", case)
        send([received, *_asking(assignments, on=timezone.localdate(at))])


def asked(
    assignments: Iterable[Assignment],
    *,
    at: datetime,
    again: bool = False,
    recusals: Sequence[Recusal] | None = None,
) -> None:
    """To those who may answer, deputies too. What rests is told of when it comes back (`again`)."""
    if is_news(at):
        send(_asking(assignments, on=timezone.localdate(at), again=again, recusals=recusals))


def _asking(
    assignments: Iterable[Assignment], *, on: date, again: bool = False, recusals: Sequence[Recusal] | None = None
) -> list[Letter]:
    turns = [turn for turn in assignments if turn.rests_until is None or turn.rests_until <= on]
    back = f":{on:%Y%m%d}" if again else ""
    people = people_by_turn(turns, on=on, recusals=recusals)
    return [
        Letter(
            user,
            "asked",
            f"asked:{turn.pk}{back}",
            turn.case,
            about_turn(turn),
            urgent=turn.due_on is not None and turn.due_on - on < SOON,
        )
        for turn in turns
        for user in people[turn.pk]
    ]


def taken_over(turns: Iterable[Assignment], before: str, *, at: datetime) -> None:
    """To those who answer now, for the groups that followed those that were asked."""
    taken = list(turns)
    if taken and is_news(at):
        people = people_by_turn(taken, on=timezone.localdate(at))
        send(
            Letter(
                user,
                "taken_over",
                f"taken_over:{turn.pk}",
                turn.case,
                {**about_turn(turn), "before": before},
                urgent=True,
            )
            for turn in taken
            for user in people[turn.pk]
        )


def supplement_requested(supplement: Supplement, *, at: datetime) -> None:
    if is_news(at):
        people = applying_people(supplement.case, on=timezone.localdate(at))
        values = _about_supplement(supplement)
        tell(people, "supplement", f"supplement:{supplement.pk}", supplement.case, urgent=True, **values)


def decided(
    case: Case, decision: Decision | None, *, granted: Mapping[int, Decimal] | None = None, at: datetime
) -> None:
    """To the applicants and the office: the case is closed, how, and what was granted (kronor by year)."""
    if not is_news(at):
        return
    people = applicants_and_office(case, on=timezone.localdate(at))
    end = case.route_version.parsed.end(case.end)
    values: dict[str, Any] = {"outcome": end.title if end else case.end}
    if decision is not None:
        values |= {
            "body": decision.body.name,
            "decided": decision.decided_on,
            "paragraph": f"§ {decision.paragraph}" if decision.paragraph else "",
            "decision": decision.text,
            "conditions": decision.conditions,
            "amounts": "\n".join(f"{year}: {kr(amount)}" for year, amount in sorted((granted or {}).items())),
        }
    tell(people, "decided", f"decided:{case.pk}:{case.event_count}", case, **values)


def withdrawn(case: Case, asked: Iterable[Assignment], *, by: User, at: datetime) -> None:
    """To the groups that apply, the office, and those who need not answer any more."""
    if not is_news(at):
        return
    on = timezone.localdate(at)
    people = [*applying_people(case, on=on), *office_people(on=on)]
    for found in people_by_turn(list(asked), on=on).values():
        people += found
    others = [user for user in people if user.pk != by.pk]
    tell(
        others, "withdrawn", f"withdrawn:{case.pk}:{case.event_count}", case, by=by.name, reason=case.withdrawal_reason
    )


def message_posted(message: Message, *, files: Sequence[str] = (), at: datetime) -> None:
    """To the others in the case, an internal message to the office alone; and to those who wrote in the thread."""
    if not is_news(at):
        return
    on = timezone.localdate(at)
    people, template = office_people(on=on), "message_internal"
    if message.audience == Message.Audience.ALL:
        people, template = people + applying_people(message.case, on=on), "message"
    others = [user for user in (*people, *_in_thread(message, on=on)) if user.pk != message.by_id]
    tell(others, template, f"message:{message.pk}", message.case, by=message.by.name, message=message.text, files=files)


def _in_thread(message: Message, *, on: date) -> list[User]:
    """Those who wrote in the thread before and may still read it: they wait for the answer."""
    if message.answers_id is None:
        return []
    earlier = Message.objects.filter(Q(pk=message.answers_id) | Q(answers=message.answers_id), pk__lt=message.pk)
    writers = User.objects.filter(pk__in=earlier.values("by"), is_active=True).exclude(pk=message.by_id).order_by("pk")
    return [
        user for user in writers if Message.objects.visible_in(standing(user, on=on)).filter(pk=message.pk).exists()
    ]


def send_from_template(
    case: Case, key: str, *, to: Iterable[User], at: datetime, once: str = "", urgent: bool = False, **values: Any
) -> None:
    """What a stage of a route says: the template to these people, once for each `once` (a stage and its round).

    Call it inside the transaction of what happened; `values` are places beside those of the case. History that is
    entered is no news, and a template that nobody knows sends nothing.
    """
    if is_news(at):
        about = once or f"{case.stage}.{case.round}"
        tell(to, key, f"template:{case.pk}:{key}:{about}", case, urgent=urgent, **values)


def recipients(case: Case, who: str, *, on: date) -> list[User]:
    """Whom a stage writes to: "applicants", "writer", "office", "asked" (who must answer now) or "association"."""
    match who:
        case "applicants":
            return applying_people(case, on=on)
        case "writer":
            return [writer_of(case)]
        case "office":
            return office_people(on=on)
        case "association":
            return office_people(*Role.values, on=on)
        case "asked":
            turns = list(case.assignments.filter(state=Assignment.State.WAITING).select_related("body"))
            return [user for people in people_by_turn(turns, on=on).values() for user in people]
    raise ValueError(who)


def remind_assignment(assignment: Assignment, *, rule: int, on: date) -> None:
    """`rule` is so many days before, or below zero after; each is told once."""
    key = f"reminder:assignment:{assignment.pk}:{assignment.due_on:%Y%m%d}:{rule}"
    template = "reminder_late" if rule < 0 else "reminder"
    values = about_turn(assignment)
    tell(people_asked(assignment, on=on), template, key, assignment.case, urgent=True, **values)


def remind_supplement(supplement: Supplement, *, rule: int, on: date) -> None:
    key = f"reminder:supplement:{supplement.pk}:{rule}"
    template = "supplement_late" if rule == LATE else "supplement_soon"
    values = _about_supplement(supplement)
    tell(applying_people(supplement.case, on=on), template, key, supplement.case, urgent=True, **values)


def remind_obligation(obligation: Obligation, *, rule: int, on: date) -> None:
    key = f"reminder:obligation:{obligation.pk}:{obligation.due_on:%Y%m%d}:{rule}"
    template = "obligation_late" if rule == LATE else "obligation"
    values = {"obligation": obligation.title, "deadline": obligation.due_on}
    tell(applying_people(obligation.case, on=on), template, key, obligation.case, urgent=True, **values)


def remind_again(case: Case, turns: Iterable[Assignment], supplement: Supplement | None, *, on: date) -> None:
    """The office reminds of what is late, at most once a day whatever the schedule has sent."""
    send(reminders(case, turns, supplement, on=on))


def reminders(case: Case, turns: Iterable[Assignment], supplement: Supplement | None, *, on: date) -> list[Letter]:
    """The letters that the office's reminder is."""
    found = [
        Letter(user, "reminder_late", f"reminder:office:{turn.pk}:{on:%Y%m%d}", case, about_turn(turn), urgent=True)
        for turn in turns
        for user in people_asked(turn, on=on)
    ]
    if supplement is not None:
        key, values = f"reminder:office:supplement:{supplement.pk}:{on:%Y%m%d}", _about_supplement(supplement)
        people = applying_people(case, on=on)
        found += [Letter(user, "supplement_late", key, case, values, urgent=True) for user in people]
    return found


def people_asked(assignment: Assignment, *, on: date) -> list[User]:
    """Those who may answer the turn on the day."""
    return people_by_turn([assignment], on=on)[assignment.pk]


def people_by_turn(
    turns: list[Assignment], *, on: date, recusals: Sequence[Recusal] | None = None
) -> dict[int, list[User]]:
    """The same for several turns, read together; `recusals` spares a query where they were read already."""
    return {pk: list(each.people) for pk, each in acting(turns, on=on, recusals=recusals).items()}


def applying_people(case: Case, *, on: date) -> list[User]:
    """The writer, and the chairs and process leaders of the applying groups, or of those that have followed them."""
    groups, followed = list(case.case_groups.values_list("body", flat=True)), followings()
    acting = {each for group in groups for each in (group, *successors(group, followed, on))}
    mandates = _people(Q(body__in=acting, role__in=APPLYING_ROLES), on)
    return [writer_of(case), *mandates]


def applicants_and_office(case: Case, *, on: date) -> list[User]:
    """Both in one query."""
    groups, followed = case.group_ids, followings()
    if groups is None:
        groups = list(case.case_groups.values_list("body", flat=True))
    acting = {each for group in groups for each in (group, *successors(group, followed, on))}
    applying = Q(body__in=acting, role__in=APPLYING_ROLES)
    office = Q(body__kind=BodyKind.OFFICE, role__in=OFFICE_ROLES)
    return [writer_of(case), *_people(applying | office, on)]


def writer_of(case: Case) -> User:
    """Whoever began the application, or to whom it passed when they left."""
    return case.submission.held_by or case.submission.created_by


def office_people(*roles: str, on: date) -> list[User]:
    return list(_people(Q(body__kind=BodyKind.OFFICE, role__in=roles or OFFICE_ROLES), on))


def _people(which: Q, on: date) -> Iterator[User]:
    mandates = Mandate.objects.valid(on).filter(which, user__is_active=True)
    for mandate in mandates.select_related("user__mail_choice").order_by("user__name", "pk"):
        yield mandate.user


def is_news(at: datetime) -> bool:
    return timezone.now() - at < NEWS


def about_turn(turn: Assignment) -> dict[str, Any]:
    stage = turn.case.route_version.parsed.stage(turn.stage)
    return {
        "body": turn.body.name,
        "stage": stage.title if stage else turn.stage,
        "station": stage.name if stage else turn.stage,
        "help": stage.help if stage else "",
        "deadline": turn.due_on,
    }


def _about_supplement(supplement: Supplement) -> dict[str, Any]:
    sections = supplement.case.submission.version.raised["sections"]
    titles = [section["title"] for section in sections if section["key"] in supplement.sections]
    return {"question": supplement.question, "sections": titles, "deadline": supplement.due_on}


def draft_goes(draft: Submission, *, key: str, on: date) -> None:
    """To the writer of a draft that nobody has touched for long: by when it must be saved to stay."""
    values = {
        "title": draft.title or draft.version.form.title,
        "saved": timezone.localdate(draft.saved_at),
        "deadline": on,
        "draft": f"{site_url()}{reverse('forms:overview', args=[draft.uuid])}",
    }
    send_alone(key, draft.created_by, DRAFT_GOES, values)


def tell(people: Iterable[User], template: str, key: str, case: Case, *, urgent: bool = False, **values: Any) -> None:
    send(Letter(user, template, key, case, values, urgent) for user in people)
