"""Which answers lapse when a supplement has come in, by what the route says; and what then stands."""

from dataclasses import replace

import pytest

from cases.actions.request_supplement import request_supplement
from cases.admin.told import told, words_of
from cases.compile import compile_stages
from cases.decompile import decompile
from cases.diagram import draw
from cases.domain.check import check_route
from cases.domain.engine import step
from cases.domain.facts import Truths
from cases.domain.route import Actor, End, Lapsing, Outcome, Quorum, Reads, RouteDefinition, Stage, Way
from cases.domain.state import Answer, AnswerSupplement, CaseState, Led, Open, RequestSupplement, Step
from cases.models import Route
from forms.domain.conditions import Comparison
from tests.builders.cases import a_world, case_at_board, route_json, send_in, support, waiting
from tests.builders.trail import faults

BODIES = {"groups": ("flen", "trosa"), "office": ("kansli",), "prep": ("bered",), "board": ("styr",), "extra": ("au",)}
LARGE = Comparison("case.applied", "more_than", "100000")


def a_route(lapses: Lapsing, *, chooses: bool = False) -> RouteDefinition:
    """Groups, office, preparatory group, board; with `chooses` large sums go by the executive committee."""

    def stage(key: str, actor: str, *outcomes: Outcome) -> Stage:
        back = Outcome(f"{key} ater", "ater", "remit", "Åter", to="groups")
        return Stage(key, key, key, Actor(actor), "chair", (*outcomes, back), answers=Quorum("all"))

    def yes(key: str, to: str, *ways: Way) -> Outcome:
        return Outcome(f"{key} ja", "ja", "support", "Ja", to=to, ways=ways)

    ways = (Way("extra", LARGE), Way("prep")) if chooses else ()
    asks = Outcome("mer", "mer", "request_supplement", "Mer", lapses=lapses)
    stages = [
        stage("groups", "applicants", yes("groups", "office"), Outcome("g mer", "mer", "request_supplement", "Mer")),
        stage("office", "office", yes("office", "prep", *ways)),
        stage("prep", "office", yes("prep", "board")),
        stage("board", "office", yes("board", "slut"), asks),
    ]
    if chooses:
        stages.append(stage("extra", "office", yes("extra", "board")))
    ends = (End("slut", "slut", "Slut", "granted"), End("bort", "bort", "Bort", "withdrawn"))
    return RouteDefinition("r", "R", "f", tuple(stages), ends, reads=Reads(groups="g", budget="b"))


def walked(route: RouteDefinition, *moves, truths: Truths | None = None, state: CaseState | None = None) -> Step:
    here = Step(state or CaseState(), ())
    for move in moves:
        found = step(route, replace(here.state, bodies=BODIES, truths=truths or {}), move)
        assert isinstance(found, Step), found
        here = found
    return here


def ja(*bodies: str) -> list[Answer]:
    return [Answer(body, "ja") for body in bodies]


TO_THE_BOARD = (Open(("flen", "trosa")), *ja("flen", "trosa", "kansli", "bered"))
SUPPLEMENT = (RequestSupplement("styr", ("om",)), AnswerSupplement())


def stages_asked(route: RouteDefinition, state: CaseState, truths: Truths | None = None) -> list[str]:
    """The stages that are asked, one after the other, when everybody says yes."""
    found = [state.stage]
    while not state.end and len(found) < 20:
        here = walked(route, *ja(state.asked[0]), state=state, truths=truths).state
        if here.stage != state.stage and here.stage:
            found.append(here.stage)
        state = here
    return found


@pytest.mark.parametrize(
    ("lapses", "asked"),
    [
        (Lapsing(), "board"),
        (Lapsing("stage"), "board"),
        (Lapsing("all"), "groups office prep board"),
        (Lapsing("from", "office"), "office prep board"),
        (Lapsing("stages", stages=("groups",)), "groups board"),
        (Lapsing("stages", stages=("office",)), "office board"),
        (Lapsing("stages", stages=("groups", "prep")), "groups prep board"),
        (Lapsing("stages", stages=("prep", "groups")), "groups prep board"),
        (Lapsing("stages", stages=("board",)), "board"),
        (Lapsing("stages", stages=("board", "prep")), "prep board"),
        (Lapsing("stages", stages=("groups", "office", "prep")), "groups office prep board"),
    ],
)
def test_those_whose_answers_lapse_are_asked_again_and_the_others_are_passed_by(lapses, asked):
    route = a_route(lapses)

    here = walked(route, *TO_THE_BOARD, *SUPPLEMENT)

    assert check_route(route) == []
    assert stages_asked(route, here.state) == asked.split()


