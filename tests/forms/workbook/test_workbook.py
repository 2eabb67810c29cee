"""A draft's tables as a workbook: made, filled in, read again."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from forms.actions.start_submission import start_submission
from forms.models import Submission
from forms.queries.draft import Draft
from forms.workbook.making import workbook_of
from tests.builders.filling import PERIOD, s3_budget
from tests.builders.forms import a_budget, a_calculation, a_column, a_field, a_form, a_section
from tests.builders.office import through_libreoffice
from tests.builders.people import body, person
from tests.builders.workbooks import changed, looked_at, table

pytestmark = pytest.mark.django_db
OPTIONS = [{"key": "a", "label": "Alfa, den första"}, {"key": "b", "label": "Beta"}]


def goods() -> dict[str, Any]:
    """A table with a column of most kinds."""
    return a_field(
        "row_table",
        "varor",
        label="Varor",
        help="Det som ska köpas.",
        columns=[
            a_column("text", "grupp", label="Grupp", spans=True),
            a_column("text", "vara", label="Vara"),
            a_column("integer", "antal", label="Antal", sum=True),
            a_column("money", "pris", label="Pris"),
            a_column("percent", "moms", label="Moms"),
            a_column("date", "dag", label="Dag"),
            a_column("period", "tid", label="Tid"),
            a_column("yes_no", "ny", label="Ny"),
            a_column("choice", "sort", label="Sort", options=OPTIONS),
            a_column("choice", "flera", label="Flera", options=OPTIONS, multiple=True),
            a_column(
                "calculated",
                "summa",
                label="Summa",
                shows="money",
                sum=True,
                calculation={"round": [{"times": [{"cell": "antal"}, {"cell": "pris"}]}], "to": "two_decimals"},
            ),
        ],
    )


def a_form_with_tables() -> dict[str, Any]:
    half = {"percent_of": [{"number": "50"}, {"field": "budget"}]}
    return a_form(
        a_section(
            "om", a_field("text", "rubrik"), a_field("period", "period"), a_field("money", "egen", label="Egen insats")
        ),
        a_section("pengar", a_budget(label="Budget")),
        a_section("varor", goods()),
        a_section(
            "raknat",
            a_calculation(half, "halften", "money", label="Hälften"),
            a_calculation({"minus": [{"field": "halften"}, {"field": "egen"}]}, "kvar", "money", label="Kvar"),
            a_calculation({"max": [{"field": "varor", "column": "antal"}]}, "flest", label="Flest"),
            a_calculation({"count": [{"field": "varor"}]}, "rader", label="Rader"),
            a_calculation({"field": "budget", "year": 2015}, "ar2015", "money", label="År 2015"),
        ),
    )


ROWS = [
    {"id": "r1", "grupp": "Kontor", "vara": "=1+1", "antal": 3, "pris": "12.50", "moms": "25", "dag": "2014-07-01",
     "tid": {"from": "2014-07-01", "to": "2014-12-31"}, "ny": True, "sort": "a", "flera": ["a", "b"]},
    {"id": "r2", "vara": "Två\nrader", "antal": 4, "pris": "1000"},
    {"id": "r3", "grupp": "Resor", "vara": "Tåg", "pris": {"unparsed": "dyrt"}},
]  # fmt: skip
ANSWERS = {"rubrik": "KFV", "period": PERIOD, "egen": "1000.50", "budget": s3_budget(), "varor": ROWS}


@pytest.fixture
def draft() -> Draft:
    from forms.actions.import_form import import_form

    form = import_form(a_form_with_tables(), None)
    submission = start_submission(form, person("Processledare"), [body("lsg-flen")])
    submission.answers = ANSWERS
    submission.save(update_fields=["answers"])
    return Draft(Submission.objects.select_related("version__form").get(pk=submission.pk))


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


def cell_of(sheet: Any, heading: str, row: int) -> str:
    """The cell's name under a heading, rows counted from the first to fill in."""
    found = next(cell for cell in sheet[5] if str(cell.value or "").split("\n")[0].split(" (")[0] == heading)
    return f"{found.column_letter}{5 + row}"


def put(title: str, values: dict[tuple[str, int], Any]) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        for (heading, row), value in values.items():
            book[title][cell_of(book[title], heading, row)].value = value

    return change


def test_a_workbook_that_nobody_has_touched_changes_nothing(draft):
    seen = looked_at(draft, workbook_of(draft))

    assert [(one.field.key, one.changes, one.unread) for one in seen.tables if one.field.key == "budget"] == [
        ("budget", [], [])
    ]
    assert table(seen, "varor").changes == []
    assert not seen.takes
    assert (seen.unclear, seen.notes) == ([], [])


