"""Closing, archiving and disposal: in that order, by the right people, with the trail whole."""

from datetime import date, timedelta
from importlib import import_module
from io import StringIO
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from cases.actions.archive_case import archive_case, take_out_of_archive
from cases.actions.close_case import close_case, undo_closing
from cases.actions.decide_disposal import decide_disposal
from cases.actions.dispose_case import dispose_case
from cases.actions.dispose_drafts import dispose_drafts, months_before
from cases.actions.forgetting import forget_files
from cases.actions.post_message import post_message
from cases.errors import CaseError
from cases.models import Case, DisposalRule, DisposedDraft, Document, Obligation, OutgoingEmail
from cases.queries.disposal import due_for_disposal
from cases.queries.erasable import DELETED, EMPTIED, KEPT, OF_CASE
from cases.queries.register import Asked, register
from cases.queries.trail import check_trail
from forms.models import Submission
from people.models import Role
from tests.builders import cases as build
from tests.builders.people import seat
from tests.cases.test_documents import attached

pytestmark = pytest.mark.django_db
dispose_case_module = import_module("cases.actions.dispose_case")
LONG_AGO = timezone.make_aware(timezone.datetime(2014, 3, 1, 12))


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def director(world):
    return seat(world.office, Role.DIRECTOR, name="Förbundschef")


@pytest.fixture
def rule():
    return DisposalRule.objects.create(name="Ansökningar", years=10, ground="Plan 2020 § 4")


def ended(world, at=None):
    case = build.granted_case(world, "lsg-flen", at=at)
    case.obligations.update(done_on=date(2014, 8, 30))
    return case


def archived(world, at=LONG_AGO):
    case = ended(world, at=at)
    close_case(case, by=world.officer, at=at)
    return archive_case(case, by=world.officer, at=at)


def refusal(act):
    with pytest.raises(CaseError) as refused:
        act()
    return refused.value.code, refused.value.status


def test_a_case_is_closed_when_it_has_ended_and_nothing_is_left(world):
    running = build.an_application(world, "lsg-flen")
    promised = build.granted_case(world, "lsg-flen")
    done = ended(world)

    assert refusal(lambda: close_case(running, by=world.officer)) == ("not_ended", 409)
    assert refusal(lambda: close_case(promised, by=world.officer)) == ("obligations_left", 409)
    assert refusal(lambda: close_case(done, by=world.flen_chair)) == ("not_the_association", 403)
    assert close_case(done, by=world.officer).closed_on == timezone.localdate()
    assert refusal(lambda: close_case(done, by=world.officer)) == ("already_closed", 409)


def test_an_archived_case_is_read_only_until_it_is_taken_out(world):
    case = ended(world)
    assert refusal(lambda: archive_case(case, by=world.officer)) == ("not_closed", 409)
    close_case(case, by=world.officer)
    archive_case(case, by=world.officer)

    assert refusal(lambda: post_message(case, by=world.officer, text="Hej")) == ("case_archived", 409)
    assert refusal(lambda: take_out_of_archive(case, by=world.officer, reason="")) == ("reason_missing", 422)
    take_out_of_archive(case, by=world.officer, reason="Mer kom in.")
    post_message(case, by=world.officer, text="Hej")
    case.refresh_from_db()
    assert (case.closed_on, case.archived_on) == (None, None)
    assert check_trail(case) == []


def test_closing_is_undone_with_a_reason(world):
    case = ended(world)
    assert refusal(lambda: undo_closing(case, by=world.officer, reason="Fel")) == ("not_closed", 409)
    close_case(case, by=world.officer)
    undo_closing(case, by=world.officer, reason="Fel ärende.")
    case.refresh_from_db()

    assert case.closed_on is None
    assert check_trail(case) == []


def test_the_archive_is_found_in_the_register(world):
    kept, running = archived(world), build.an_application(world, "lsg-flen")
    rows = register(world.officer, Asked(status="archived")).rows

    assert [row.case for row in rows] == [kept]
    assert len(register(world.officer, Asked()).rows) == 2
    assert running.archived_on is None


