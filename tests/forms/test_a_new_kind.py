"""docs/a-new-kind.md says what the files say, and a kind made by it is whole."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from forms.domain.kinds import KINDS
from forms.domain.kinds.kind import ANSWERED, Asked, Kind, Reading, unread
from tests.builders.forms import asked

PAGE = Path(settings.BASE_DIR, "docs/a-new-kind.md").read_text()
QUOTED = re.findall(r"`([a-z_/]+\.(?:py|html))`:?\n```\w+\n(.*?)\n```", PAGE, re.S)


@pytest.mark.parametrize(("path", "text"), QUOTED, ids=[path for path, _text in QUOTED])
def test_what_the_page_quotes_stands_in_the_file(path, text):
    assert f"{text}\n" in Path(settings.BASE_DIR, path).read_text()


def test_the_page_quotes_every_part():
    assert sorted({path for path, _text in QUOTED}) == [
        "forms/blocks/fields.py",
        "forms/blocks/form.py",
        "forms/blocks/tables.py",
        "forms/compile.py",
        "forms/domain/kinds/__init__.py",
        "forms/domain/kinds/year.py",
        "forms/templates/forms/kinds/year.html",
        "forms/wording.py",
        "tests/forms/test_every_kind.py",
    ]


def test_every_file_that_the_page_names_is_there():
    for path in re.findall(r"`((?:forms|tests|docs)/[a-z_/]+(?:\.py|\.html|/))`", PAGE):
        assert Path(settings.BASE_DIR, path).exists(), path
    for path in re.findall(r"\]\(([a-z-]+\.md)\)", PAGE):
        assert Path(settings.BASE_DIR, "docs", path).exists(), path


class PostalCode(Kind):
    """What a reader would write for `643 31`."""

    name = "postal_code"
    operators = ANSWERED

    def parse(self, raw: str, field: Asked) -> Reading:
        found = re.fullmatch(r"([0-9]{3}) ?([0-9]{2})", raw.strip())
        return Reading(f"{found[1]} {found[2]}", f"{found[1]} {found[2]}") if found else unread(raw, "not_postal_code")

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{3} [0-9]{2}$"}


def test_a_kind_of_one_rule_reads_shows_and_goes_into_a_cell():
    kind, field = PostalCode(), asked("text")

    assert kind.from_post({"svar": ["64331"]}, "svar", field) == "643 31"
    assert kind.read("643 31", field).value == "643 31"
    assert kind.from_post({"svar": ["64 331"]}, "svar", field) == {"unparsed": "64 331"}
    assert kind.typed({"unparsed": "64 331"}, field) == "64 331"
    assert kind.cell("643 31", field).value == "643 31"
    assert kind.template == "forms/kinds/postal_code.html"
    assert "postal_code" not in KINDS
