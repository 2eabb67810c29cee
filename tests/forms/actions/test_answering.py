"""Starting, saving, sending in and opening again, and who is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from forms.actions.import_form import import_form
from forms.actions.reopen_submission import reopen_submission
from forms.actions.save_section import save_section
from forms.actions.start_submission import start_submission
from forms.actions.submit_submission import submit_submission
from forms.errors import (
    AlreadySubmitted,
    HasProblems,
    MayNotWrite,
    NotInSection,
    NotPublished,
    SectionClosed,
    StaleRevision,
    UnknownSection,
)
from forms.models import Form, Submission
from forms.permissions import may_write
from forms.signals import answers_submitted
from people.models import Role
from tests.builders.forms import a_field, a_form, a_section
from tests.builders.people import body, person, seat

pytestmark = pytest.mark.django_db

FORM = a_form(
    a_section(
        "om",
        a_field("text", "rubrik", required=True),
        a_field("body", "sokande", multiple=True, applicants=True, required=True),
        a_field("money", "belopp"),
    ),
    a_section("mer", a_field("long_text", "bakgrund"), a_field("files", "bilagor")),
    key="liten",
)
GOOD = {"rubrik": "Processtöd", "sokande": ["lsg-flen"]}


@pytest.fixture(autouse=True)
def no_case(monkeypatch):
    """What cases make of it is their own tests' matter."""
    monkeypatch.setattr(answers_submitted, "receivers", [])
    answers_submitted.sender_receivers_cache.clear()
    yield
    answers_submitted.sender_receivers_cache.clear()


@pytest.fixture
def flen():
    return body("lsg-flen")


@pytest.fixture
def writer(flen):
    return seat(flen, Role.PROCESS_LEADER, name="Processledare")


@pytest.fixture
def draft(writer):
    return start_submission(import_form(FORM, by=None), by=writer)


@pytest.fixture
def sent(draft, writer):
    draft = save_section(draft, "om", GOOD, 1, writer)
    submit_submission(draft, 2, writer)
    draft.refresh_from_db()
    return draft


def kinds_of(submission):
    return list(submission.events.values_list("kind", "section", "revision"))


def test_a_draft_knows_the_groups_that_it_was_started_for(writer, flen):
    draft = start_submission(import_form(FORM, by=None), by=writer, bodies=[flen])

    assert list(draft.bodies.all()) == [flen]
    assert draft.answers == {"sokande": ["lsg-flen"]}
    assert draft.title == "Ansökan"
    assert kinds_of(draft) == [("started", "", 1)]


def test_a_form_that_was_never_published_cannot_be_started(writer):
    with pytest.raises(NotPublished):
        start_submission(Form.objects.create(key="ny", title="Ny"), by=writer)


def test_a_save_keeps_the_answers_the_title_and_the_groups(draft, writer, flen):
    saved = save_section(draft, "om", GOOD | {"belopp": "1,5 tkr"}, 1, writer)

    saved.refresh_from_db()
    assert saved.answers == GOOD | {"belopp": "1500"}
    assert (saved.title, saved.revision, saved.saved_by) == ("Processtöd", 2, writer)
    assert list(saved.bodies.all()) == [flen]
    assert kinds_of(saved) == [("started", "", 1), ("saved", "om", 2)]


def test_a_save_leaves_other_sections_and_unnamed_fields_alone(draft, writer):
    save_section(draft, "mer", {"bakgrund": "Behov"}, 1, writer)
    save_section(draft, "om", {"rubrik": "A"}, 2, writer)
    saved = save_section(draft, "om", {"belopp": "5", "rubrik": None}, 3, writer)

    assert saved.answers == {"bakgrund": "Behov", "belopp": "5"}


def test_what_cannot_be_read_is_saved_as_it_was_typed(draft, writer):
    saved = save_section(draft, "om", {"belopp": "cirka 5"}, 1, writer)

    assert saved.answers == {"belopp": {"unparsed": "cirka 5"}}


