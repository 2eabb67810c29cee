"""Pages and steps as a browser asks for them, through every middleware, by somebody who is logged in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch

from django.shortcuts import render
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.actions.record_appropriation import record_appropriation
from cases.models import Case, Fund
from cms.demo.accounts import DOMAIN
from forms.models import Submission
from people.models import User

from .balances import ROOM
from .measuring import RUNS, WARM_UP, Figure, milliseconds, queries
from .world import cases_to_decide, drafts_to_send

FILTERS = {
    "register, all": "",
    "register, a status": "status=waiting",
    "register, a stage": "stage=styrelsen",
    "register, a group": "group=lsg-flen",
    "register, a year": "year=2016",
    "register, late ones": "late=1",
    "register, searched": "q=processledare",
    "register, searched by number": "q=RAR16-10",
    "register, a compound": "q=samverkansprojekt",
    "register, the beginning of a word": "q=samv",
    "register, a rare word": "q=företagsförstudie",
    "register, nothing found": "q=xyzzyx",
    "register, by title": "sort=title",
    "register, by amount, page 5": "sort=-applied&page=5",
    "register, page 150": "page=150",
}
# Whichever years the demo's cases ask for.
DECIDED_YEARS = range(2014, 2041)
OWED = ("forsenade", "kommande", "att-granska", "klara")
LISTS = {
    "meetings": ("cases:meetings", "", "cases.views.meetings"),
    "follow-up, open": ("cases:follow_up", "", "cases.views.follow_up"),
    "follow-up, done": ("cases:follow_up", "?klara", "cases.views.follow_up"),
    "what was decided about": ("cases:meeting_decisions", "?q=samverkansprojekt", "cases.views.follow_up"),
    "money": ("cases:money", "", "cases.views.money"),
    "applications": ("forms:start", "", "forms.views.start"),
    "agreements to draw up": ("cases:agreements", "", "cases.views.agreement_list"),
    "agreements in force": ("cases:agreements", "?visa=i-kraft", "cases.views.agreement_list"),
    "letters that did not get through": ("cases:letters", "", "cases.views.letters"),
    "letters on their way": ("cases:letters", "?visa=pa-vag", "cases.views.letters"),
}


def client_of(local: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(email=f"{local}@{DOMAIN}"), "django.contrib.auth.backends.ModelBackend")
    return client


def figures() -> Iterator[Figure]:
    office, director, board, chair, writer = (
        client_of(local)
        for local in ("handlaggare", "forbundschef", "styrelsen", "ordforande.flen", "processledare.vastra")
    )
    people = {"the office": office, "the director": director, "the board": board, "a group's chair": chair}
    for who, client in people.items():
        yield page(f"inbox, {who}", client, reverse("cases:inbox"), "cases.views.inbox")
    for what, asked in FILTERS.items():
        yield page(what, office, f"{reverse('cases:list')}?{asked}", "cases.views.register")
    yield page("register, a group's chair", chair, reverse("cases:list"), "cases.views.register")
    for who in ("the office", "a group's chair"):
        for name in OWED:
            address = f"{reverse('cases:obligations')}?visa={name}"
            yield page(f"obligations, {name}, {who}", people[who], address, "cases.views.owing")
    for what, (name, asked, module) in LISTS.items():
        yield page(what, office, reverse(name) + asked, module)
    for who in ("the office", "a group's chair"):
        this_year = reverse("cases:years", args=[timezone.localdate().year])
        yield page(f"the year, {who}", people[who], this_year, "cases.views.year")
    for what, asked in {"": "", ", a group": "?group=lsg-flen"}.items():
        address = reverse("home:public_register") + asked
        # As it is read once a minute; in between everybody is given what was kept.
        with patch("home.queries.public_register.SECONDS", 0):
            yield page(f"public register{what}", Client(SERVER_NAME="127.0.0.1"), address, "home.views.public_register")
    closed = Case.objects.filter(end="beviljad", route_version__route__key="ansokan").order_by("pk")[0]
    waiting = Case.objects.filter(stage="styrelsen", status=Case.Status.WAITING).order_by("pk")[0]
    yield page("case page, decided", office, closed.get_absolute_url(), "cases.views.case")
    yield page("case page, waiting for the board", board, waiting.get_absolute_url(), "cases.views.case")
    its_own = Case.objects.filter(end="beviljad", groups__key="lsg-flen").order_by("-pk")[0]
    yield page("case page, a group's chair", chair, its_own.get_absolute_url(), "cases.views.case")
    draft = drafts_to_send(1)[0]
    writer = as_writer(draft)
    budget = reverse("forms:section", args=[draft.uuid, "budget"])
    yield page("form section, a budget", writer, budget, "forms.views.section")
    yield from written(writer, draft, "budget")
    yield page(
        "form section, long texts",
        writer,
        reverse("forms:section", args=[draft.uuid, "bakgrund"]),
        "forms.views.section",
    )
    yield page("form, check the answers", writer, reverse("forms:check", args=[draft.uuid]), "forms.views.check")
    yield sent_in()
    yield decided(board)


def page(what: str, client: Client, url: str, module: str) -> Figure:
    """A page, beside a bare view that renders the same template with the same context already read."""

    def get() -> Any:
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)
        return response

    with kept_renders(module) as renders:
        size = len(get().content)
    request, template, context = renders[-1]
    bare = milliseconds(lambda: render(request, template, context))
    taken = milliseconds(get)
    return Figure(what, taken, queries(get), round(taken / bare, 2), round(size / 1024, 1))


@contextmanager
def kept_renders(module: str) -> Iterator[list[tuple[Any, str, dict[str, Any]]]]:
    kept: list[tuple[Any, str, dict[str, Any]]] = []

    def keeping(request: Any, template: str, context: dict[str, Any], **more: Any) -> Any:
        kept.append((request, template, context))
        return render(request, template, context, **more)

    with patch(f"{module}.render", keeping):
        yield kept


def as_writer(draft: Submission) -> Client:
    return client_of(draft.created_by.email.partition("@")[0])


class Typed(HTMLParser):
    """What a browser would send of a page's own form: the main one, which posts to the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if not name or name == "csrfmiddlewaretoken":
            return
        if tag == "input" and (given.get("type") not in {"checkbox", "radio", "file", "submit"} or "checked" in given):
            self.values.setdefault(name, []).append(given.get("value") or "")
        self.area = name if tag == "textarea" else ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values.setdefault(self.area, []).append(data.strip())
            self.area = ""


