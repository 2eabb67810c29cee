"""Rows have identity, a goal spans its activities, and sums make themselves."""

from decimal import Decimal

import pytest

from forms.domain.days import Period
from forms.domain.evaluate import evaluate
from forms.domain.posting import answers_from_post
from tests.builders.forms import a_column, a_definition, a_field

PLAN = a_field(
    "row_table",
    "plan",
    columns=[
        a_column("text", "mal", spans=True, required=True),
        a_column("text", "aktivitet", required=True),
        a_column("period", "tidsperiod"),
    ],
    preset="activity_plan",
)


def rows_of(answer, field=PLAN):
    evaluation = evaluate(a_definition(field), {field["key"]: answer})
    return evaluation, evaluation.values.get(field["key"])


def test_a_goal_spans_the_activities_under_it():
    evaluation, table = rows_of(
        [
            {"id": "a", "mal": "Fler aktiviteter", "aktivitet": "Metoddagar"},
            {"id": "b", "aktivitet": "Stöd vid genomförande"},
            {"id": "c", "mal": "Behov kända", "aktivitet": "Kartläggning", "tidsperiod": "140701-141231"},
        ]
    )

    assert [row.cells["mal"] for row in table.rows] == ["Fler aktiviteter", "Fler aktiviteter", "Behov kända"]
    assert [row.spans["mal"] for row in table.rows] == [2, 0, 1]
    assert isinstance(table.rows[2].cells["tidsperiod"], Period)
    assert evaluation.problems == ()


def test_the_first_row_needs_the_goal_itself():
    evaluation, _ = rows_of([{"id": "a", "aktivitet": "Metoddagar"}])

    assert [(problem.code, problem.path) for problem in evaluation.problems] == [("required", ("plan", "a", "mal"))]


def test_a_row_without_content_is_dropped():
    evaluation, _ = rows_of([{"id": "a", "mal": " ", "aktivitet": None}, {"id": "b", "mal": "M", "aktivitet": "A"}])

    assert evaluation.answers["plan"] == [{"id": "b", "mal": "M", "aktivitet": "A"}]


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        (["a", "a", "b"], ["a", "rad2", "b"]),
        ([None, "x y", 7], ["rad1", "rad2", "rad3"]),
        (["rad2", None, "rad2"], ["rad2", "rad2x", "rad3"]),
    ],
)
def test_every_row_has_an_id_of_its_own(given, ids):
    evaluation, _ = rows_of([{"id": entry, "mal": "M", "aktivitet": "A"} for entry in given])

    assert [row["id"] for row in evaluation.answers["plan"]] == ids


def test_a_cell_that_cannot_be_read_is_kept_with_its_problem():
    evaluation, table = rows_of([{"id": "a", "mal": "M", "aktivitet": "A", "tidsperiod": "hösten 2014"}])

    assert evaluation.answers["plan"][0]["tidsperiod"] == {"unparsed": "hösten 2014"}
    assert [(problem.code, problem.path) for problem in evaluation.problems] == [
        ("not_period", ("plan", "a", "tidsperiod"))
    ]
    assert table.rows[0].cells["tidsperiod"] is None


def test_columns_are_summed_by_tick():
    field = a_field(
        "row_table",
        "plan",
        columns=[a_column("money", "belopp", sum=True), a_column("integer", "antal", sum=True), a_column("money", "a")],
    )

    _, table = rows_of(
        [{"id": "1", "belopp": "0.10", "antal": 3, "a": "9"}, {"id": "2", "belopp": "0.20"}, {"id": "3", "antal": 4}],
        field,
    )

    assert table.sums == {"belopp": Decimal("0.30"), "antal": Decimal(7)}


@pytest.mark.parametrize(
    ("rows", "codes"), [(0, ["too_few_rows"]), (1, ["too_few_rows"]), (2, []), (3, []), (4, ["too_many_rows"])]
)
def test_there_are_neither_too_few_rows_nor_too_many(rows, codes):
    evaluation, _ = rows_of(
        [{"id": str(number), "mal": "M", "aktivitet": "A"} for number in range(rows)],
        PLAN | {"minimum": 2, "maximum": 3},
    )

    assert [problem.code for problem in evaluation.problems] == codes


def test_rows_are_posted_in_their_order():
    post = {
        "shown": ["plan"],
        "plan.rows": ["b", "a"],
        "plan.a.mal": ["Andra"],
        "plan.a.aktivitet": ["A"],
        "plan.b.mal": ["Första"],
        "plan.b.aktivitet": ["B"],
        "plan.b.tidsperiod": ["140701–141231"],
    }

    answers = answers_from_post(a_definition(PLAN), "allt", post)

    assert answers["plan"] == [
        {"id": "b", "mal": "Första", "aktivitet": "B", "tidsperiod": {"from": "2014-07-01", "to": "2014-12-31"}},
        {"id": "a", "mal": "Andra", "aktivitet": "A"},
    ]


def test_a_field_that_the_page_did_not_show_is_not_read():
    definition = a_definition(a_field("text", "visad"), a_field("text", "dold"))

    assert answers_from_post(definition, "allt", {"shown": ["visad"], "dold": ["x"]}) == {"visad": None}
