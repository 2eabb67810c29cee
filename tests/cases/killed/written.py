"""Before there is a case: forms that editors make, and drafts that are filled in."""

from datetime import date
from functools import partial

from cases.actions.draft_route import draft_from_definition as draft_route
from cases.actions.import_route import import_route
from cases.actions.publish_route import publish_route
from cases.models import Route
from forms.actions.attach_file import attach_file
from forms.actions.carry_over import carry_over
from forms.actions.copy_submission import copy_submission
from forms.actions.draft_form import draft_from_definition as draft_form
from forms.actions.draft_form import draft_from_version
from forms.actions.import_form import import_form
from forms.actions.note_presence import note_presence
from forms.actions.pass_on import pass_to_groups, pass_to_person
from forms.actions.publish_form import publish_form
from forms.actions.remove_file import remove_file
from forms.actions.save_answers import save_answers
from forms.actions.save_section import save_section
from forms.actions.start_printout import start_printout
from forms.actions.start_submission import start_submission
from forms.actions.submit_submission import submit_submission
from forms.models import Form, StoredFile, Submission
from people.actions.change_mandate import change_mandate
from people.models import Mandate, Role
from tests.builders import cases as build
from tests.builders.people import person, seat

from .running import Acts, the_world, upload


def drafts() -> Acts:
    world = the_world()
    yield partial(start_submission, Form.objects.get(key="ansokan"), world.writer, [world.flen])
    draft = Submission.objects.get
    yield partial(save_section, draft(), "om", {"rubrik": "Ny"}, draft().revision, world.writer)
    answers = build.application_answers("lsg-flen")
    yield partial(save_answers, draft(), answers, draft().revision, world.writer)
    yield partial(note_presence, draft(), "om", world.writer)
    yield partial(start_printout, draft(), None, world.writer)
    yield partial(attach_file, draft(), "bilagor", upload("bild.png", build.PNG), world.writer)
    yield partial(remove_file, StoredFile.objects.get(), world.writer)
    newer = build.form_json()
    newer["sections"][0]["fields"].append(build.field("mer", "text"))
    build.published_form(newer)
    yield partial(carry_over, draft(), draft().revision, world.writer)
    colleague = seat(world.flen, Role.PROCESS_LEADER, name="Kollega")
    yield partial(pass_to_person, draft(), colleague, by=world.writer)
    follows = {"lsg-flen": ["lsg-strangnas"]}
    yield partial(pass_to_groups, draft(), follows, by=colleague)
    yield partial(submit_submission, draft(), draft().revision, colleague)
    yield partial(copy_submission, draft(), colleague)
    mandate = Mandate.objects.get(user=colleague)
    mandate.valid_to = date(2030, 12, 31)
    yield partial(change_mandate, mandate, by=world.officer)


def kept_by_editors() -> Acts:
    """A form and a route: a new version from a file, a draft of another, and that one published."""
    build.a_world()
    editor = person("Redaktör", is_superuser=True)
    form, route = Form.objects.get, Route.objects.get
    newer = build.form_json()
    newer["sections"][0]["fields"].append(build.field("mer", "text"))
    yield partial(import_form, newer, by=editor)
    yield partial(draft_form, form(), build.form_json(), editor)
    yield partial(publish_form, form().get_latest_revision_as_object(), editor)
    yield partial(draft_from_version, form().versions.get(number=2), editor)
    patient = build.route_json()
    patient["stages"][0]["deadline"] = {"days": 30}
    yield partial(import_route, patient, by=editor)
    yield partial(draft_route, route(), build.route_json(), by=editor)
    route().get_latest_revision_as_object().save()
    yield partial(publish_route, route(), by=editor)


CHAPTERS = (drafts, kept_by_editors)