def typed_in(client: Client, url: str) -> dict[str, list[str]]:
    typed = Typed()
    typed.feed(client.get(url).content.decode())
    return typed.values


def written(client: Client, draft: Submission, key: str) -> Iterator[Figure]:
    """What a browser does while somebody writes: one htmx round trip, a save in the background, a save with the button.

    The size is what comes back; what goes out is told beside it.
    """
    section = reverse("forms:section", args=[draft.uuid, key])

    def post(name: str) -> Any:
        typed = typed_in(client, section)
        url = reverse(name, args=[draft.uuid, key])
        return lambda: client.post(url, typed, headers={"hx-request": "true"} if name != "forms:section" else {})

    yield posted("htmx round trip, a budget", post("forms:calculate"), "forms.views.calculate")
    yield posted("autosave, a budget", latest(client, draft, key, "forms:autosave"), "forms.views.autosave")
    yield posted("save a section, a budget", latest(client, draft, key, "forms:section"), "")


def latest(client: Client, draft: Submission, key: str, name: str) -> Callable[[], Any]:
    """A post of what the page holds, as of the revision that stands."""
    typed = typed_in(client, reverse("forms:section", args=[draft.uuid, key]))
    url = reverse(name, args=[draft.uuid, key])
    background = {"hx-request": "true"} if name == "forms:autosave" else {}
    revision = draft.revision

    def post() -> Any:
        nonlocal revision
        response = client.post(url, typed | {"revision": [str(revision)], "do": ["stay"]}, headers=background)
        revision += 1
        return response

    draft.refresh_from_db()
    revision = draft.revision
    return post


def posted(what: str, post: Callable[[], Any], module: str) -> Figure:
    """A post, beside a bare view of the template that answers it; a redirect has none."""
    if not module:
        size = len(checked(post()).content)
        return Figure(what, milliseconds(lambda: checked(post())), queries(post), None, round(size / 1024, 1))
    with kept_renders(module) as renders:
        size = len(checked(post()).content)
    request, template, context = renders[-1]
    bare = milliseconds(lambda: render(request, template, context))
    taken = milliseconds(lambda: checked(post()))
    return Figure(what, taken, queries(post), round(taken / bare, 2), round(size / 1024, 1))


def checked(response: Any) -> Any:
    assert response.status_code in (200, 302), (response.status_code, response.content[:2000])
    return response


def sent_in() -> Figure:
    """Another draft each time: the answers are checked and frozen, the case registered and opened."""
    drafts = drafts_to_send(RUNS + WARM_UP + 2)
    client = as_writer(drafts[0])
    waiting = iter(drafts)

    def post() -> None:
        draft = next(waiting)
        response = client.post(reverse("forms:submit", args=[draft.uuid]), {"revision": draft.revision})
        assert response.status_code == 302, (response.status_code, response.content[:2000])

    return timed("submit, and a case is opened", post)


def decided(board: Client) -> Figure:
    """Another case each time, granted in each year that it asks for, out of a held fund."""
    fund = Fund.objects.filter(is_held=True, is_activity=False).order_by("pk")[0]
    by = User.objects.get(email=f"handlaggare@{DOMAIN}")
    for year in DECIDED_YEARS:
        record_appropriation(fund, year=year, amount=ROOM, by=by)
    waiting = iter(cases_to_decide(RUNS + WARM_UP + 2))

    def post() -> None:
        case = next(waiting)
        url = reverse("cases:answer", args=[case.number])
        turn = case.assignments.get(state="waiting")
        amounts = {f"amount_{year}": "100 000" for year in DECIDED_YEARS}
        answer = {"turn": turn.pk, "outcome": "bifall", "text": "Styrelsen beviljar.", "decided_on": "2026-01-15"}
        response = board.post(url, {**answer, **amounts, "paragraph": "7", "fund": fund.pk})
        assert response.status_code == 302, (response.status_code, response.content[:5000])

    return timed("decide out of a held fund, and the case is closed", post)


def timed(what: str, act: Callable[[], None]) -> Figure:
    act()  # what the site keeps in its cache is read once
    asked = queries(act)
    return Figure(what, milliseconds(act), asked)
