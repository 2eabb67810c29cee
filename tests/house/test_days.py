"""Moments are kept in UTC: the day of one is asked of Swedish time, or it is yesterday's for two hours each night."""

import re

from .tree import ROOT, ours

ASKED_OF_UTC = re.compile(r"\b(?:at|\w+_at)\.(?:date\(\)|year\b|month\b|day\b|weekday\(\))")


def test_no_day_or_year_is_read_from_a_moment_as_it_is_kept():
    code = [path for path in ours("*.py") if not {"tests", "migrations"} & set(path.relative_to(ROOT).parts)]
    assert len(code) > 300
    found = {f"{path.relative_to(ROOT)}: {each}" for path in code for each in ASKED_OF_UTC.findall(path.read_text())}
    assert found == set()


def test_what_would_read_one_is_found():
    line = "a = row.asked_at.date(), one.at.year, timezone.localtime(case.ended_at).date(), turn.opened_at.daylight"
    assert ASKED_OF_UTC.findall(line) == ["asked_at.date()", "at.year"]