YEARS = [(date(2024, 12, 31), False), (date(2025, 1, 1), True)]


@pytest.mark.parametrize(("day", "is_due"), YEARS, ids=["the last day", "the day after"])
def test_a_rule_reaches_a_case_after_whole_calendar_years(world, rule, day, is_due):
    case = archived(world)
    assert list(due_for_disposal(rule, on=day)) == ([case] if is_due else [])


def test_a_rule_reaches_its_own_route_and_end_alone(world, rule):
    case = archived(world)
    on = timezone.localdate()
    DisposalRule.objects.filter(pk=rule.pk).update(end_kind="granted", route=world.route.route)
    rule.refresh_from_db()
    assert list(due_for_disposal(rule, on=on)) == [case]
    rule.end_kind = "rejected"
    assert list(due_for_disposal(rule, on=on)) == []


def test_what_is_not_archived_is_reached_by_no_rule(world, rule):
    close_case(ended(world, at=LONG_AGO), by=world.officer, at=LONG_AGO)
    assert list(due_for_disposal(rule, on=timezone.localdate())) == []


def decided(rule, case, director, reference="GB 2026:1"):
    return decide_disposal(rule, [case], reference=reference, decided_on=timezone.localdate(), by=director)


def test_only_the_director_decides_and_only_on_what_the_rule_reaches(world, rule, director):
    case, young = archived(world), archived(world, at=timezone.now())
    on = timezone.localdate()
    assert refusal(lambda: decided(rule, case, world.officer)) == ("not_the_director", 403)
    assert refusal(lambda: decided(rule, young, director)) == ("not_due_for_disposal", 409)
    assert refusal(lambda: decided(rule, case, director, reference=" ")) == ("reference_missing", 422)
    assert refusal(lambda: decide_disposal(rule, [], reference="1", decided_on=on, by=director)) == ("no_cases", 422)
    later = on + timedelta(days=1)
    too_soon = lambda: decide_disposal(rule, [case], reference="1", decided_on=later, by=director)  # noqa: E731
    assert refusal(too_soon) == ("decision_in_the_future", 422)
    decided(rule, case, director)
    assert refusal(lambda: decided(rule, case, director)) == ("not_due_for_disposal", 409)


def full_case(world):
    """A case with words and files in every place that the acts put them."""
    submission = build.a_submission(world, "lsg-flen", rubrik="Hemlig Andersson")
    attached(submission, "andersson.pdf")
    case = build.send_in(submission, at=LONG_AGO)
    post_message(case, by=world.officer, text="Andersson ringde", at=LONG_AGO)
    build.support(case, "lsg-flen", by=world.flen_chair, at=LONG_AGO)
    build.support(case, "beredningsgruppen", by=world.preparer, at=LONG_AGO)
    from cases.actions.answer_assignment import answer_assignment

    answer_assignment(
        build.waiting(case),
        "avslag",
        by=world.board_chair,
        text="Andersson avslås",
        decided_on=date(2014, 3, 1),
        at=LONG_AGO,
    )
    case.refresh_from_db()
    close_case(case, by=world.officer, at=LONG_AGO)
    return archive_case(case, by=world.officer, at=LONG_AGO)


def test_disposal_takes_words_and_files_and_leaves_the_trail_whole(world, rule, director, monkeypatch):
    case = full_case(world)
    number, received, seals = case.number, case.received_at, list(case.events.values_list("sha256", flat=True))
    files = [stored.file for stored in case.submission.files.all()]
    assert [file.storage.exists(file.name) for file in files] == [True]
    decided(rule, case, director)
    out = StringIO()
    call_command("dispose", "--dry-run", stdout=out)
    assert number in out.getvalue()
    assert Case.objects.get().disposed_on is None

    queued = []
    monkeypatch.setattr(dispose_case_module, "forget_files", SimpleNamespace(enqueue=queued.append))
    call_command("dispose", stdout=out)
    assert queued == [[file.name for file in files]]
    assert [forget_files(names) for names in (*queued, *queued)] == [1, 0]  # safe to repeat

    assert [file.storage.exists(file.name) for file in files] == [False]
    case = Case.objects.get()
    assert (case.number, case.received_at, case.title) == (number, received, "")
    assert list(case.events.values_list("sha256", flat=True))[: len(seals)] == seals
    assert [event.kind for event in case.events.order_by("seq")][-2:] == ["disposal_decided", "disposed"]
    assert check_trail(case) == []
    assert "Andersson" not in _everything()
    assert case.decisions.get().kind == "reject"
    assert case.documents.count() == 5


