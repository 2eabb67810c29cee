"""A person is chosen among those with a mandate, kept by id and by the name of then, and nobody else's name is told."""

import pytest
from django.urls import reverse

from forms.actions.import_form import import_form
from forms.actions.save_section import save_section
from forms.actions.share_draft import share_draft
from forms.actions.start_submission import start_submission
from forms.actions.submit_submission import submit_submission
from forms.domain.evaluate import evaluate
from forms.domain.kinds import KINDS
from forms.errors import HasProblems
from people.models import BodyKind, Mandate, Role
from tests.builders.forms import a_definition, a_field, a_form, a_section, asked
from tests.builders.people import body, person, seat

KIND = KINDS["person"]


@pytest.mark.parametrize(
    ("answer", "kept", "codes"),
    [
        ({"id": 7, "name": " Anna  Andersson "}, {"id": 7, "name": "Anna Andersson"}, []),
        ({"id": 7}, {"id": 7}, ["unknown_person"]),
        ("7 Anna Andersson", {"id": 7, "name": "Anna Andersson"}, []),
        ("Anna", {"unparsed": "Anna"}, ["not_a_person"]),
        ({"id": True}, {"unparsed": '{"id": true}'}, ["not_a_person"]),
        ({"id": -1, "name": "x"}, {"unparsed": '{"id": -1, "name": "x"}'}, ["not_a_person"]),
        ([], {"unparsed": "[]"}, ["not_a_person"]),
    ],
)
def test_a_person_is_an_id_and_a_name(answer, kept, codes):
    definition = a_definition(a_field("person"))
    evaluation = evaluate(definition, {"svar": answer})

    assert evaluation.answers["svar"] == kept
    assert [problem.code for problem in evaluation.problems] == codes
    assert evaluate(definition, evaluation.answers) == evaluation


def test_a_person_is_shown_and_goes_into_a_cell_by_name():
    value = KIND.read({"id": 7, "name": "Anna Andersson"}, asked("person")).value

    assert KIND.format(value, asked("person")) == KIND.cell(value, asked("person")).value == "Anna Andersson"
    assert KIND.json_schema(asked("person"))["required"] == ["id"]


@pytest.fixture
def world(db):
    flen, trosa = body("lsg-flen", name="LSG Flen"), body("lsg-trosa", name="LSG Trosa")
    return {
        "flen": flen,
        "writer": seat(flen, Role.PROCESS_LEADER, name="Petra Processledare"),
        "chair": seat(flen, Role.CHAIR, name="Anna Andersson"),
        "stranger": seat(trosa, Role.CHAIR, name="Tora Trosa"),
        "board": seat(body("styrelsen", BodyKind.BOARD, "Styrelsen"), Role.CHAIR, name="Sten Styrelse"),
        "nobody": person("Utan Uppdrag"),
    }


def a_draft(world, **members):
    form = import_form(
        a_form(
            a_section("om", a_field("text", "rubrik"), a_field("body", "sokande", multiple=True, applicants=True)),
            a_section("kontakt", a_field("person", "kontakt", label="Kontaktperson", **members)),
            key="prov",
        ),
        by=None,
    )
    return start_submission(form, by=world["writer"], bodies=[world["flen"]])


def choose(draft, world, who, name=""):
    answer = {"id": world[who].pk} | ({"name": name} if name else {})
    draft = save_section(draft, "om", {"sokande": ["lsg-flen"]}, draft.revision, world["writer"])
    return save_section(draft, "kontakt", {"kontakt": answer}, draft.revision, world["writer"])


def test_the_list_has_those_of_the_applying_bodies_alone(client, world):
    draft = choose(a_draft(world), world, "chair")
    client.force_login(world["writer"])

    page = client.get(reverse("forms:section", args=[draft.uuid, "kontakt"])).content.decode()

    assert f'value="{world["chair"].pk} Anna Andersson" selected' in page
    assert "Anna Andersson (Ordförande, LSG Flen)" in page
    assert [name in page for name in ("Petra Processledare (", "Tora Trosa", "Utan Uppdrag")] == [True, False, False]


def test_the_name_comes_from_the_register_and_never_from_the_page(world):
    draft = choose(a_draft(world), world, "chair", name="Någon Annan")

    assert draft.answers["kontakt"] == {"id": world["chair"].pk, "name": "Anna Andersson"}


@pytest.mark.parametrize("who", ["stranger", "nobody", "board"])
def test_of_one_who_may_not_be_chosen_nothing_is_told(client, world, who):
    draft = choose(a_draft(world), world, who, name=world[who].name)
    client.force_login(world["writer"])

    page = client.get(reverse("forms:section", args=[draft.uuid, "kontakt"])).content.decode()

    assert draft.answers["kontakt"] == {"id": world[who].pk}
    assert world[who].name not in page
    assert "Okänd person" in page


def test_the_name_of_then_stays_when_the_person_changes_theirs(world):
    draft = choose(a_draft(world), world, "chair")
    world["chair"].name = "Anna Berg"
    world["chair"].save()

    draft = save_section(draft, "kontakt", {"kontakt": draft.answers["kontakt"]}, draft.revision, world["writer"])

    assert draft.answers["kontakt"]["name"] == "Anna Andersson"


def test_any_body_of_a_kind_may_be_where_people_are_chosen(world):
    draft = choose(a_draft(world, chosen_from="body_kind", body_kind="board"), world, "board")

    assert draft.answers["kontakt"]["name"] == "Sten Styrelse"


def test_one_whose_mandate_has_ended_cannot_be_sent_in(world):
    draft = choose(a_draft(world), world, "chair")
    Mandate.objects.filter(user=world["chair"]).update(valid_to="2020-01-01")

    with pytest.raises(HasProblems) as refused:
        submit_submission(draft, draft.revision, world["writer"])

    assert [(problem.code, problem.path) for problem in refused.value.evaluation.blocking] == [
        ("person_without_mandate", ("kontakt",))
    ]


def test_who_opens_the_link_to_a_draft_form_is_shown_nobody(client, world):
    draft = a_draft(world, chosen_from="body_kind", body_kind="board")
    link = share_draft(draft.version.form, by=person("Rut Redaktör"), purpose="Styrelsen")

    page = client.get(reverse("forms:trial_section", args=[link.token, "kontakt"])).content.decode()

    assert "Kontaktperson" in page
    assert "Sten Styrelse" not in page
