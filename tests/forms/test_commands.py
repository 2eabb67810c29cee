"""The commands read and write definitions, and say what is wrong one a line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from forms.models import Form
from tests.builders.forms import a_field, a_form, a_section

pytestmark = pytest.mark.django_db

FORM = a_form(a_section("om", a_field("text", "rubrik")), key="liten")


@pytest.fixture
def file(tmp_path):
    def write(raw, name="form.json"):
        path = tmp_path / name
        path.write_bytes(raw if isinstance(raw, bytes) else json.dumps(raw).encode())
        return str(path)

    return write


def run(*args):
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def test_what_is_imported_is_exported(file, tmp_path):
    assert run("import_form", file(FORM)) == "liten: version 1\n"
    run("export_form", "liten", "--out", str(tmp_path / "ut.json"))

    assert json.loads(run("export_form", "liten")) == FORM
    assert json.loads((tmp_path / "ut.json").read_text(encoding="utf-8")) == FORM


def test_a_sound_definition_has_nothing_to_say(file):
    assert run("check_form", file(FORM)) == ""


def test_problems_come_one_a_line_and_fail(file):
    out = StringIO()
    with pytest.raises(SystemExit) as exit_:
        call_command("check_form", file(a_form(a_section("Om", a_field("farg")))), stdout=out)

    assert exit_.value.code == 1
    assert [line.partition(":")[0] for line in out.getvalue().splitlines()] == [
        "sections[0].key",
        "sections[0].fields[0]",
    ]


def test_a_draft_is_checked_by_its_key():
    Form.objects.create(key="tom", title="Tom")
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("check_form", "tom", stdout=out)

    assert len(out.getvalue().splitlines()) == 1


@pytest.mark.parametrize(
    "raw", [b"{", b"\xff", b'{"a":1,"a":2}', b"[" * 100_000, json.dumps(FORM | {"schema": 9}).encode()]
)
def test_what_cannot_be_read_is_told_and_stores_nothing(file, raw):
    with pytest.raises(CommandError):
        run("import_form", file(raw))

    assert Form.objects.count() == 0


@pytest.mark.parametrize(
    "command", [("import_form", "/finns/inte.json"), ("check_form", "finns-inte"), ("export_form", "finns-inte")]
)
def test_what_does_not_exist_is_told(command):
    with pytest.raises(CommandError):
        run(*command)


def test_a_form_that_was_never_published_is_not_exported(tmp_path):
    Form.objects.create(key="tom", title="Tom")

    with pytest.raises(CommandError):
        run("export_form", "tom")
    run_to = str(tmp_path / "borta" / "ut.json")
    with pytest.raises(CommandError):
        run("export_form", "tom", "--out", run_to)