def test_disposal_is_safe_to_repeat(world, rule, director):
    case = full_case(world)
    item = decided(rule, case, director).items.get()
    first = dispose_case(item, by=world.officer)
    again = dispose_case(item, by=world.officer)

    assert (first.done_at, first.taken) == (again.done_at, again.taken)
    assert case.events.filter(kind="disposed").count() == 1


def test_a_case_that_was_emptied_behind_the_trail_is_found(world):
    case = full_case(world)
    Case.objects.filter(pk=case.pk).update(disposed_on=timezone.localdate())
    assert "case_differs" in {fault.code for fault in check_trail(Case.objects.get(pk=case.pk))}


def test_what_disposal_left_is_found(world, rule, director):
    case = full_case(world)
    dispose_case(decided(rule, case, director).items.get(), by=None)
    case.messages.update(text="Andersson är kvar")
    found = check_trail(Case.objects.get(pk=case.pk))

    assert [(fault.code, fault.found) for fault in found] == [("not_disposed", "message.text")]


def test_a_disposed_case_is_shown_without_what_was_in_it(client, world, rule, director):
    case = full_case(world)
    dispose_case(decided(rule, case, director).items.get(), by=None)
    client.force_login(world.officer)

    for tab in ("", "ansokan/", "budget/", "handlingar/", "meddelanden/", "beslut/", "handelser/", "diarieforing/"):
        response = client.get(f"/arenden/{case.number}/{tab}")
        assert response.status_code == 200
        assert "Andersson" not in response.content.decode()
    for tab in ("ansokan/", "budget/", "meddelanden/"):
        assert "Det som stod här är gallrat" in client.get(f"/arenden/{case.number}/{tab}").content.decode()
    assert client.get("/arenden/").status_code == 200
    assert "Gallrat" in client.get(f"/diarium/{case.number}/").content.decode()


def test_what_was_unticked_stays_unticked_when_a_decision_lacks_its_number(client, world, rule, director):
    first, second = archived(world), archived(world)
    client.force_login(director)
    page = f"/gallring/{rule.pk}/"
    ticks = " checked"
    assert client.get(page).content.decode().count(ticks) == 2
    assert client.post(page, {"case": []}).content.decode().count(ticks) == 0
    left = client.post(page, {"case": [second.number]})
    assert (left.status_code, left.content.decode().count(ticks)) == (422, 1)
    assert [Case.objects.get(pk=case.pk).disposed_on for case in (first, second)] == [None, None]


def test_a_decision_on_disposal_has_a_log_of_its_cases(client, world, rule, director):
    case = full_case(world)
    decision = decided(rule, case, director)
    client.force_login(world.officer)
    log = f"/gallring/beslut/{decision.pk}/"
    assert log in client.get("/gallring/").content.decode()
    before = client.get(log).content.decode()
    assert ("Inte ännu" in before, "Hemlig Andersson" in before, case.number in before) == (True, True, True)
    dispose_case(decision.items.get(), by=None, at=LONG_AGO + timedelta(days=5000))
    after = client.get(log).content.decode()
    assert ("Inte ännu" in after, "Andersson" in after, "2027-11-08" in after) == (False, False, True)


def _everything():
    """All that any table says in words of its own."""
    said = []
    for model in apps.get_models():
        if model._meta.app_label not in {"cases", "forms"} or model.__name__ in {"FormVersion", "RouteVersion"}:
            continue
        columns = [field.name for field in model._meta.concrete_fields if _holds_words(field)]
        said += [str(row) for row in model._base_manager.values_list(*columns)] if columns else []
    return "\n".join(said)


