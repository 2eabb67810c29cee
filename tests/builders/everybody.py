"""A world with everybody in it, for asking who comes in: a case, a draft, a meeting of each of three writers.

world = everybody()
arguments = world.belongings["own"].arguments("cases:case", ("number",))
world.browser("chair").get(reverse("cases:case", kwargs=arguments))
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.models import ActionItem, Case, Fund, Happening, Meeting
from forms.actions.attach_file import attach_file
from forms.models import StoredFile, Submission
from people.models import AccessToken, Body, Role, User
from tests.builders import cases as build
from tests.builders.api import Caller
from tests.builders.meetings import a_meeting
from tests.builders.people import person, seat

WHOSE = ("own", "colleagues", "strangers")
# Of what the addresses of a meeting and its points are called.
MEETING = ("meeting", "attendance", "point", "add_task", "publish_minutes")


# Operations whose `id` is a meeting's, and those that name a happening by its key.
AT_MEETING = (
    "api-1:get_meeting",
    "api-1:get_point",
    "api-1:get_publication",
    "api-1:get_point_file",
    "api-1:add_meeting_point",
    "api-1:add_cases_to_meeting",
    "api-1:add_task_at_point",
    "api-1:recuse_at_meeting",
    "api-1:arrange_agenda",
    "api-1:change_point",
    "api-1:remove_meeting_point",
    "api-1:change_a_meeting",
    "api-1:call_a_meeting",
    "api-1:cancel_a_meeting",
    "api-1:hold_a_meeting",
    "api-1:note_who_is_present",
    "api-1:ask_adjusters_of_meeting",
    "api-1:adjust_a_meeting",
    "api-1:correct_a_meeting",
    "api-1:settle_meeting_point",
    "api-1:reword_meeting_point",
    "api-1:attach_file_to_point",
    "api-1:remove_file_from_point",
    "api-1:publish_adjusted_minutes",
    "api-1:take_down_published_minutes",
)
WITH_TASK = (
    "cases:task_done",
    "cases:hand_over_task",
    "api-1:get_task",
    "api-1:complete_task",
    "api-1:hand_task_over",
)
IN_YEAR = ("api-1:tick_in_year", "api-1:take_tick_back", "api-1:begin_form_of_year")


@dataclass
class Belongings:
    """What belongs to one writer."""

    writer: User
    case: Case
    draft: Submission
    file: StoredFile
    meeting: Meeting
    task: ActionItem

    @cached_property
    def known(self) -> dict[str, Any]:
        """What every address is asked with, read once."""
        obligation = self.case.obligations.get().pk
        return {
            "number": self.case.number,
            "uuid": self.draft.uuid,
            "id": self.draft.uuid,
            "key": "ansokan",
            "turn": build.waiting(self.case).pk,
            "recusal": 999_999,
            "call_off": 999_999,
            "party": 999_999,
            "obligation": obligation,
            "move": "write",
            "document": 1,
            "file": 999_999,
            "message": 999_999,
            "item": self.meeting.items.get().pk,
            "point": self.meeting.items.get().pk,
            "act": "jav",
            "pk": obligation,
            "tab": "handelser",
            "token": "hittepa",
            "waiting": self.draft.uuid,
            "name": "finns-inte",
            "fund": "anslag",
            "group": self.group,
            "handout": 999_999,
            "payment": 1,
            "agreement": 1,
            "place": 1,
            "kind": "pdf",
            "year": 2014,
            "happening": Happening.objects.get(key="lagesrapport").pk,
            "starts": "2014-01-01",
        }

    @cached_property
    def by_address(self) -> dict[str, dict[str, Any]]:
        """What single addresses are asked with instead."""
        file, person, nothing = {"id": self.file.uuid}, {"pk": self.writer.pk}, {"pk": 999_999}
        return {
            "forms:file": {"uuid": self.file.uuid},
            "api-1:get_message_file": {"file": self.file.uuid},
            "api-1:register_file_of_message": {"file": self.file.uuid},
            "forms:new": {"key": "ansokan"},
            "api-1:get_file": file,
            "api-1:delete_file": file,
            "api-1:get_content": file,
            **{name: {"id": self.meeting.pk} for name in AT_MEETING},
            **{name: {"happening": "lagesrapport"} for name in IN_YEAR},
            **{name: {"id": self.task.pk, "pk": self.task.pk} for name in WITH_TASK},
            "cases:meeting_act": {"act": "lagg-till", "pk": self.meeting.pk},
            "people:revoke_token": {"pk": AccessToken.objects.get(user=self.writer).pk},
            "people:away_for": person,
            "cases:person": person,
            "cases:leave": person,
            "people:back": nothing,
            "cases:disposal_proposal": nothing,
        }

    @cached_property
    def group(self) -> str:
        return self.case.groups.get().key

    def arguments(self, name: str, parameters: tuple[str, ...]) -> dict[str, Any]:
        """What the address is asked with: the case, or for forms the draft."""
        known = dict(self.known)
        if any(part in name for part in MEETING):
            known["pk"] = self.meeting.pk
        if name.startswith(("people:", "cases:")):
            known["key"] = self.group
        elif "section" in name or name.startswith("forms:"):
            known["key"] = "om"
        if {"key", "number"} <= {*parameters}:
            known["number"] = 1
        known |= self.by_address.get(name, {})
        return {argument: known[argument] for argument in parameters}


class Everybody:
    """Who there is, and what belongs to whom: to oneself ("own"), to a colleague, to another group's writer."""

    def __init__(self, people: dict[str, User], belongings: dict[str, Belongings]) -> None:
        self.people = people
        self.belongings = belongings
        self.callers: dict[str | None, Caller] = {who: Caller(user) for who, user in people.items()}
        self.callers[None] = Caller(None)
        self._browsers = {who: self._logged_in(user) for who, user in people.items()}

    def browser(self, who: str | None) -> Client:
        """Just logged in, with nothing that an earlier answer left; nobody's is logged in nowhere."""
        if who is None:
            return Client()
        client, session = self._browsers[who]
        client.cookies.clear()
        client.cookies[settings.SESSION_COOKIE_NAME] = session
        return client

    def _logged_in(self, user: User) -> tuple[Client, str]:
        client = Client()
        client.force_login(user)
        return client, client.cookies[settings.SESSION_COOKIE_NAME].value


