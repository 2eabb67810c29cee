"""A case under way: every act in it, told as it happens. Each chapter yields acts; what stands between is done."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.change_route import change_route
from cases.actions.delegate_turn import delegate_turn
from cases.actions.fill_stage_form import begin_stage_form
from cases.actions.follow_bodies import follow_bodies
from cases.actions.let_leave import let_leave
from cases.actions.merge_bodies import merge_bodies
from cases.actions.name_publicly import name_publicly
from cases.actions.post_message import post_message
from cases.actions.reassign import reassign
from cases.actions.recuse import lift_recusal, recuse
from cases.actions.register_message_file import register_message_file
from cases.actions.remind_late import remind_late
from cases.actions.reopen_case import reopen_case
from cases.actions.request_supplement import request_supplement
from cases.actions.resume_turn import resume_turn
from cases.actions.settle_letter import send_letter_again, settle_letter
from cases.actions.take_over import take_over
from cases.actions.withdraw_case import withdraw_case
from cases.models import Case, MessageFile, OutgoingEmail, Recusal
from forms.actions.save_answers import save_answers
from forms.actions.submit_submission import submit_submission
from forms.models import Submission
from people.models import Mandate, Role
from tests.builders import cases as build
from tests.builders.people import body, person, seat

Acts = Iterator[Callable[[], object]]
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def upload(name: str = "Tidsplan.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, BytesIO(content).getvalue())


def opinion() -> dict:
    why = build.field("motivering", "long_text", "Motivering", required=True)
    sections = [build.section("bedomning", why)]
    return {"schema": 1, "kind": "form", "key": "yttrande", "title": "Yttrande", "sections": sections}


def the_world() -> build.World:
    """The preparatory group writes an opinion and may defer; an application may have files."""
    build.published_form(opinion())
    form = build.form_json()
    form["sections"][0]["fields"].append(build.field("bilagor", "files"))
    return build.a_world(form=form, route=route())


def route() -> dict:
    changed = build.route_json()
    changed["stages"][1] |= {"form": "yttrande"}
    return changed


def latest() -> Case:
    return Case.objects.latest("pk")


def answering() -> Acts:
    world = the_world()
    build.an_application(world, "lsg-flen", "lsg-strangnas")
    deputy = seat(world.flen, Role.CHAIR, deputy=True, name="Ersättare LSG Flen")
    flen = partial(build.waiting, latest(), "lsg-flen")
    yield partial(take_over, flen(), by=deputy)
    yield partial(reassign, flen(), by=world.officer, reason="Ordföranden är åter.", person=world.flen_chair)
    until = timezone.localdate() + timedelta(days=5)
    yield partial(delegate_turn, flen(), by=world.flen_chair, to=deputy, until=until)
    yield partial(recuse, latest(), world.preparer, by=world.officer, reason="Är släkt med sökanden.")
    yield partial(lift_recusal, Recusal.objects.get(), by=world.officer)
    question = {"sections": ["budget"], "question": "Vad gäller för 2015?"}
    yield partial(request_supplement, flen(), by=deputy, **question)
    opened = Submission.objects.get()
    yield partial(submit_submission, opened, opened.revision, world.writer)
    for turn, by in ((flen(), deputy), (build.waiting(latest(), "lsg-strangnas"), world.strangnas_chair)):
        yield partial(answer_assignment, turn, "tillstyrker", by=by)
    yield partial(begin_stage_form, build.waiting(latest()), by=world.preparer)
    written = Submission.objects.latest("pk")
    save_answers(written, {"motivering": "Väl underbyggt."}, written.revision, world.preparer)
    written.refresh_from_db()
    yield partial(submit_submission, written, written.revision, world.preparer)
    yield partial(answer_assignment, build.waiting(latest()), "tillstyrker", by=world.preparer)
    later = timezone.localdate() + timedelta(days=9)
    yield partial(answer_assignment, build.waiting(latest()), "bordlaggning", by=world.board_chair, until=later)
    yield partial(resume_turn, build.waiting(latest()), by=world.board_chair)
    refusal = {"text": "Styrelsen avslår.", "decided_on": timezone.localdate()}
    yield partial(answer_assignment, build.waiting(latest()), "avslag", by=world.board_chair, **refusal)
    yield partial(reopen_case, latest(), by=world.officer, stage="styrelsen", reason="Fel underlag.")
    yield partial(withdraw_case, latest(), by=world.writer, reason="Behövs inte längre.")


def around() -> Acts:
    """What is said about a case, and what happens to it without an answer."""
    world = the_world()
    long_ago = timezone.now() - timedelta(days=60)
    build.an_application(world, "lsg-flen", at=long_ago)
    yield partial(post_message, latest(), by=world.writer, text="Se bilagan.", uploads=[upload()])
    yield partial(register_message_file, MessageFile.objects.get(), by=world.officer)
    yield partial(name_publicly, latest(), title="Stöd till en grupp", by=world.officer)
    yield partial(remind_late, latest(), by=world.officer)
    longer = route()
    longer["stages"][0]["deadline"] = {"days": 30}
    build.published_route(longer)
    yield partial(change_route, latest(), by=world.officer, reason="Nya regler.")
    failed, unsure = OutgoingEmail.objects.order_by("pk")[:2]
    OutgoingEmail.objects.filter(pk__in=[failed.pk, unsure.pk]).update(given_up_at=long_ago, attempts=3)
    yield partial(send_letter_again, OutgoingEmail.objects.get(pk=failed.pk), by=world.officer)
    yield partial(settle_letter, OutgoingEmail.objects.get(pk=unsure.pk), by=world.officer)


def who_follows_whom() -> Acts:
    world = the_world()
    build.an_application(world, "lsg-flen", "lsg-strangnas")
    held, new = Mandate.objects.get(user=world.flen_chair), person("Efterträdare")
    yesterday = timezone.localdate() - timedelta(days=1)
    yield partial(let_leave, world.flen_chair, yesterday, {held.pk: new}, by=world.officer)
    merged = body("lsg-norra", name="LSG Norra")
    seat(merged, name="Ordförande LSG Norra")
    bodies = [world.flen, world.strangnas]
    tomorrow = timezone.localdate() + timedelta(days=1)
    yield partial(merge_bodies, bodies, merged, tomorrow, by=world.officer)
    yield partial(follow_bodies, at=timezone.now() + timedelta(days=2))


CHAPTERS = (answering, around, who_follows_whom)
