"""What problems say, in words: code by code."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.domain.problems import DefinitionProblem, Problem
from forms.errors import FileRefused
from people.domain import swedish

ANSWERS = {
    "required": _("Fill in “%(label)s”."),
    "too_long": _("The text is %(length)s characters long. At most %(maximum)s fit."),
    "too_many_words": _("The text is %(words)s words long. At most %(maximum)s are allowed."),
    "not_integer": _("Write a whole number, such as 12."),
    "ambiguous_point": _(
        "A point can mean thousands or decimals. Write 1 547 000 for thousands and 1547,50 for decimals."
    ),
    "number_too_large": _("The number is too large."),
    "too_small": _("The number must be at least %(minimum)s."),
    "too_large": _("The number may be at most %(maximum)s."),
    "not_money": _("Write an amount with figures, such as 1 547 000 or 1 547,50 kr or 1,5 tkr."),
    "too_many_decimals": _("An amount has whole öre at most: two decimals in kronor."),
    "amount_too_small": _("The amount must be at least %(minimum)s."),
    "amount_too_large": _("The amount may be at most %(maximum)s."),
    "negative_amount": _("A cost cannot be below zero."),
    "not_decimal": _("Write a number, such as 12 or 12,5."),
    "too_many_places": _("The number may have at most %(maximum)s decimals."),
    "not_year": _("Write the year with four figures, such as 2014."),
    "not_email": _("Write an e-mail address, such as namn@example.org."),
    "not_phone": _("Write a telephone number, such as 0155-12 34 56."),
    "not_web_address": _("Write the address of a web page, such as www.example.org."),
    "not_organisation_number": _("Write an organisation number, such as 212000-2940."),
    "wrong_check_figure": _("The organisation number has a mistake: its last figure does not agree with the others."),
    "not_date": _("Write the date as 2014-07-01, 20140701 or 140701."),
    "no_such_day": _("There is no such day in the calendar."),
    "not_period": _("Write the period as 140701–160630 or 2014-07-01–2016-06-30."),
    "ends_before_it_starts": _("The period ends before it starts."),
    "not_yes_no": _("Answer yes or no."),
    "not_an_option": _("“%(option)s” is not one of the options."),
    "not_a_body": _("Choose from the list."),
    "not_a_person": _("Choose a person from the list."),
    "unknown_person": _("The person cannot be chosen here: they hold no mandate in these bodies. Choose another."),
    "person_without_mandate": _("%(name)s holds no mandate in these bodies today. Choose another for “%(label)s”."),
    "not_a_municipality": _("Choose a municipality from the list."),
    "only_one": _("Choose only one."),
    "unknown_body": _("“%(body)s” does not exist today. Choose another for “%(label)s”."),
    "too_many_files": _("At most %(maximum)s files may be attached."),
    "not_a_table": _("This could not be read as a table."),
    "too_many_rows": _("The table has %(rows)s rows. At most %(maximum)s are allowed."),
    "too_few_rows": _("The table has %(rows)s rows. At least %(minimum)s are needed."),
    "not_a_budget": _("This could not be read as a budget."),
    "no_own_lines": _("“%(label)s” is not one of the budget's lines, and lines of one's own cannot be added."),
    "line_without_label": _("Name the line that has amounts."),
    "too_many_years": _("The period covers more than %(maximum)s years."),
    "not_financed": _("Say how the costs of %(year)s are financed: %(total)s in all."),
    "financed_too_little": _(
        "The financing of %(year)s makes %(financed)s, but the costs are %(total)s: %(difference)s are missing."
    ),
    "financed_too_much": _(
        "The financing of %(year)s makes %(financed)s, but the costs are %(total)s: %(difference)s too much."
    ),
    "financier_without_name": _("Name the financier that has amounts."),
    "basis_differs": _(
        "“%(label)s” %(year)s is %(amount)s, but the salary with its overhead is worked out to %(total)s."
    ),
    "result_too_large": _("The result has more figures than can be kept exactly."),
    # In the editor's own words.
    "editor_rule": "%(message)s",
    "budget_without_period": _("Fill in the period first: the years of the budget follow it."),
}

PRINTED_YEAR = _(
    "Your own sum for %(year)s is %(printed)s, but the lines make %(true)s. The difference is %(difference)s."
)
PRINTED_TOTAL = _("Your own total is %(printed)s, but the lines make %(true)s. The difference is %(difference)s.")

FILES = {
    "file_too_large": _("The file is too large. At most 7 MB."),
    "file_empty": _("The file is empty."),
    "file_type": _("That type of file cannot be attached. These can: %(allowed)s."),
    "file_not_what_it_says": _("The name says %(named)s, but the file is %(kind)s."),
    "file_bomb": _("The file unpacks to far more than it holds and is not taken."),
    "file_with_macros": _("The document has macros. Save it without them and attach it again."),
    "file_harmful": _("The virus scanner stopped the file, so it was not kept."),
    "scanner_silent": _(
        "We cannot take files right now, because they cannot be checked for viruses. Try again in a while."
    ),
    "file_damaged": _("The file is damaged and cannot be opened."),
    "workbook_too_large": _("The workbook is larger than a form needs: it has too many sheets or filled cells."),
    "workbook_unreadable": _(
        "The file could not be read as a workbook. Save it as an Excel workbook (.xlsx) and try again."
    ),
}

NO_NAME = _("Give it a name that is neither empty nor too long.")
DEFINITIONS = {
    "unknown_member": _("Nothing here is called “%(member)s”."),
    "bad_value": _("The value of “%(member)s” does not fit."),
    "missing_member": _("“%(member)s” is missing."),
    "not_an_object": _("A JSON object should stand here."),
    "newer_schema": _("The definition has format %(schema)s; this system reads up to %(known)s."),
    "not_a_form": _("This is not the definition of a form."),
    "no_sections": _("A form needs at least one section."),
    "too_many_fields": _("A form has at most %(maximum)s fields."),
    "unknown_kind": _("There is no kind of field called “%(kind)s”."),
    "bad_key": _("“%(key)s” cannot be a key: a small letter a–z first, then small letters, figures and _, at most 60."),
    "duplicate_key": _("The key “%(key)s” is used twice."),
    "duplicate_id": _("Two blocks have the same id."),
    "taken_key": _("The key “%(key)s” is used by the page itself. Choose another."),
    "key_changed": _("The key was published as “%(published)s” and cannot become “%(key)s”."),
    "bad_condition": _("The condition is not complete."),
    "condition_too_deep": _("Conditions may stand in each other at most %(maximum)s deep."),
    "condition_without_cell": _("The condition names no column."),
    "cells_do_not_compare": _("“%(label)s” and “%(other)s” hold different things and cannot be compared."),
    "spans_and_hides": _("A column whose cells may be as in the row above is always shown."),
    "condition_without_field": _("The condition names no field."),
    "unknown_operator": _("The condition compares in a way that does not exist: “%(op)s”."),
    "value_not_used": _("The condition asks only whether there is an answer and takes no value."),
    "dangling_reference": _("There is no field “%(key)s” in the form."),
    "operator_does_not_fit": _("“%(label)s” cannot be compared with “%(op)s”."),
    "value_does_not_fit": _("“%(value)s” cannot be an answer to “%(label)s”."),
    "not_a_period_field": _("The budget's years must come from a period; “%(label)s” is not one."),
    "no_calculation": _("Say what is to be worked out."),
    "bad_calculation": _("The calculation is not complete."),
    "wrong_parts": _("Here between %(least)s and %(most)s parts are needed."),
    "calculation_too_deep": _("Calculations may stand in each other at most %(maximum)s deep."),
    "calculation_too_large": _("A calculation has at most %(maximum)s parts. Divide it over several fields."),
    "cell_outside_a_row": _("“This row” can only be used in a table's column."),
    "no_such_column": _("There is no column “%(key)s” in the table."),
    "year_of_no_budget": _("“%(label)s” is no budget, so it has no sums for years."),
    "column_alone": _("“%(label)s” is a whole column: put it in a sum, a count, a smallest or a largest."),
    "column_in_a_row": _(
        "Work out the column “%(label)s” in a calculated field first, and use that field in the row's calculation."
    ),
    "no_number": _("“%(label)s” is not a number, an amount or something with a sum."),
    "units_differ": _("Amounts and other numbers cannot be put together like this."),
    "amount_times_amount": _("An amount cannot be multiplied by an amount."),
    "rate_is_an_amount": _("The first part is the percentage and cannot be an amount."),
    "divided_by_amount": _("A number cannot be divided by an amount."),
    "gives_an_amount": _("The calculation gives an amount, but it is set to be shown as something else."),
    "gives_a_number": _("The calculation gives a number, but it is set to be shown as an amount."),
    "nothing_to_fill_in": _("A calculated column cannot be required, and cannot be as in the row above."),
    "prefill_does_not_fit": _("The field cannot be filled in from there: a name fits only in text."),
    "cycle": _("These fields wait for each other: %(keys)s."),
    "minimum_over_maximum": _("The smallest value is above the largest."),
    "no_options": _("Add at least one option."),
    "no_file_types": _("Choose at least one type of file."),
    "no_columns": _("The table needs at least one column."),
    "not_a_column_kind": _("A column cannot be of the kind “%(kind)s”."),
    "sum_of_no_number": _("Only numbers and amounts can be summed."),
    "no_years": _("The budget needs a period field or years of its own."),
    "no_lines": _("The budget needs lines, or must let people add their own."),
    "too_big": _("The definition is too big. At most %(maximum)s bytes."),
    "too_deep": _("The definition is nested too deep. At most %(maximum)s levels."),
    "not_utf8": _("The text is not UTF-8."),
    "not_json": _("This is not JSON: line %(line)s, column %(column)s."),
    "not_json_number": _("“%(number)s” is not a number in JSON."),
    "member_twice": _("“%(member)s” stands twice in the same object."),
}


def problem_lines(problems: Iterable[DefinitionProblem]) -> Iterator[str]:
    """One a line, each with the place in the JSON that it is about."""
    for problem in problems:
        at = problem.params.get("at")
        yield f"{at}: {problem_text(problem)}" if at else problem_text(problem)


def problem_text(problem: Problem | DefinitionProblem | FileRefused) -> str:
    """One or two sentences that say what is wrong and what is accepted."""
    params = {name: _written(value) for name, value in problem.params.items()}
    if problem.code == "printed_sum_differs":
        return str(PRINTED_TOTAL if problem.params["year"] is None else PRINTED_YEAR) % params
    if problem.code == "bad_value" and problem.params.get("member") in ("label", "title"):
        return str(NO_NAME)
    words: Mapping[str, Any] = DEFINITIONS if isinstance(problem, DefinitionProblem) else ANSWERS | FILES
    return str(words[problem.code]) % params


def _written(value: Any) -> str:
    if isinstance(value, Decimal):
        return swedish.kr(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
