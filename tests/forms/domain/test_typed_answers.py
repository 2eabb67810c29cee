"""How Swedish people type it, kind by kind, and what is refused with the form that is accepted."""

from datetime import date
from decimal import Decimal

import pytest

from forms.domain.days import Period
from forms.domain.kinds import KINDS
from tests.builders.forms import asked

OPTIONS = [{"key": "ny", "label": "Ny insats"}, {"key": "andring", "label": "Ändring"}]


@pytest.mark.parametrize(
    ("kind", "raw", "answer", "value"),
    [
        ("text", "  Processtöd \t för\u00a0LSG\x0b ", "Processtöd för LSG", "Processtöd för LSG"),
        ("text", "e\u0301", "é", "é"),
        ("long_text", "En\r\ntvå\x00\rtre\n", "En\ntvå\ntre", "En\ntvå\ntre"),
        ("integer", "1 200", 1200, 1200),
        ("integer", "−3", -3, -3),
        ("money", "1 547 000", "1547000", Decimal(1547000)),
        ("money", "1 547 000 kr", "1547000", Decimal(1547000)),
        ("money", "1\u00a0547\u00a0000\u00a0kr", "1547000", Decimal(1547000)),
        ("money", "1\u202f547\u202f000", "1547000", Decimal(1547000)),
        ("money", "1547000", "1547000", Decimal(1547000)),
        ("money", "1 547,50 kr", "1547.50", Decimal("1547.50")),
        ("money", "1547.5", "1547.50", Decimal("1547.50")),
        ("money", "1,5 tkr", "1500", Decimal(1500)),
        ("money", "401 TKR", "401000", Decimal(401000)),
        ("money", "1,2 mnkr", "1200000", Decimal(1200000)),
        ("money", "500:-", "500", Decimal(500)),
        ("money", "-0", "0", Decimal(0)),
        ("money", "−12 kr", "-12", Decimal(-12)),
        ("date", "2014-07-01", "2014-07-01", date(2014, 7, 1)),
        ("date", "140701", "2014-07-01", date(2014, 7, 1)),
        ("date", "20140701", "2014-07-01", date(2014, 7, 1)),
        ("date", "710701", "1971-07-01", date(1971, 7, 1)),
        ("date", "2014–07–01", "2014-07-01", date(2014, 7, 1)),
        ("decimal", "12,50", "12.5", Decimal("12.5")),
        ("decimal", "−1 200,125", "-1200.125", Decimal("-1200.125")),
        ("percent", "48,33 %", "48.33", Decimal("48.33")),
        ("percent", "50 procent", "50", Decimal(50)),
        ("year", " 2014 ", 2014, 2014),
        ("email", "Anna@RAR.se", "Anna@rar.se", "Anna@rar.se"),
        ("phone", "0155–12 34 56", "0155-12 34 56", "0155-12 34 56"),
        ("phone", "+46 (0)70 123 45 67", "+46 (0)70 123 45 67", "+46 (0)70 123 45 67"),
        ("web_address", "www.rar.se/om", "https://www.rar.se/om", "https://www.rar.se/om"),
        ("web_address", "http://rar.se", "http://rar.se", "http://rar.se"),
        ("organisation_number", "556016-0680", "556016-0680", "556016-0680"),
        ("organisation_number", "165560160680", "556016-0680", "556016-0680"),
        ("yes_no", "Ja", True, True),
        ("yes_no", "nej", False, False),
    ],
)
def test_it_is_read_and_kept_in_one_way(kind, raw, answer, value):
    reading = KINDS[kind].parse(raw, asked(kind))

    assert (reading.answer, reading.value, reading.problems) == (answer, value, ())
    assert KINDS[kind].read(answer, asked(kind)) == reading