def test_every_formula_carries_the_servers_value(draft):
    book = load_workbook(BytesIO(workbook_of(draft)), data_only=True)
    sums = {row[0].value: row[1].value for row in book["Beräkningar"].iter_rows(min_row=4)}

    assert {key: sums[key] for key in ("Hälften", "Kvar", "Flest", "Rader", "År 2015")} == {
        "Hälften": 774_000,
        "Kvar": 772_999.5,
        "Flest": 4,
        "Rader": 3,
        "År 2015": 765_000,
    }
    assert book["Varor"][cell_of(book["Varor"], "Summa", 1)].value == 37.5


def test_text_is_never_a_formula(draft):
    sheet = load_workbook(BytesIO(workbook_of(draft)))["Varor"]
    cell = sheet[cell_of(sheet, "Vara", 1)]

    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


@pytest.mark.office
def test_libreoffice_opens_it_sums_it_and_gives_it_back_unchanged(draft, tmp_path):
    content = workbook_of(draft)

    again = through_libreoffice(content, tmp_path)

    def values(made: bytes) -> dict[str, list[Any]]:
        book = load_workbook(BytesIO(made), data_only=True)
        return {
            title: [
                [plain(cell.value) for cell in row]
                for row in book[title].iter_rows(max_col=12)
                if any(cell.value not in (None, "") for cell in row)
            ]
            for title in ("Budget", "Varor", "Beräkningar")
        }

    assert values(again) == values(content)
    seen = looked_at(draft, again)
    assert [(one.field.key, one.changes) for one in seen.tables] == [("budget", []), ("varor", [])]


def plain(value: Any) -> Any:
    if value in (None, ""):
        return None
    return (
        round(float(value), 6)
        if isinstance(value, int | float)
        else value.replace("\r\n", "\n")
        if isinstance(value, str)
        else value
    )


def test_numbers_and_what_people_type_are_read(draft):
    filled = put(
        "Varor",
        {
            ("Vara", 4): "Ny rad",
            ("Antal", 4): "1 200",
            ("Pris", 4): "1,5 tkr",
            ("Moms", 4): 6,
            ("Dag", 4): date(2015, 3, 2),
            ("Tid", 4): "150101–151231",
            ("Ny", 4): "nej",
            ("Sort", 4): "beta",
            ("Flera", 4): "Beta; Alfa, den första",
            ("Pris", 1): 1547.5,
            ("Dag", 2): 140701,
        },
    )

    seen = looked_at(draft, changed(workbook_of(draft), filled))

    rows = table(seen, "varor").answer
    new = {key: value for key, value in rows[3].items() if key != "id"}
    assert new == {
        "vara": "Ny rad", "antal": 1200, "pris": "1500", "moms": "6", "dag": "2015-03-02",
        "tid": {"from": "2015-01-01", "to": "2015-12-31"}, "ny": False, "sort": "b", "flera": ["b", "a"],
    }  # fmt: skip
    assert (rows[0]["id"], rows[0]["pris"], rows[1]["dag"]) == ("r1", "1547.50", "2014-07-01")


def test_each_change_is_told_with_its_cell_and_both_values(draft):
    content = changed(workbook_of(draft), put("Varor", {("Antal", 1): 5, ("Vara", 2): None}))

    seen = looked_at(draft, content)

    assert [(one.address, one.where, one.before, one.after) for one in table(seen, "varor").changes] == [
        ("Varor!D6", "Rad 1, Antal", "3", "5"),
        ("", "Rad 2, Vara", "Två rader", ""),
    ]


def test_what_cannot_be_read_is_told_with_its_cell_and_kept_as_it_is_written(draft):
    content = changed(workbook_of(draft), put("Varor", {("Antal", 1): "en massa", ("Dag", 1): "7/1 2014"}))

    seen = table(looked_at(draft, content), "varor")

    assert [(one.address, one.text) for one in seen.unread] == [
        ("Varor!D6", "en massa"),
        ("Varor!G6", "7/1 2014"),
        ("Varor!E8", "dyrt"),
    ]
    assert seen.answer[0]["antal"] == {"unparsed": "en massa"}


def test_a_formula_without_a_value_is_told_and_the_draft_keeps_its_own(draft):
    content = changed(workbook_of(draft), put("Varor", {("Antal", 1): "=1+2"}))

    seen = table(looked_at(draft, content), "varor")

    assert next((one.address, one.text) for one in seen.unread) == ("Varor!D6", "=1+2")
    assert seen.answer[0]["antal"] == 3


def test_a_row_whose_cells_are_emptied_goes(draft):
    empty = {(heading, 2): None for heading in ("Vara", "Antal", "Pris")}

    seen = table(looked_at(draft, changed(workbook_of(draft), put("Varor", empty))), "varor")

    assert [row["id"] for row in seen.answer] == ["r1", "r3"]


