"""Whatever a page does, a program can do: every address that changes something has its operation, or its reason."""

import pytest
from django.db import transaction
from django.urls import reverse

from cases.views.meetings import ACTS
from cms.api import api
from tests.builders.everybody import everybody
from tests.house.asking import ADDRESSES

from .offering import BY_ADDRESS, OWING, PAGES, SETTLING

pytestmark = pytest.mark.django_db
# By the last part of their addresses: acts on a meeting.
MEETING_ACTS = {
    "lagg-till": "add_meeting_point",
    "hamta": "add_cases_to_meeting",
    "upp": "arrange_agenda",
    "ned": "arrange_agenda",
    "ordning": "arrange_agenda",
    "ta-bort": "remove_meeting_point",
    "kalla": "call_a_meeting",
    "stall-in": "cancel_a_meeting",
    "hall": "hold_a_meeting",
    "be-justera": "ask_adjusters_of_meeting",
    "justera": "adjust_a_meeting",
    "ta-ned": "take_down_published_minutes",
}
# What each address that takes a form is by program. Those of a case's moves stand in `offering.py`, which
# `test_offers.py` holds to the pages button by button.
BY_PROGRAM = {
    **{name: (operation,) for name, operation in BY_ADDRESS.items()},
    "act": tuple(move.operation or move.key for move in PAGES.values()),
    "shelve": ("close", "undo_closing", "archive", "take_out"),
    "document_secrecy": ("mark_document_secret", "lift_document_secrecy"),
    "secrecy": ("mark_secret", "lift_secrecy"),
    "owing": tuple(OWING.values()),
    "settle_payment": tuple(SETTLING.values()),
    "review_owed": ("approve_obligation", "return_obligation"),
    "change_owed": ("change_obligation", "remove_obligation"),
    "sign_agreement": ("sign_agreement",),
    "write": ("write_message", "write_message_with_files"),
    "register_message_file": ("register_file_of_message",),
    "remind": ("remind_of_what_is_late",),
    "remind_obligations": ("remind_of_what_is_late",),
    "remind_agreements": ("remind_of_what_is_late",),
    "read_all": ("mark_as_read",),
    "start_handout": ("start_a_handout",),
    "handout": ("judge_handout_item", "settle_a_handout", "drop_a_handout"),
    "mask": ("mask_handout_item",),
    "plan_meeting": ("plan_a_meeting",),
    "change_meeting": ("change_a_meeting",),
    "meeting_act": tuple(dict.fromkeys(MEETING_ACTS.values())),
    "attendance": ("note_who_is_present",),
    "point": ("change_point", "settle_meeting_point", "reword_meeting_point"),
    "recuse_at_point": ("recuse_at_meeting",),
    "add_task": ("add_task_at_point",),
    "task_done": ("complete_task",),
    "hand_over_task": ("hand_task_over",),
    "attach_to_point": ("attach_file_to_point",),
    "remove_point_file": ("remove_file_from_point",),
    "correct_meeting": ("correct_a_meeting",),
    "publish_minutes": ("publish_adjusted_minutes",),
    "set_aside": ("set_money_aside",),
    "move_money": ("move_money_between_years",),
    "mark_year": ("tick_in_year", "take_tick_back"),
    "begin_year_form": ("begin_form_of_year",),
    "remind_year": ("remind_group_of_year",),
}
# What is done on the site alone, and why.
ON_THE_SITE_ALONE = {
    "decision_sums": "works out what the page shows while one types: nothing is kept",
    "settle_letters": "whoever sends a letter again has looked at why it did not get through",
    "leave": "one reads everything that waits for a person before it is handed on; a program reassigns turn by turn",
    "follow_body": "merging groups is done once, by a person who sees what goes along",
    "disposal_proposal": "the decision of a year's disposal is signed on paper, and written in by who read the list",
    "carry_out_disposal": "what is disposed of is gone: a person reads the list and answers for it",
    "make_calendar": "a secret address of one's own, shown once to the person who makes it",
    "revoke_calendar": "as the making of it",
}


@pytest.fixture(scope="module")
def operations():
    return {each["operationId"] for path in api.get_openapi_schema()["paths"].values() for each in path.values()}


def takes_forms():
    """The addresses of cases, meetings, obligations and money that answer a form: the others say 405 to one."""
    world = everybody()
    browser, own = world.browser("officer"), world.belongings["own"]
    for name in (name for name in ADDRESSES if name.startswith("cases:")):
        with transaction.atomic():
            answer = browser.post(reverse(name, kwargs=own.arguments(name, ADDRESSES[name])))
            transaction.set_rollback(True)
        if answer.status_code != 405:
            yield name.removeprefix("cases:")


def test_every_page_that_changes_something_has_its_operation_or_its_reason():
    assert sorted(set(takes_forms()) ^ (BY_PROGRAM.keys() | ON_THE_SITE_ALONE.keys())) == []


def test_what_is_done_by_program_is_an_operation_of_the_api(operations):
    named = {operation for each in BY_PROGRAM.values() for operation in each}
    assert sorted(named - operations) == []


def test_every_button_of_a_meeting_has_its_operation(operations):
    assert sorted(ACTS.keys() ^ MEETING_ACTS.keys()) == []
    assert sorted(set(MEETING_ACTS.values()) - operations) == []
