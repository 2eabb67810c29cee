"""Every ready form can be taken, filled in with what its readers have, and sent in."""

from decimal import Decimal

import pytest
from django.utils import timezone

from forms.actions.draft_form import draft_new_form
from forms.actions.publish_form import publish_form
from forms.actions.start_submission import start_submission
from forms.actions.submit_submission import check_answers, submit_submission
from forms.compile import compile_form
from forms.domain.carrying import Terms
from forms.domain.definition import canonical, check_definition, parse_definition, to_json
from forms.domain.evaluate import evaluate
from forms.domain.prefilling import Earlier, prefilled
from forms.gallery import HERE, READY, ready_form
from forms.models import Form, Submission
from forms.signals import answers_submitted
from people.models import BodyKind, Role
from tests.builders.answering import whole_answers
from tests.builders.people import body, person, seat

NAMES = [ready.name for ready in READY]


def test_every_file_is_in_the_gallery():
    assert sorted(NAMES) == sorted(path.stem for path in HERE.glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_it_has_no_problems_and_is_written_as_it_would_be_exported(name):
    definition = ready_form(name).definition

    assert check_definition(definition) == []
    assert canonical(to_json(parse_definition(definition))) == canonical(definition)
    assert definition["key"] == name
    assert definition.get("introduction")


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_it_is_taken_published_filled_in_and_sent_in(name, monkeypatch):
    # What happens to it then is the routes' business, which a site draws for itself.
    monkeypatch.setattr(answers_submitted, "send", lambda **_sent: [])
    body("beredningsgruppen", BodyKind.PREPARATORY_GROUP)
    writer = person("Petra Processledare")
    seat(body("lsg-flen"), Role.PROCESS_LEADER, name=writer.name)
    form = draft_new_form(ready_form(name).definition, by=writer)
    version = publish_form(form, by=writer)
    draft = start_submission(version, writer, [body("lsg-flen")])
    draft.answers |= whole_answers(version.parsed, **draft.answers)
    draft.save()

    evaluation = check_answers(version.parsed, draft, on=timezone.localdate())
    sent = submit_submission(draft, draft.revision, writer)

    assert evaluation.blocking == ()
    assert sent.answers == dict(evaluation.answers)
    assert Submission.objects.get().state == Submission.State.SUBMITTED


@pytest.mark.django_db
def test_one_that_is_taken_has_ids_of_its_own_and_a_free_key():
    editor = person("Redaktör")
    first = draft_new_form(ready_form("ansokan").definition, by=editor)
    second = draft_new_form(ready_form("ansokan").definition, by=editor)

    def ids(form):
        sections = compile_form(Form.objects.get(pk=form.pk))["sections"]
        fields = [field for section in sections for field in section["fields"]]
        columns = [column for field in fields for column in field.get("columns", [])]
        return {block["id"] for block in (*sections, *fields, *columns)}

    assert (first.key, second.key) == ("ansokan", "ansokan-2")
    assert ids(first).isdisjoint(ids(second))
    assert (first.live, first.current_version) == (False, None)
    without_ids = [
        [{**field, "id": "", "columns": None} for field in section["fields"]]
        for section in compile_form(second)["sections"]
    ]
    assert without_ids == [
        [{**field, "id": "", "columns": None} for field in section["fields"]]
        for section in ready_form("ansokan").definition["sections"]
    ]


def extended(**answers):
    definition = parse_definition(ready_form("utokad-ansokan").definition)
    return evaluate(definition, whole_answers(definition, **answers))


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ({"slag": "ny"}, set()),
        ({"slag": "forlangning"}, {"tidigare_diarienummer", "resultat_hittills"}),
        ({"slag": "revidering"}, {"tidigare_diarienummer", "vad_andras"}),
    ],
)
def test_an_extension_and_a_revision_are_asked_for_the_earlier_number(answers, shown):
    asked = {"tidigare_diarienummer", "resultat_hittills", "vad_andras"}

    evaluation = extended(**answers)

    assert evaluation.visible & asked == shown
    assert shown <= evaluation.required


@pytest.mark.parametrize(
    ("focus", "shown"),
    [
        ("individ", {"aldrar", "deltagare", "effekt_individ"}),
        ("struktur", {"verksamheter"}),
        ("bada", {"aldrar", "deltagare", "effekt_individ", "verksamheter"}),
    ],
)
def test_the_focus_decides_what_is_asked_about_people_and_about_structures(focus, shown):
    asked = {"aldrar", "deltagare", "effekt_individ", "verksamheter"}

    assert extended(fokus=focus).visible & asked == shown


def test_a_project_of_the_social_fund_is_asked_about_where_there_is_one():
    assert {"esf_samband", "esf_projekt"} <= extended(esf=True).visible
    assert not {"esf_samband", "esf_projekt"} & extended(esf=False).visible


def test_at_least_two_parties_stand_behind_and_certify():
    one = [{"id": "r", "part": "kommun", "organisation": "Flens kommun"}]

    problems = {(problem.code, problem.path[0]) for problem in extended(parter=one, intyg=[]).blocking}

    assert ("too_few_rows", "parter") in problems
    assert ("too_few_rows", "intyg") in problems


def test_what_is_applied_for_is_what_is_left_when_the_parties_have_paid_theirs():
    budget = extended().values["budget"]

    assert (budget.grand_total, budget.applied_total) == (Decimal(900000), Decimal(800000))