def _holds_words(field):
    return isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField)


def test_somebody_has_decided_on_every_column_of_a_case_that_can_hold_words():
    decided_on = {model: set(columns) for model, columns in KEPT.items()}
    for each in EMPTIED:
        decided_on.setdefault(each.model, set()).update(each.values)
    decided_on[Case] |= set(OF_CASE)
    undecided = []
    for model in apps.get_models():
        if model in DELETED or model._meta.app_label not in {"cases", "forms"}:
            continue
        leads = any(field.related_model in {Case, Submission} for field in model._meta.fields if field.is_relation)
        if not leads and model not in decided_on:
            continue
        columns = {field.name for field in model._meta.concrete_fields if _holds_words(field)}
        undecided += sorted(f"{model.__name__}.{name}" for name in columns - decided_on.get(model, set()))
    assert undecided == []


MONTHS = [
    (date(2026, 3, 31), 1, date(2026, 2, 28)),
    (date(2024, 3, 31), 1, date(2024, 2, 29)),
    (date(2026, 1, 15), 12, date(2025, 1, 15)),
    (date(2026, 1, 15), 1, date(2025, 12, 15)),
]


@pytest.mark.parametrize(("day", "months", "before"), MONTHS)
def test_months_are_counted_back_to_a_day_that_is_there(day, months, before):
    assert months_before(day, months) == before


def an_old_draft(world, months=30):
    draft = build.a_submission(world, "lsg-flen")
    attached(draft, "utkast.pdf")
    saved = timezone.now() - timedelta(days=31 * months)
    Submission.objects.filter(pk=draft.pk).update(saved_at=saved)
    return draft


def test_without_a_rule_no_draft_goes(world):
    an_old_draft(world)
    assert dispose_drafts() == "0 warned, 0 disposed of"


def test_a_draft_goes_after_a_warning_that_is_a_month_old(world):
    DisposalRule.objects.create(name="Utkast", of="drafts", months=24, ground="Plan § 9")
    draft, fresh = an_old_draft(world), build.a_submission(world, "lsg-flen")
    sent = build.an_application(world, "lsg-flen").submission
    Submission.objects.filter(pk=sent.pk).update(saved_at=timezone.now() - timedelta(days=4000))

    assert dispose_drafts() == "1 warned, 0 disposed of"
    assert dispose_drafts() == "0 warned, 0 disposed of"
    letter = OutgoingEmail.objects.get(key__startswith="draft-goes")
    assert letter.to == world.writer
    assert str(draft.uuid) in letter.text
    assert dispose_drafts(at=timezone.now() + timedelta(days=29)) == "0 warned, 0 disposed of"
    assert dispose_drafts(at=timezone.now() + timedelta(days=31)) == "0 warned, 1 disposed of"
    assert set(Submission.objects.all()) == {fresh, sent}
    assert DisposedDraft.objects.get().form == world.form.form.title


def test_a_draft_that_is_saved_after_the_warning_stays(world):
    DisposalRule.objects.create(name="Utkast", of="drafts", months=24, ground="Plan § 9")
    draft = an_old_draft(world)
    dispose_drafts()
    Submission.objects.filter(pk=draft.pk).update(saved_at=timezone.now())

    assert dispose_drafts(at=timezone.now() + timedelta(days=31)) == "0 warned, 0 disposed of"
    assert Submission.objects.filter(pk=draft.pk).exists()


def test_a_refused_case_owes_nothing_and_can_be_closed(world):
    case = build.case_at_board(world, "lsg-flen")
    from cases.actions.answer_assignment import answer_assignment

    answer_assignment(build.waiting(case), "avslag", by=world.board_chair, text="Nej", decided_on=timezone.localdate())
    Obligation.objects.create(case=case, title="Lägesrapport")
    assert close_case(case, by=world.officer).closed_on is not None
    assert Document.objects.filter(case=case, kind="decision").count() == 1
