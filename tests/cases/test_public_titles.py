"""What everybody reads in the public register holds no personal data."""

import pytest

from tests.builders import cases as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(client):
    world = build.a_world()
    client.force_login(world.officer)
    return build.an_application(world, "lsg-flen")


def named(client, case, title):
    response = client.post(f"/arenden/{case.number}/diarieforing/", {"title": title})
    case.refresh_from_db()
    return response


@pytest.mark.parametrize("found", ["19800101-1234", "070-123 45 67", "anna@example.org"])
def test_a_title_with_somebodys_number_or_address_is_refused_and_kept_to_be_mended(client, case, found):
    response = named(client, case, f"Ansökan från {found} om stöd")

    page = response.content.decode()
    assert (response.status_code, case.public_title) == (422, "")
    assert f"Alla kan läsa rubriken. Ta bort ”{found}”." in page
    assert f'value="Ansökan från {found} om stöd"' in page


def test_a_title_with_the_name_of_somebody_here_is_refused(client, case):
    from tests.builders.people import person

    person("Sonja Öberg")

    assert named(client, case, "Ansökan från Sonja Öberg, Flen").status_code == 422
    assert case.public_title == ""


@pytest.mark.parametrize("title", ["Processtöd 2027–2028 för LSG Flen", "Ändring av RAR14-01, 1 548 000 kr", ""])
def test_other_titles_are_saved(client, case, title):
    assert named(client, case, title).status_code == 302
    assert case.public_title == title