def test_what_is_passed_by_is_told_and_whoever_asked_answers_in_a_new_round():
    route = a_route(Lapsing("stages", stages=("groups",)))

    here = walked(route, *TO_THE_BOARD, *SUPPLEMENT, *ja("flen", "trosa"))

    assert [(led.stage, led.stood) for led in here.effects if isinstance(led, Led)] == [
        ("groups", False),
        ("office", True),
        ("prep", True),
    ]
    assert (here.state.stage, here.state.round, here.state.ahead) == ("board", 2, ())


def test_an_answer_that_is_not_forward_makes_all_after_it_answer_again():
    route = a_route(Lapsing("stages", stages=("prep", "groups")))

    here = walked(route, *TO_THE_BOARD, *SUPPLEMENT, *ja("flen", "trosa"), Answer("bered", "ater"))

    assert stages_asked(route, here.state) == ["groups", "office", "prep", "board"]


def test_a_second_supplement_on_the_way_back_keeps_what_the_first_let_stand():
    route = a_route(Lapsing("stages", stages=("groups",)))
    back = walked(route, *TO_THE_BOARD, *SUPPLEMENT, RequestSupplement("flen", ("om",)), AnswerSupplement())

    assert stages_asked(route, back.state) == ["groups", "board"]


def test_an_answer_that_stands_leads_by_the_answers_as_they_are_now():
    """The sum has grown past the limit: what the office said stands, and it leads to the committee now."""
    route = a_route(Lapsing("stages", stages=("groups",)), chooses=True)
    small, large = {("office", "ja"): (False, None)}, {("office", "ja"): (True, None)}

    here = walked(route, *TO_THE_BOARD, *SUPPLEMENT, truths=small)

    assert check_route(route) == []
    assert stages_asked(route, here.state, truths=small) == ["groups", "board"]
    assert stages_asked(route, here.state, truths=large) == ["groups", "extra", "board"]


def test_a_chosen_stage_that_the_case_never_passed_is_not_asked():
    route = a_route(Lapsing("stages", stages=("extra",)), chooses=True)

    here = walked(route, *TO_THE_BOARD, *SUPPLEMENT, truths={("office", "ja"): (False, None)})

    assert here.state.stage == "board"
    assert here.state.asked == ("styr",)


def test_a_stage_that_only_a_supplement_names_is_still_unreachable():
    route = a_route(Lapsing("stages", stages=("groups", "lost")))
    lost = Stage(
        "lost", "lost", "Lost", Actor("office"), "chair", (Outcome("lost ja", "ja", "support", "Ja", to="board"),)
    )

    found = check_route(replace(route, stages=(*route.stages, lost)))

    assert [(problem.code, problem.where) for problem in found] == [("unreachable_stage", "lost")]


def test_a_ring_whose_only_exit_is_to_be_asked_again_is_no_endless_loop():
    """The preparatory group and the board send it to each other; the groups, asked again, may refuse."""
    groups, office, prep, board = a_route(Lapsing("stages", stages=("groups",))).stages
    no = Outcome("nej", "nej", "reject", "Nej", to="slut")
    prep = replace(prep, outcomes=prep.outcomes[:1])
    onward, asks, _remits = board.outcomes
    onward = replace(onward, to="prep")

    def found(*outcomes: Outcome) -> list[str]:
        stages = (replace(groups, outcomes=(*groups.outcomes, no)), office, prep, replace(board, outcomes=outcomes))
        return [problem.code for problem in check_route(replace(a_route(Lapsing()), stages=stages))]

    assert found(onward, asks) == []
    assert found(onward, replace(asks, lapses=Lapsing())) == ["endless_loop", "endless_loop"]
    assert found(onward) == ["endless_loop", "endless_loop"]