@pytest.mark.parametrize(
    ("raw", "start", "end"),
    [
        ("140701–160630", date(2014, 7, 1), date(2016, 6, 30)),
        ("140701-160630", date(2014, 7, 1), date(2016, 6, 30)),
        ("2016-07-01-2018-06-30", date(2016, 7, 1), date(2018, 6, 30)),
        ("2014-07-01 – 2016-06-30", date(2014, 7, 1), date(2016, 6, 30)),
        ("20140701 till 20160630", date(2014, 7, 1), date(2016, 6, 30)),
        ("140301-160229", date(2014, 3, 1), date(2016, 2, 29)),
    ],
)
def test_a_period_is_read_as_the_documents_write_it(raw, start, end):
    reading = KINDS["period"].parse(raw, asked("period"))

    assert reading.value == Period(start, end)
    assert reading.answer == {"from": start.isoformat(), "to": end.isoformat()}


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        ("integer", "tolv", "not_integer"),
        ("integer", "1,5", "not_integer"),
        ("integer", "1.500", "ambiguous_point"),
        ("money", "1.547.000", "ambiguous_point"),
        ("money", "1.547", "ambiguous_point"),
        ("money", "1.547.000,50 kr", "ambiguous_point"),
        ("money", "15 47 000", "not_money"),
        ("money", "cirka 500", "not_money"),
        ("money", "kr", "not_money"),
        ("money", "1e6", "not_money"),
        ("money", "NaN", "not_money"),
        ("money", "1,005", "too_many_decimals"),
        ("money", "1 000 000 000 000", "number_too_large"),
        ("money", "9999999999 tkr", "number_too_large"),
        ("money", "٣", "not_money"),
        ("date", "7/1 2014", "not_date"),
        ("date", "1 juli 2014", "not_date"),
        ("date", "2014-02-30", "no_such_day"),
        ("date", "0214-07-01", "not_date"),
        ("period", "2014", "not_period"),
        ("period", "160630–140701", "ends_before_it_starts"),
        ("period", "140701–160631", "no_such_day"),
        ("yes_no", "kanske", "not_yes_no"),
        ("decimal", "tolv", "not_decimal"),
        ("decimal", "1.500", "ambiguous_point"),
        ("decimal", "0,1234567", "too_many_places"),
        ("percent", "hälften", "not_decimal"),
        ("year", "14", "not_year"),
        ("year", "2014-2016", "not_year"),
        ("email", "anna.rar.se", "not_email"),
        ("email", "anna@rar", "not_email"),
        ("email", "Anna <anna@rar.se>", "not_email"),
        ("phone", "ring växeln", "not_phone"),
        ("phone", "112", "not_phone"),
        ("web_address", "javascript://rar.se/%0aalert(1)", "not_web_address"),
        ("web_address", "https://anna:hemligt@rar.se", "not_web_address"),
        ("web_address", "rar", "not_web_address"),
        ("organisation_number", "556016-0681", "wrong_check_figure"),
        ("organisation_number", "811228-9874", "not_organisation_number"),
        ("organisation_number", "5560", "not_organisation_number"),
        ("body", "LSG & Flen", "not_a_body"),
        ("row_table", "Mål Metod", "not_a_table"),
        ("budget_table", "Lön 3", "not_a_budget"),
    ],
)
def test_what_cannot_be_read_is_kept_as_it_was_typed(kind, raw, code):
    members = {
        "row_table": {"columns": [{"id": "1", "key": "mal", "label": "Mål", "kind": "text"}]},
        "budget_table": {"years": [2014]},
    }
    field = asked(kind, **members.get(kind, {}))

    reading = KINDS[kind].parse(raw, field)

    assert reading.answer == {"unparsed": raw}
    assert [problem.code for problem in reading.problems] == [code]
    assert KINDS[kind].typed(reading.answer, field) == raw


@pytest.mark.parametrize(
    ("kind", "members", "raw", "code"),
    [
        ("text", {"max_length": 5}, "sex tecken", "too_long"),
        ("long_text", {"max_words": 2}, "ett två tre", "too_many_words"),
        ("integer", {"minimum": 1}, "0", "too_small"),
        ("integer", {"maximum": 9}, "10", "too_large"),
        ("decimal", {"minimum": "0.5"}, "0,4", "too_small"),
        ("percent", {"maximum": "100"}, "100,01 %", "too_large"),
        ("money", {"minimum": "1000"}, "999,99", "amount_too_small"),
        ("money", {"maximum": "500"}, "1 tkr", "amount_too_large"),
    ],
)
def test_what_is_out_of_bounds_is_read_and_refused(kind, members, raw, code):
    reading = KINDS[kind].parse(raw, asked(kind, **members))

    assert reading.value is not None
    assert [(problem.code, problem.blocks) for problem in reading.problems] == [(code, True)]


