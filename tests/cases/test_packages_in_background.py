"""A package with papers is made in the background, for whoever asked for it alone, and of what holds then."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cases.actions import make_package as making
from cases.actions.arrange_agenda import add_point
from cases.actions.attach_to_point import attach_to_point
from cases.actions.erasing import erase
from cases.actions.forget_packages import forget_packages
from cases.actions.make_package import make_package
from cases.actions.mark_secret import mark_secret
from cases.models import Meeting, MeetingPackage
from cases.models.package import GIVEN_UP, KEPT, LONG
from cases.queries.erasable import left_in
from people.models import User
from tests.builders.cases import World, a_world, case_at_board
from tests.builders.meetings import a_meeting, the_point
from tests.cases.test_package_of_papers import a_pdf, at_board, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def meeting(world) -> Meeting:
    """With a point and a file of it."""
    made = a_meeting(world.flen, world.flen_chair, "Lokaler")
    attach_to_point(the_point(made), SimpleUploadedFile("Avtal.pdf", a_pdf("Hyresavtalets text")), by=world.flen_chair)
    return made


def address(meeting: Meeting) -> str:
    return reverse("cases:meeting_notice", args=[meeting.pk])


def file_of(package: MeetingPackage) -> str:
    return reverse("cases:package_file", args=[package.meeting_id, package.uuid])


def ask(client, meeting: Meeting, who: User) -> MeetingPackage:
    client.force_login(who)
    response = client.get(address(meeting))
    package = MeetingPackage.objects.filter(owner=who).latest("created_at")
    assert (response.status_code, response.headers["Location"]) == (302, package.get_absolute_url())
    return package


def words_of(response) -> str:
    content = b"".join(response.streaming_content)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def shown(client, package: MeetingPackage) -> str:
    return client.get(package.get_absolute_url()).content.decode()


def test_it_is_waited_for_with_and_without_scripts_and_made_once(client, world, meeting):
    package = ask(client, meeting, world.writer)
    assert ask(client, meeting, world.writer) == package
    waits = shown(client, package)
    assert [words in waits for words in ('hx-trigger="every 3s"', '<noscript><meta http-equiv="refresh"')] == [True] * 2
    assert [words in waits for words in ("1 punkt på dagordningen", "1 handling", "sätts ihop")] == [True] * 3
    assert client.get(file_of(package)).status_code == 404
    assert (make_package(package.pk), make_package(package.pk)) == ("made", "made")
    ready = shown(client, package)
    assert [words in ready for words in (file_of(package), "hx-trigger", 'http-equiv="refresh"')] == [
        True,
        False,
        False,
    ]
    assert "Hyresavtalets text" in words_of(client.get(file_of(package)))
    assert "Hyresavtalets text" in words_of(client.get(address(meeting)))


def test_a_notice_without_papers_comes_at_once(client, world):
    meeting = a_meeting(world.flen, world.flen_chair, "Lokaler", "Val")
    client.force_login(world.writer)
    response = client.get(address(meeting))
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert not MeetingPackage.objects.exists()


def test_it_is_its_owners_alone(client, world, meeting):
    package = ask(client, meeting, world.writer)
    make_package(package.pk)
    for who in (world.flen_chair, world.officer, world.strangnas_chair):
        client.force_login(who)
        got = [client.get(each).status_code for each in (package.get_absolute_url(), file_of(package))]
        assert got == [404, 404]
    another = a_meeting(world.flen, world.flen_chair, "Annat")
    client.force_login(world.writer)
    assert client.get(reverse("cases:package", args=[another.pk, package.uuid])).status_code == 404


def test_it_is_made_anew_when_the_agenda_or_the_papers_have_changed(client, world, meeting):
    package = ask(client, meeting, world.writer)
    make_package(package.pk)
    package.refresh_from_db()
    add_point(meeting, "Kaffe", by=world.flen_chair)
    assert client.get(file_of(package)).headers["Location"] == address(meeting)
    newer = ask(client, meeting, world.writer)
    assert (newer.points, MeetingPackage.objects.count()) == (2, 1)
    make_package(newer.pk)
    attach_to_point(the_point(meeting, "Kaffe"), SimpleUploadedFile("B.pdf", a_pdf("Bryggning")), by=world.flen_chair)
    assert ask(client, meeting, world.writer).papers == 2


def test_what_became_secret_after_it_was_made_is_not_handed_over(client, world):
    case = case_at_board(world)
    meeting = a_meeting(world.flen, world.flen_chair, "Ansökan")
    meeting.items.update(case=case)
    paper = take_in(case, world, "Intyg.pdf", a_pdf("Intygets text"))
    package = ask(client, meeting, world.writer)
    make_package(package.pk)
    assert "Intygets text" in words_of(client.get(file_of(package)))
    mark_secret(case, by=world.officer, document=paper, ground_text="OSL 26:1", against_parties=True)
    assert client.get(file_of(package)).headers["Location"] == address(meeting)
    newer = ask(client, meeting, world.writer)
    make_package(newer.pk)
    assert (newer == package, "Intygets text" in words_of(client.get(file_of(newer)))) == (False, False)


def test_whoever_has_left_the_body_gets_neither_page_nor_file(client, world, meeting):
    package = ask(client, meeting, world.writer)
    world.writer.mandates.all().delete()
    assert make_package(package.pk) == "failed"
    assert client.get(package.get_absolute_url()).status_code == 404


def test_one_that_cannot_be_made_says_so_and_is_asked_for_again(client, world, meeting, monkeypatch):
    def breaks(_found):
        raise RuntimeError

    package = ask(client, meeting, world.writer)
    monkeypatch.setattr(making, "notice_package", breaks)
    with pytest.raises(RuntimeError):
        make_package(package.pk)
    told = shown(client, package)
    assert ["gick inte att sätta ihop" in told, f'href="{address(meeting)}"' in told, "hx-trigger" in told] == [
        True,
        True,
        False,
    ]
    assert ask(client, meeting, world.writer) != package


def test_one_that_takes_long_says_so_and_is_given_up_in_the_end(client, world, meeting):
    package = ask(client, meeting, world.writer)
    told = {}
    for age in (timedelta(0), LONG, GIVEN_UP):
        MeetingPackage.objects.update(created_at=timezone.now() - age)
        page = shown(client, package)
        told[age] = ("längre tid än vanligt" in page, "hx-trigger" in page, "gick inte att sätta ihop" in page)
    assert list(told.values()) == [(False, True, False), (True, True, False), (False, False, True)]
    assert ask(client, meeting, world.writer) != package


def test_it_goes_after_a_day_with_its_bytes(client, world, meeting):
    package = ask(client, meeting, world.writer)
    make_package(package.pk)
    package.refresh_from_db()
    assert forget_packages() == 0
    MeetingPackage.objects.update(created_at=timezone.now() - KEPT)
    assert client.get(file_of(package)).status_code == 404
    assert forget_packages() == 1
    assert (MeetingPackage.objects.count(), package.file.storage.exists(package.file.name)) == (0, False)


def test_it_is_made_again_when_its_bytes_are_gone(client, world, meeting):
    package = ask(client, meeting, world.writer)
    make_package(package.pk)
    package.refresh_from_db()
    package.file.storage.delete(package.file.name)
    assert client.get(file_of(package)).headers["Location"] == address(meeting)
    assert ask(client, meeting, world.writer) != package


def test_disposal_of_a_case_takes_the_packages_that_it_is_in(client, world, monkeypatch):
    case, meeting = at_board(world)
    package = ask(client, meeting, world.board_chair)
    make_package(package.pk)
    package.refresh_from_db()
    assert "meetingpackage" in left_in(case)
    _taken, names = erase(case)
    assert (package.file.name in names, "meetingpackage" in left_in(case)) == (True, False)


def test_one_that_went_while_it_was_made_leaves_nothing_behind(client, world, meeting, monkeypatch):
    def meanwhile(_found):
        MeetingPackage.objects.all().delete()
        return b"%PDF"

    package = ask(client, meeting, world.writer)
    monkeypatch.setattr(making, "notice_package", meanwhile)
    assert (make_package(package.pk), MeetingPackage.objects.count()) == ("gone", 0)
    assert not package.file.storage.exists(f"packages/{package.uuid.hex}.pdf")
