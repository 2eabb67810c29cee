"""After `load_demo` every role finds something to do, and loading again changes nothing."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases.models import Assignment, Case, CaseEvent, Supplement
from cms.demo.accounts import ACCOUNTS, DOMAIN, user
from cms.demo.load import load_demo
from cms.demo.reset import reset_demo
from forms.models import Form, Submission
from home.models import GroupPage, PlanPage, ProjectPage
from people.models import Body, Mandate, User
from people.queries.mandates import standing

pytestmark = pytest.mark.django_db

# They have work of another kind: pages, the whole site, or following the cases of others.
WITHOUT_A_TURN = {"redaktor", "administrator", "arbetsutskottet", "ledamot.flen"}
WRITERS = {"processledare.norra", "processledare.vastra", "processledare.sodra"}
WITH_A_TURN = [
    account.local for account in ACCOUNTS if account.until is None and account.local not in WITHOUT_A_TURN | WRITERS
]


def everything():
    models = (Body, User, Mandate, Form, Submission, Case, CaseEvent, Assignment, GroupPage, PlanPage, ProjectPage)
    return {model.__name__: model.objects.count() for model in models}


@pytest.mark.parametrize("local", WITH_A_TURN)
def test_an_account_that_answers_has_something_to_answer(demo, local):
    found = standing(user(local))
    turns = [
        turn
        for turn in Assignment.objects.filter(state=Assignment.State.WAITING)
        if found.holds(turn.body_id, turn.role)
    ]

    assert turns != []


@pytest.mark.parametrize("local", sorted(WRITERS))
def test_a_process_leader_has_answers_of_their_own_to_go_on_with_or_to_follow(demo, local):
    assert Submission.objects.visible_to(user(local)).exists()
    assert Case.objects.visible_to(user(local)).running().exists()


def test_a_member_and_the_executive_committee_have_cases_to_follow(demo):
    seen = {local: Case.objects.visible_to(user(local)).count() for local in ("ledamot.flen", "arbetsutskottet")}

    assert 0 < seen["ledamot.flen"] < seen["arbetsutskottet"] == Case.objects.count()


def test_work_is_late_due_soon_and_waiting_for_a_supplement(demo):
    today = timezone.localdate()
    waiting = Assignment.objects.filter(state=Assignment.State.WAITING)

    assert waiting.filter(due_on__lt=today).exists()
    assert waiting.filter(due_on__range=(today, today + timedelta(days=3))).exists()
    assert Supplement.objects.filter(answered_at=None).count() == 1


def test_the_joint_application_waits_for_flen_alone(demo):
    case = Case.objects.get(title__startswith="Fortsatt processtöd", case_groups__body__key="lsg-flen")

    assert list(case.assignments.values_list("body__key", "state").order_by("body__key")) == [
        ("lsg-flen", "waiting"),
        ("lsg-katrineholm-vingaker", "answered"),
    ]


def test_accounts_of_groups_that_ended_are_closed(demo):
    closed = User.objects.filter(is_active=False).values_list("email", flat=True)

    assert sorted(closed) == [f"ordforande.gnesta@{DOMAIN}", f"ordforande.trosa@{DOMAIN}"]


def test_loading_again_changes_nothing(demo):
    before = everything()

    assert load_demo(timezone.localdate()) == demo
    assert everything() == before


def test_a_reset_gives_the_same_again(demo):
    before = everything()

    reset_demo()
    load_demo(timezone.localdate())

    assert everything() == before


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2028, 2, 29)])
def test_the_demo_loads_on_any_day(demo, day, monkeypatch):
    reset_demo()

    assert load_demo(day)["cases"] == demo["cases"]


def test_a_site_where_others_work_is_left_alone(demo):
    other = User.objects.create_user("processledare@example.org", name="Processledare")
    Submission.objects.create(version=Form.objects.first().current_version, created_by=other, saved_by=other)
    before = everything()

    with pytest.raises(CommandError):
        call_command("load_demo", "--reset")

    assert everything() == before


def test_every_group_has_a_page(demo):
    groups = set(Body.objects.filter(kind="local_group").values_list("key", flat=True))

    assert set(GroupPage.objects.live().values_list("body__key", flat=True)) == groups


@pytest.mark.parametrize(
    "slug",
    [
        "tris",
        "tuna",
        "ips-slussen",
        "ibis",
        "kur",
        "riga",
        "drivhuset",
        "ungdomens-hus",
        "gaf-natverket",
        "vuxentorg",
        "prio",
        "personligt-ombud",
        "integrationslyftet",
        "dua",
    ],
)
def test_every_project_that_the_documents_name_has_a_page_with_its_source(demo, client, slug):
    page = ProjectPage.objects.live().get(slug=slug)

    assert {"Källa", "Källor"} & {block.value for block in page.content if block.block_type == "heading"}
    assert page.title in client.get(page.get_url()).content.decode()


def test_the_trail_of_the_demo_replays_to_what_the_tables_say(demo, capsys):
    call_command("verify_audit")

    assert capsys.readouterr().err == ""