def test_a_stale_save_is_refused_with_both_texts(draft, writer):
    save_section(draft, "om", {"rubrik": "Först"}, 1, writer)

    with pytest.raises(StaleRevision) as refused:
        save_section(draft, "om", {"rubrik": "Sedan"}, 1, writer)

    assert refused.value.current.answers == {"rubrik": "Först"}
    assert refused.value.theirs == {"rubrik": "Sedan"}
    draft.refresh_from_db()
    assert (draft.answers, draft.revision) == ({"rubrik": "Först"}, 2)


def test_only_the_fields_of_the_section_are_taken(draft, writer):
    with pytest.raises(NotInSection) as refused:
        save_section(draft, "om", {"bakgrund": "x", "okand": "y", "rubrik": "z"}, 1, writer)
    with pytest.raises(UnknownSection):
        save_section(draft, "borta", {}, 1, writer)

    assert refused.value.keys == ("bakgrund", "okand")
    draft.refresh_from_db()
    assert draft.answers == {}


def test_files_are_not_changed_by_a_save(draft, writer):
    file = {"id": "8b571526-fc06-5d12-b400-a8a0513e7542", "name": "annans.pdf", "size": 5}

    assert save_section(draft, "mer", {"bilagor": [file]}, 1, writer).answers == {}


@pytest.mark.parametrize(
    ("role", "deputy", "ends_in", "may"),
    [
        (Role.CHAIR, False, 1, True),
        (Role.CHAIR, True, 1, True),
        (Role.PROCESS_LEADER, False, 1, True),
        (Role.MEMBER, False, 1, False),
        (Role.CHAIR, False, -1, False),
    ],
)
def test_chairs_and_process_leaders_of_its_groups_may_write(draft, writer, flen, role, deputy, ends_in, may):
    save_section(draft, "om", GOOD, 1, writer)
    last_day = timezone.localdate() + timedelta(days=ends_in)
    colleague = seat(flen, role, name="Kollega", deputy=deputy, valid_from=date(2014, 1, 1), valid_to=last_day)

    assert may_write(colleague, draft) is may


def test_a_group_that_is_taken_off_the_application_may_no_longer_write(draft, writer, flen):
    chair = seat(flen, Role.CHAIR)
    save_section(draft, "om", GOOD, 1, writer)
    assert may_write(chair, draft)

    save_section(draft, "om", {"sokande": None}, 2, writer)

    assert not may_write(chair, draft)
    assert may_write(writer, draft)


def test_a_stranger_may_do_nothing(draft):
    stranger = person("Någon Annan")

    for act in (
        lambda: save_section(draft, "om", GOOD, 1, stranger),
        lambda: submit_submission(draft, 1, stranger),
    ):
        with pytest.raises(MayNotWrite):
            act()
    assert issubclass(MayNotWrite, PermissionDenied)
    draft.refresh_from_db()
    assert (draft.answers, draft.state) == ({}, Submission.State.DRAFT)


def test_answers_are_sent_in_frozen(draft, writer):
    heard = []
    answers_submitted.connect(lambda **told: heard.append(told), weak=False)
    save_section(draft, "om", GOOD, 1, writer)

    revision = submit_submission(draft, 2, writer)

    draft.refresh_from_db()
    assert (revision.number, revision.answers, revision.sent_by) == (1, GOOD, writer)
    assert len(revision.sha256) == 64
    assert (draft.state, draft.submitted_at) == (Submission.State.SUBMITTED, revision.sent_at)
    assert kinds_of(draft)[-1] == ("submitted", "", 2)
    assert [(told["submission"].pk, told["revision"], told["by"]) for told in heard] == [(draft.pk, revision, writer)]


def test_a_receiver_that_fails_undoes_the_submission(draft, writer):
    def fail(**told):
        raise RuntimeError

    answers_submitted.connect(fail)
    save_section(draft, "om", GOOD, 1, writer)

    with pytest.raises(RuntimeError):
        submit_submission(draft, 2, writer)

    draft.refresh_from_db()
    assert (draft.state, draft.sent_revisions.count()) == (Submission.State.DRAFT, 0)


def test_answers_with_problems_are_not_sent_in(draft, writer):
    save_section(draft, "om", {"belopp": "cirka 5"}, 1, writer)

    with pytest.raises(HasProblems) as refused:
        submit_submission(draft, 2, writer)

    assert [(problem.code, problem.path) for problem in refused.value.evaluation.blocking] == [
        ("required", ("rubrik",)),
        ("required", ("sokande",)),
        ("not_money", ("belopp",)),
    ]