@pytest.mark.parametrize("raw", ["", " ", "\u00a0\n", "\x0b"])
@pytest.mark.parametrize("kind", ["text", "long_text", "integer", "money", "date", "period", "yes_no", "body"])
def test_an_empty_input_is_no_answer(kind, raw):
    assert KINDS[kind].from_post({"svar": [raw]}, "svar", asked(kind)) is None


@pytest.mark.parametrize(
    ("kind", "answer", "shown"),
    [
        ("integer", 1200, "1\u00a0200"),
        ("money", "1547000", "1\u00a0547\u00a0000\u00a0kr"),
        ("money", "1547.50", "1\u00a0547,50\u00a0kr"),
        ("decimal", "-1200.125", "−1\u00a0200,125"),
        ("percent", "48.33", "48,33\u00a0%"),
        ("year", 2014, "2014"),
        ("date", "2014-07-01", "2014-07-01"),
        ("period", {"from": "2014-07-01", "to": "2016-06-30"}, "2014-07-01–2016-06-30"),
        ("yes_no", True, "Ja"),
    ],
)
def test_it_is_shown_in_swedish(kind, answer, shown):
    field = asked(kind)

    assert KINDS[kind].format(KINDS[kind].read(answer, field).value, field) == shown


@pytest.mark.parametrize(
    ("post", "answer"),
    [
        ({"svar": ["140701–160630"]}, {"from": "2014-07-01", "to": "2016-06-30"}),
        ({"svar.from": ["2014-07-01"], "svar.to": ["160630"]}, {"from": "2014-07-01", "to": "2016-06-30"}),
        ({"svar.from": ["2014-07-01"], "svar.to": [""]}, {"unparsed": "2014-07-01–"}),
        ({"svar.from": [""], "svar.to": [""]}, None),
        ({}, None),
    ],
)
def test_a_period_is_posted_as_one_text_or_as_two_days(post, answer):
    assert KINDS["period"].from_post(post, "svar", asked("period")) == answer


@pytest.mark.parametrize(
    ("multiple", "posted", "answer", "codes"),
    [
        (False, ["ny"], "ny", []),
        (False, ["ändring"], "andring", []),
        (False, ["annat"], {"unparsed": "annat"}, ["not_an_option"]),
        (True, ["ny", "andring", "ny"], ["ny", "andring"], []),
        (True, ["ny", "annat"], ["ny", "annat"], ["not_an_option"]),
        (True, [], None, []),
    ],
)
def test_a_choice_is_one_of_the_options(multiple, posted, answer, codes):
    field = asked("choice", options=OPTIONS, multiple=multiple)

    stored = KINDS["choice"].from_post({"svar": posted}, "svar", field)

    assert stored == answer
    assert [problem.code for problem in KINDS["choice"].read(stored, field).problems] == codes


def test_several_bodies_where_one_is_asked_for_are_kept_and_refused():
    reading = KINDS["body"].read(["lsg-flen", "lsg-trosa"], asked("body"))

    assert reading.answer == ["lsg-flen", "lsg-trosa"]
    assert [problem.code for problem in reading.problems] == ["only_one"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_its_template_and_its_schema(kind):
    members = {
        "choice": {"options": OPTIONS},
        "row_table": {"columns": [{"id": "1", "key": "mal", "label": "Mål", "kind": "text"}]},
        "calculated": {"calculation": {"number": "1"}, "shows": "number"},
        "budget_table": {"years": [2014]},
    }

    assert KINDS[kind].template == f"forms/kinds/{kind}.html"
    assert isinstance(KINDS[kind].json_schema(asked(kind, **members.get(kind, {}))), dict)