def chosen(**members) -> dict:
    route = route_json()
    route["stages"][1]["outcomes"].append(
        {"id": "mer", "key": "mer", "kind": "request_supplement", "label": "Begär mer", **members}
    )
    return route


CHOICES = [
    {},
    {"lapses": "stage"},
    {"lapses": "all"},
    {"lapses": "from", "lapses_from": "lsg"},
    {"lapses": "stages", "lapses_stages": ["lsg", "beredning"]},
]


@pytest.mark.parametrize("members", CHOICES)
def test_each_choice_goes_through_the_editors_blocks_and_back(members):
    block = Route().stages.stream_block
    definition = chosen(**members)
    definition["stages"][1]["outcomes"].pop(2)  # one supplement a stage
    raw = decompile({"stages": definition["stages"], "ends": []})

    compiled, _ends = compile_stages(block.normalize(block.to_python(raw)).get_prep_value())

    assert compiled[1]["outcomes"][-1] == definition["stages"][1]["outcomes"][-1]
    assert compile_stages(raw)[0] == compiled


@pytest.mark.parametrize(
    ("older", "compiled"),
    [
        ({"lapses": False, "lapses_from": ""}, {}),
        ({"lapses": True, "lapses_from": ""}, {"lapses": "stage"}),
        ({"lapses": False, "lapses_from": "lsg"}, {"lapses": "from", "lapses_from": "lsg"}),
    ],
)
def test_a_draft_from_before_the_choice_says_what_it_said(older, compiled):
    [raw] = decompile({"stages": [route_json()["stages"][0]], "ends": []})
    asks = raw["value"]["outcomes"][2]["value"]
    del asks["lapses_stages"]
    asks |= older
    block = Route().stages.stream_block
    both = compile_stages([raw])[0], compile_stages(block.to_python([raw]).get_prep_value())[0]

    for [stage], *_rest in (both[:1], both[1:]):
        found = stage["outcomes"][2]
        assert {name: found[name] for name in found if name.startswith("lapses")} == compiled


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({}, "när den har kommit in svarar bara den som bad om den igen"),
        ({"lapses": "all"}, "när den har kommit in börjar ärendet om: alla svar faller"),
        (
            {"lapses": "stages", "lapses_stages": ["lsg"]},
            "när den har kommit in svarar ”Lsg” igen och sedan det här steget; övriga svar står kvar",
        ),
    ],
)
def test_the_choice_is_said_in_plain_words(members, said):
    definition = chosen(**members)

    outcome = told(definition["stages"][1], words_of(definition))["outcomes"][-1]

    assert outcome["more"] == [said]


def test_the_diagram_has_an_arrow_back_to_each_stage_that_is_asked_again():
    picture = draw(chosen(lapses="stages", lapses_stages=["lsg", "beredning"]), {})

    assert [arrow.whole for arrow in picture.arrows if arrow.style == "back"] == ["Begär mer, svarar igen"]


@pytest.mark.django_db
def test_in_a_case_what_stands_is_not_asked_again_and_the_trail_agrees():
    definition = route_json()
    definition["stages"][2]["outcomes"].append(
        {
            "id": "mer",
            "key": "mer",
            "kind": "request_supplement",
            "label": "Begär mer",
            "lapses": "stages",
            "lapses_stages": ["lsg"],
        }
    )
    world = a_world(definition)
    case = case_at_board(world, "lsg-flen", "lsg-strangnas")
    request_supplement(waiting(case), by=world.board_chair, sections=["budget"], question="Vad kostar det?")
    case = send_in(case.submission)
    case.refresh_from_db()
    assert (case.stage, case.ahead) == ("lsg", [["beredning", "tillstyrker"], ["styrelsen", ""]])
    assert faults(case) == []

    support(case, "lsg-flen", by=world.flen_chair)
    case = support(case, "lsg-strangnas", by=world.strangnas_chair)

    assert (case.stage, case.round, case.ahead) == ("styrelsen", 2, [])
    assert case.assignments.filter(stage="beredning").count() == 1
    passed_by = case.events.order_by("seq").last().data["after"]["stood"]
    assert [each["stage"] for each in passed_by] == ["beredning"]
    assert faults(case) == []