@pytest.mark.parametrize("ended", [True, False])
def test_a_group_that_does_not_exist_today_cannot_apply(draft, writer, ended):
    key = "lsg-okand"
    if ended:
        group = body("lsg-gnesta")
        group.valid_to = date(2015, 12, 31)
        group.save()
        key = group.key
    save_section(draft, "om", GOOD | {"sokande": [key]}, 1, writer)

    with pytest.raises(HasProblems) as refused:
        submit_submission(draft, 2, writer)

    assert [problem.code for problem in refused.value.evaluation.blocking] == ["unknown_body"]


def test_a_board_does_not_share_a_draft_by_being_named(draft, writer):
    board = body("styrelsen", kind="board")

    saved = save_section(draft, "om", {"sokande": [board.key]}, 1, writer)

    assert list(saved.bodies.all()) == []


def test_it_is_sent_in_once(sent, writer):
    with pytest.raises(AlreadySubmitted):
        submit_submission(sent, 2, writer)

    assert sent.sent_revisions.count() == 1


def test_what_was_sent_in_is_closed(sent, writer):
    with pytest.raises(SectionClosed):
        save_section(sent, "om", {"rubrik": "Ny"}, 2, writer)


def test_a_stale_page_does_not_send_in(draft, writer):
    save_section(draft, "om", GOOD, 1, writer)

    with pytest.raises(StaleRevision):
        submit_submission(draft, 1, writer)


def test_a_supplement_opens_only_what_it_asks_for(sent, writer):
    office = person("Handläggare")

    opened = reopen_submission(sent, ["mer"], office)

    assert (opened.state, opened.open_sections, opened.revision) == (Submission.State.REOPENED, ["mer"], 3)
    with pytest.raises(SectionClosed):
        save_section(opened, "om", {"rubrik": "Ny"}, 3, writer)
    saved = save_section(opened, "mer", {"bakgrund": "Komplettering"}, 3, writer)
    revision = submit_submission(saved, 4, writer)

    sent.refresh_from_db()
    assert (sent.state, sent.open_sections) == (Submission.State.SUBMITTED, [])
    assert (revision.number, revision.answers) == (2, GOOD | {"bakgrund": "Komplettering"})
    assert sent.sent_revisions.get(number=1).answers == GOOD


def test_a_group_that_ended_meanwhile_does_not_stop_a_supplement(sent, writer, flen):
    reopen_submission(sent, ["mer"], writer)
    flen.valid_to = date(2015, 12, 31)
    flen.save()

    assert submit_submission(sent, 3, writer).number == 2


def test_a_page_that_was_open_before_the_supplement_is_stale(sent, writer):
    reopen_submission(sent, [], writer)

    with pytest.raises(StaleRevision):
        save_section(sent, "om", {"rubrik": "Ny"}, 2, writer)


def test_a_supplement_names_sections_that_exist_of_what_was_sent_in(sent, draft, writer):
    with pytest.raises(UnknownSection):
        reopen_submission(sent, ["borta"], writer)
    with pytest.raises(SectionClosed):
        reopen_submission(start_submission(draft.version, by=writer), ["om"], writer)


def test_a_save_asks_the_database_a_fixed_number_of_times(draft, writer, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        save_section(draft, "om", GOOD, 1, writer)


def test_saves_of_one_sitting_are_told_as_one(draft, writer):
    now = timezone.now()
    first = save_section(draft, "om", {"rubrik": "A"}, 1, writer, at=now)
    save_section(first, "om", {"rubrik": "Ab"}, 2, writer, at=now + timedelta(minutes=9))
    save_section(first, "mer", {"bakgrund": "Behov"}, 3, writer, at=now + timedelta(minutes=9))
    saved = save_section(first, "mer", {"bakgrund": "Behoven"}, 4, writer, at=now + timedelta(minutes=19))

    assert kinds_of(saved) == [("started", "", 1), ("saved", "om", 3), ("saved", "mer", 4), ("saved", "mer", 5)]
