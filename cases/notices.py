"""Who is told what by e-mail. Each message is a row of its own, made in the transaction of what it tells about."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from people.models import BodyKind, Mandate, Role, User
from people.queries.mandates import holders

from .models import Assignment, Case, Decision, Message, Obligation, OutgoingEmail, Supplement

# What happened longer ago is history that somebody enters, and no news.
NEWS = timedelta(days=2)
APPLYING_ROLES = (Role.CHAIR, Role.PROCESS_LEADER)
OFFICE_ROLES = (Role.CASE_OFFICER, Role.REGISTRAR)
LATE = -1


def received(case: Case, *, at: datetime) -> None:
    """To the writer: it is registered, under this number."""
    if _is_news(at):
        _tell([case.submission.created_by], "received", f"received:{case.pk}", case)


def asked(assignments: Iterable[Assignment], *, at: datetime) -> None:
    """To those who hold the role that is asked, deputies too."""
    if not _is_news(at):
        return
    for assignment in assignments:
        _tell(
            people_asked(assignment, on=timezone.localdate(at)),
            "asked",
            f"asked:{assignment.pk}",
            assignment.case,
            **_about_assignment(assignment),
        )


def supplement_requested(supplement: Supplement, *, at: datetime) -> None:
    if _is_news(at):
        case = supplement.case
        applicants = applying_people(case, on=timezone.localdate(at))
        _tell(applicants, "supplement", f"supplement:{supplement.pk}", case, **_about_supplement(supplement))


def decided(case: Case, decision: Decision | None, *, at: datetime) -> None:
    """To the applicants and the office: the case is closed, and how."""
    if not _is_news(at):
        return
    on = timezone.localdate(at)
    people = [*applying_people(case, on=on), *office_people(on=on)]
    end = case.route_version.parsed.end(case.end)
    granted = list(decision.granted.all()) if decision else []
    _tell(people, "decided", f"decided:{case.pk}", case, end=end, decision=decision, granted=granted)


def withdrawn(case: Case, asked: Iterable[Assignment], *, by: User, at: datetime) -> None:
    """To the groups that apply, the office, and those who need not answer any more."""
    if not _is_news(at):
        return
    on = timezone.localdate(at)
    people = [*applying_people(case, on=on), *office_people(on=on)]
    for assignment in asked:
        people += people_asked(assignment, on=on)
    others = [user for user in people if user.pk != by.pk]
    _tell(others, "withdrawn", f"withdrawn:{case.pk}", case, by=by)


def message_posted(message: Message, *, at: datetime) -> None:
    """To the others in the case; an internal message to the office alone."""
    if not _is_news(at):
        return
    on = timezone.localdate(at)
    people = office_people(on=on)
    if message.audience == Message.Audience.ALL:
        people += applying_people(message.case, on=on)
    others = [user for user in people if user.pk != message.by_id]
    _tell(others, "message", f"message:{message.pk}", message.case, message=message)


def remind_assignment(assignment: Assignment, *, rule: int, on: date) -> None:
    """`rule` is so many days before, or LATE; each is told once."""
    key = f"reminder:assignment:{assignment.pk}:{assignment.due_on:%Y%m%d}:{rule}"
    people = people_asked(assignment, on=on)
    _tell(people, "reminder", key, assignment.case, late=rule == LATE, **_about_assignment(assignment))


def remind_supplement(supplement: Supplement, *, rule: int, on: date) -> None:
    key = f"reminder:supplement:{supplement.pk}:{rule}"
    people = applying_people(supplement.case, on=on)
    _tell(people, "supplement", key, supplement.case, reminder=True, late=rule == LATE, **_about_supplement(supplement))


def remind_obligation(obligation: Obligation, *, rule: int, on: date) -> None:
    key = f"reminder:obligation:{obligation.pk}:{obligation.due_on:%Y%m%d}:{rule}"
    people = applying_people(obligation.case, on=on)
    _tell(people, "obligation", key, obligation.case, obligation=obligation, late=rule == LATE)


def remind_again(case: Case, turns: Iterable[Assignment], supplement: Supplement | None, *, on: date) -> None:
    """The office reminds of what is late, at most once a day whatever the schedule has sent."""
    for turn in turns:
        key = f"reminder:office:{turn.pk}:{on:%Y%m%d}"
        _tell(people_asked(turn, on=on), "reminder", key, case, late=True, **_about_assignment(turn))
    if supplement is not None:
        key = f"reminder:office:supplement:{supplement.pk}:{on:%Y%m%d}"
        about = _about_supplement(supplement)
        _tell(applying_people(case, on=on), "supplement", key, case, reminder=True, late=True, **about)


def people_asked(assignment: Assignment, *, on: date) -> list[User]:
    """The holders of the role in the body; in any valid office, where the office is asked."""
    if assignment.body.kind == BodyKind.OFFICE:
        return office_people(assignment.role, on=on)
    return [mandate.user for mandate in holders([assignment.body_id], assignment.role, on=on)]


def applying_people(case: Case, *, on: date) -> list[User]:
    """The writer, and the chairs and process leaders of the applying groups."""
    mandates = (
        Mandate.objects.valid(on)
        .filter(body__case_groups__case=case, role__in=APPLYING_ROLES, user__is_active=True)
        .select_related("user")
        .order_by("user__name", "pk")
    )
    return [case.submission.created_by, *(mandate.user for mandate in mandates)]


def office_people(*roles: str, on: date) -> list[User]:
    mandates = (
        Mandate.objects.valid(on)
        .filter(body__kind=BodyKind.OFFICE, role__in=roles or OFFICE_ROLES, user__is_active=True)
        .select_related("user")
        .order_by("user__name", "pk")
    )
    return [mandate.user for mandate in mandates]


def _is_news(at: datetime) -> bool:
    return timezone.now() - at < NEWS


def _about_assignment(assignment: Assignment) -> dict[str, Any]:
    stage = assignment.case.route_version.parsed.stage(assignment.stage)
    return {"assignment": assignment, "stage": stage, "body": assignment.body}


def _about_supplement(supplement: Supplement) -> dict[str, Any]:
    sections = supplement.case.submission.version.raised["sections"]
    titles = [section["title"] for section in sections if section["key"] in supplement.sections]
    return {"supplement": supplement, "sections": titles}


def _tell(people: Iterable[User], template: str, key: str, case: Case, **context: Any) -> None:
    """One row a person and message; a repeated key makes no second one."""
    from .tasks import send_email

    for user in {user.pk: user for user in people if user.is_active}.values():
        subject, text, html = _written(template, {**context, "case": case, "to": user})
        email, is_new = OutgoingEmail.objects.get_or_create(
            key=f"{key}:{user.pk}",
            defaults={"to": user, "case": case, "subject": subject, "text": text, "html": html},
        )
        if is_new:
            send_email.enqueue(email.pk)


def _written(template: str, context: Mapping[str, Any]) -> tuple[str, str, str]:
    """Subject, text and HTML. The first line of the text template is the subject."""
    with translation.override("sv"):
        site = {"site_url": settings.SITE_URL.rstrip("/"), "site_name": settings.WAGTAIL_SITE_NAME}
        text = render_to_string(f"cases/email/{template}.txt", {**context, **site})
        html = render_to_string(f"cases/email/{template}.html", {**context, **site})
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split())[:200], body.strip() + "\n", html.strip() + "\n"