def everybody() -> Everybody:
    form = build.form_json()
    form["sections"][0]["fields"].append(build.field("bilagor", "files"))
    made = build.a_world(form=form)
    people = {
        "writer": seat(made.flen, Role.PROCESS_LEADER, name="Skribent"),
        "colleague": seat(made.flen, Role.PROCESS_LEADER, name="Kollega"),
        "chair": made.flen_chair,
        "member": seat(made.flen, Role.MEMBER, name="Ledamot Flen"),
        "other_chair": made.strangnas_chair,
        "other_writer": seat(made.strangnas, Role.PROCESS_LEADER, name="Skribent Strängnäs"),
        "preparer": made.preparer,
        "officer": made.officer,
        "board": made.board_chair,
        "nobody": person("Ingen Alls"),
    }
    Fund.objects.create(key="anslag", name="Anslag")
    wrote = {"own": "writer", "colleagues": "colleague", "strangers": "other_writer"}
    group_of = {"own": made.flen, "colleagues": made.flen, "strangers": made.strangnas}
    belongings = {whose: _belongings(made, group_of[whose], people[who]) for whose, who in wrote.items()}
    return Everybody(people, belongings)


def _belongings(made: build.World, group: Body, writer: User) -> Belongings:
    case = build.send_in(build.a_submission(made, group.key, by=writer))
    draft = build.a_submission(made, group.key, by=writer)
    file = attach_file(draft, "bilagor", SimpleUploadedFile("bild.png", build.PNG), writer)
    meeting = a_meeting(group, writer, "En punkt")
    agreed_at = a_meeting(group, writer, "Lokaler").items.get()
    task = ActionItem.objects.create(body=group, item=agreed_at, what="Boka lokal", who=writer)
    return Belongings(writer, case, draft, file, meeting, task)