def test_a_budget_that_nobody_pays_is_not_sent_in():
    line = {"id": "lon", "key": "lon", "label": "Lön", "measure": "", "amounts": {"2026": "600000"}}

    problems = extended(budget={"unit": "kr", "lines": [line]}).blocking

    assert [(problem.code, problem.path[0]) for problem in problems] == [("not_financed", "budget")]


@pytest.mark.parametrize(("likely", "effect", "asked"), [("lag", "liten", False), ("lag", "stor", True)])
def test_a_risk_that_matters_says_what_is_done_about_it(likely, effect, asked):
    risks = [{"id": "a", "risk": "Personalomsättning", "sannolikhet": likely, "foljd": effect}]

    problems = {(problem.code, *problem.path) for problem in extended(risker=risks).blocking}

    assert problems == ({("required", "risker", "a", "atgard")} if asked else set())


def test_full_time_for_a_year_is_one_year_of_work():
    row = {"part": "kommun", "funktion": "Processledare", "betalas": "sokta"}
    staff = [{"id": "a", **row, "grad": "100", "manader": 12}, {"id": "b", **row, "grad": "50", "manader": 6}]

    assert extended(bemanning=staff).values["bemanning"].sums["arsarbeten"] == Decimal("1.25")


def activity_money(**answers):
    definition = parse_definition(ready_form("aktivitetspeng").definition)
    costs = [{"id": "a", "vad": "Lokal", "antal": "2", "pris": "30000"}]
    return evaluate(definition, whole_answers(definition, kostnader=costs, **answers))


def test_more_than_an_activity_costs_cannot_be_asked_for():
    within, over = activity_money(belopp="60000"), activity_money(belopp="60001")

    assert (within.values["summa"], within.blocking) == (Decimal(60000), ())
    assert [(problem.code, problem.path) for problem in over.blocking] == [("editor_rule", ("eget",))]


def test_a_large_withdrawal_is_explained():
    assert "motivering" not in activity_money(belopp="50000").visible
    assert "motivering" in activity_money(belopp="50001").required


def test_what_is_left_of_what_was_paid_out_is_worked_out_in_the_final_report():
    definition = parse_definition(ready_form("slutrapport").definition)
    rows = [
        {"id": "a", "kostnadsslag": "Lön", "budget": "712000", "utfall": "700000"},
        {"id": "b", "kostnadsslag": "Resor", "budget": "10000", "utfall": "12000", "forklaring": "Dyrare tåg."},
        {"id": "c", "kostnadsslag": "Dator", "budget": "15000", "utfall": "15000"},
    ]

    evaluation = evaluate(definition, whole_answers(definition, utfall=rows, utbetalt="735000"))
    values = evaluation.values

    # A line that came out as planned needs no words.
    assert [(problem.code, problem.path) for problem in evaluation.blocking] == [
        ("required", ("utfall", "a", "forklaring"))
    ]
    assert values["utfall"].sums["avvikelse"] == Decimal(10000)
    assert values["att_betala_tillbaka"] == Decimal(8000)


def test_an_opinion_asks_for_what_its_answer_needs():
    definition = parse_definition(ready_form("yttrande").definition)
    asked = {"villkor", "fragor", "brister"}

    def shown(**answers):
        return evaluate(definition, whole_answers(definition, **answers)).visible & asked

    assert shown(svar="tillstyrker") == set()
    assert shown(svar="tillstyrker_villkor") == {"villkor"}
    assert shown(svar="komplettering", mal="nej") == {"fragor", "brister"}


def test_a_change_asks_only_for_what_is_to_be_changed():
    definition = parse_definition(ready_form("andringsbegaran").definition)
    asked = {"period", "mer", "mer_belopp", "budget", "ny_person", "ny_person_namn", "fran", "annat"}

    def shown(*parts, **answers):
        return evaluate(definition, whole_answers(definition, vad=list(parts), **answers)).visible & asked

    assert shown("period") == {"period"}
    assert shown("budget", mer=False) == {"period", "mer", "budget"}
    assert shown("budget", mer=True) == {"period", "mer", "mer_belopp", "budget"}
    assert shown("person", ny_person_finns=False) == {"ny_person_namn", "fran"}
    assert shown("annat") == {"annat"}


@pytest.mark.parametrize(
    ("name", "filled"),
    [
        ("lagesrapport", {"uppdragsgivare": ["lsg-flen"], "beskrivning": "Fler i arbete."}),
        ("utvardering", {"uppdragsgivare": ["lsg-flen"]}),
        (
            "slutrapport",
            {
                "uppdragsgivare": ["lsg-flen"],
                "arbetsgivare": "Flens kommun",
                "period": {"from": "2026-01-01", "to": "2026-12-31"},
                "syfte": "Fler i arbete.",
            },
        ),
        ("aktivitetsplan", {"aktivitetsplan": [{"id": "1", "mal": "Fler i arbete", "aktivitet": "Tolv möten"}]}),
    ],
)
def test_what_a_grant_owes_is_filled_in_from_the_application(name, filled):
    sent = {
        "sokande": ["lsg-flen"],
        "arbetsgivare": "Flens kommun",
        "syfte": "Fler i arbete.",
        "period": {"from": "2026-01-01", "to": "2026-12-31"},
        "aktivitetsplan": [{"id": "a", "mal": "Fler i arbete", "aktivitet": "Tolv möten"}],
    }
    application, form = (parse_definition(ready_form(each).definition) for each in ("ansokan", name))
    terms = Terms(new_id=lambda: "1", with_files=False, bodies=frozenset({"lsg-flen"}))
    assert prefilled(form, person="", group="", earlier=Earlier(application, sent), terms=terms) == filled