def test_a_budget_is_read_in_the_unit_that_its_heading_says(draft):
    def in_thousands(book: Any) -> None:
        sheet = book["Budget"]
        sheet["E5"].value = "2014 (tkr)"
        sheet["E6"].value = 601
        sheet["C11"].value, sheet["F11"].value = "Handledning", "12 000 kr"

    seen = table(looked_at(draft, changed(workbook_of(draft), in_thousands)), "budget")

    lines = {line["label"]: line["amounts"] for line in seen.answer["lines"]}
    assert lines["Lön"] == {"2014": "601000", "2015": "712000", "2016": "120000"}
    assert lines["Handledning"] == {"2015": "12000"}


def test_the_sums_of_the_book_are_compared_and_not_read_as_lines(draft):
    def overwrite(book: Any) -> None:
        sheet = book["Budget"]
        row = next(cell.row for cell in sheet["A"] if cell.value == "summa")
        sheet[f"F{row}"].value = 764_000

    seen = table(looked_at(draft, changed(workbook_of(draft), overwrite)), "budget")

    assert [(one["given"], one["true"], one["agrees"]) for one in seen.sums if one["given"] == "764000"] == [
        ("764000", "765\u00a0000\u00a0kr", False)
    ]
    assert seen.changes == []


def test_what_the_form_does_not_ask_is_told_and_left(draft):
    def more(book: Any) -> None:
        book["Varor"]["M5"].value, book["Varor"]["M6"].value = "Färg", "Röd"
        book.create_sheet("Mina anteckningar")["A1"].value = "Kom ihåg"

    seen = looked_at(draft, changed(workbook_of(draft), more))

    assert [(one.address, one.text) for one in table(seen, "varor").extra] == [("Varor!M6", "Röd")]
    assert seen.unclear == ["Mina anteckningar"]
    assert not seen.takes


def test_a_book_of_ones_own_is_read_by_its_headings(draft):
    book = Workbook()
    sheet = book.active
    sheet.title = "Blad1"
    for row in (
        ["Vara", "Antal", "Pris (kr)", "Grupp", "Dag", "Moms"],
        ["Bok", 2, "99,50", "Kontor", date(2014, 1, 2), 6],
    ):
        sheet.append(row)
    budget = book.create_sheet("Vår budget")
    for row in (["Kostnad", 2014, 2015, 2016], ["Lön", 1, 2, 3], ["Fika", "4", None, None], ["Summa", 5, 2, 3]):
        budget.append(row)
    saved = BytesIO()
    book.save(saved)

    seen = looked_at(draft, saved.getvalue())

    assert [row["vara"] for row in table(seen, "varor").answer] == ["Bok"]
    assert table(seen, "varor").answer[0]["id"] == "r1"
    assert [(line["label"], line["amounts"]["2014"]) for line in table(seen, "budget").answer["lines"]] == [
        ("Lön", "1"),
        ("Fika", "4"),
    ]
    assert {one["agrees"] for one in table(seen, "budget").sums} == {True}
    assert len(seen.notes) == 1


def test_two_tables_that_a_sheet_may_be_are_not_guessed_between(draft):
    book = Workbook()
    book.active.append(["Anteckning", "Om något annat"])
    saved = BytesIO()
    book.save(saved)

    seen = looked_at(draft, saved.getvalue())

    assert (seen.tables, seen.unclear) == ([], ["Sheet"])


def test_a_table_that_was_changed_meanwhile_is_told(draft):
    content = changed(workbook_of(draft), put("Varor", {("Antal", 1): 5}))
    draft.submission.answers = {**ANSWERS, "varor": [*ROWS, {"id": "r4", "vara": "Från en annan"}]}

    seen = table(looked_at(Draft(draft.submission), content), "varor")

    assert seen.changed_meanwhile
    assert ("", "Rad 4, Vara", "Från en annan", "") in [
        (one.address, one.where, one.before, one.after) for one in seen.changes
    ]


def test_a_table_that_only_others_have_changed_stays_theirs(draft):
    content = workbook_of(draft)
    draft.submission.answers = {**ANSWERS, "varor": ROWS[:1]}

    seen = looked_at(Draft(draft.submission), content)

    assert (table(seen, "varor").changes, seen.takes) == ([], False)


def test_amounts_of_years_outside_the_period_stay(draft):
    budget = s3_budget()
    budget["lines"][0]["amounts"]["2019"] = "7"
    draft.submission.answers = {**ANSWERS, "budget": budget}
    now = Draft(draft.submission)
    content = changed(workbook_of(now), lambda book: book["Budget"].__setitem__("E6", 1))

    seen = table(looked_at(now, content), "budget")

    assert seen.answer["lines"][0]["amounts"] == {"2014": "1", "2015": "712000", "2016": "120000", "2019": "7"}


def test_a_number_keeps_the_figures_that_it_had(draft):
    content = changed(workbook_of(draft), put("Varor", {("Pris", 1): 0.1 + 0.2, ("Moms", 1): 0.285}))

    row = table(looked_at(draft, content), "varor").answer[0]

    assert (Decimal(row["pris"]), row["moms"]) == (Decimal("0.30"), "0.285")
