"""A letter says what its template says, in its reader's language, and nothing of what is empty."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from cases import notices
from cases.actions.gather_emails import MOST, gather_emails
from cases.actions.reset_template import reset_template
from cases.actions.send_email import send_email
from cases.actions.ship_letters import ship_letters
from cases.admin.letter_preview import SAMPLE, sample_letter
from cases.admin.letters import PLACES
from cases.domain.gathering import is_time
from cases.domain.letters import fill, fill_html, places, problems
from cases.domain.shipped_letters import SHIPPED
from cases.letters import said as values_said
from cases.models import MessageTemplate, OutgoingEmail
from people.models import MailChoice
from tests.builders.cases import a_world, an_application
from tests.builders.people import person

VALUES = {"number": "RAR26-01", "title": "Flen & <b>", "deadline": "", "link": "https://samverka.example/a/"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{number} {title}", "RAR26-01 Flen & <b>"),
        ("Först\nSenast: {deadline}\nSist", "Först\nSist"),
        ("{number} senast {deadline}", "RAR26-01 senast"),
        ("A\n\n{deadline}\n\nB", "A\n\nB"),
        ("{okänd}", ""),
    ],
)
def test_a_text_is_filled_in_and_leaves_out_what_is_empty(text, filled):
    assert fill(text, VALUES).strip() == filled


def test_in_html_everything_is_escaped_and_an_address_is_a_link():
    html = fill_html("<i>{title}\n\n{title}\n\nSe {link}\n\n{link}", VALUES, buttons={"link": "Öppna"})

    assert "&lt;i&gt;Flen &amp; &lt;b&gt;</p>" in html
    assert '<blockquote style="' in html
    assert 'Se <a href="https://samverka.example/a/">https://samverka.example/a/</a>' in html
    assert html.endswith(">Öppna</a></p>")
    assert "<i>" not in html
    assert "<b>" not in html


@given(st.text(), st.text())
def test_no_value_becomes_a_tag_or_a_place(text, value):
    html = fill_html(text, {"number": value})
    for tag in ("<p", "</p>", "<blockquote", "</blockquote>", "<br>", "<a", "</a>"):
        html = html.replace(tag, "")
    assert "<" not in html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{number} {title}", []),
        ("{nummer}", [("unknown_place", "nummer")]),
        ("{number", [("loose_brace", "")]),
        ("{}", [("unknown_place", "")]),
        ("{{number}}", [("loose_brace", "")]),
    ],
)
def test_a_text_may_only_name_what_there_is(text, found):
    assert list(problems(text, ["number", "title"])) == found


@pytest.mark.parametrize("key", SHIPPED)
def test_each_place_of_a_letter_is_explained_to_its_editors_and_filled_in_the_preview(key):
    given = {"association", "link", "reply", "settings", "subject", "text"}
    assert set(SHIPPED[key].known) - set(PLACES) == set()
    assert set(SHIPPED[key].known) - set(SAMPLE) - given == set()


@pytest.mark.parametrize("key", SHIPPED)
def test_every_text_that_the_system_comes_with_keeps_its_own_rules(key):
    shipped = SHIPPED[key]
    for text in (shipped.sv, shipped.en):
        assert list(problems(text.subject, shipped.known)) == []
        assert list(problems(text.body, shipped.known, shipped.needs)) == []
    assert places(shipped.sv.body) == places(shipped.en.body)


pytestmark = pytest.mark.django_db


def letter_to(user) -> OutgoingEmail:
    return OutgoingEmail.objects.get(to=user)


def test_what_an_editor_writes_is_what_is_sent():
    MessageTemplate.objects.filter(key="asked").update(subject="Till {body}", body="Svara om {title}.")
    world = a_world()
    an_application(world, rubrik="Ett & annat")

    letter = letter_to(world.flen_chair)
    assert letter.subject == "Till LSG Flen"
    assert "Svara om Ett & annat." in letter.text
    assert "Svara om Ett &amp; annat." in letter.html


def test_the_reader_of_english_gets_english():
    world = a_world()
    MailChoice.objects.create(user=world.flen_chair, language="en")
    case = an_application(world)

    letter = letter_to(world.flen_chair)
    assert letter.subject == f"{case.number} waits for an answer: Lsg"
    assert letter.text.startswith("Hello Ordförande LSG Flen,\n\nLSG Flen is to answer in the case.")
    assert '<html lang="en">' in letter.html


def test_a_template_that_is_no_row_stands_as_the_system_comes_with_it():
    MessageTemplate.objects.all().delete()
    world = a_world()
    an_application(world)

    assert "LSG Flen ska svara i ärendet." in letter_to(world.flen_chair).text


def test_a_new_edition_changes_what_no_editor_has_changed():
    MessageTemplate.objects.filter(key="asked").update(body="Gammalt")
    MessageTemplate.objects.filter(key="received").update(body="Vårt eget", is_changed=True)
    MessageTemplate.objects.filter(key="decided").delete()

    ship_letters()
    ship_letters()

    texts = dict(MessageTemplate.objects.values_list("key", "body"))
    assert texts["asked"] == SHIPPED["asked"].sv.body
    assert texts["received"] == "Vårt eget"
    assert texts["decided"] == SHIPPED["decided"].sv.body


def test_a_stage_writes_from_a_template_once_for_each_round():
    world = a_world()
    case = an_application(world)
    OutgoingEmail.objects.all().delete()
    now = timezone.now()

    for _again in range(2):
        notices.send_from_template(case, "to_the_board", to=[world.flen_chair], at=now)
    notices.send_from_template(case, "to_the_board", to=[world.flen_chair], at=now, once="board.2")
    notices.send_from_template(case, "finns inte", to=[world.flen_chair], at=now)

    assert [email.subject for email in OutgoingEmail.objects.all()] == [f"{case.number} går till styrelsen"] * 2


def test_telling_many_costs_no_more_queries_than_telling_one(django_assert_num_queries):
    world = a_world()
    case = an_application(world)
    assert case.route_version.parsed  # read once
    crowd = [person(f"Person {number}") for number in range(20)]
    now = timezone.now()
    with django_assert_num_queries(6):
        notices.send_from_template(case, "arrived", to=crowd[:1], at=now, once="en")
    with django_assert_num_queries(6):
        notices.send_from_template(case, "arrived", to=crowd, at=now, once="många")


# Letters that somebody wants together.


@pytest.mark.parametrize(
    ("rhythm", "since", "on", "goes"),
    [
        ("daily", date(2026, 3, 3), date(2026, 3, 4), True),
        ("weekly", date(2026, 3, 3), date(2026, 3, 4), False),
        ("weekly", date(2026, 3, 3), date(2026, 3, 9), True),
        ("weekly", date(2026, 3, 3), date(2026, 3, 10), True),
        ("at_once", date(2026, 3, 3), date(2026, 3, 4), True),
    ],
)
def test_letters_are_gathered_when_it_is_time(rhythm, since, on, goes):
    assert is_time(rhythm, since, on) is goes


def gathering(user, **choice) -> MailChoice:
    return MailChoice.objects.create(user=user, **{"rhythm": "daily", **choice})


def test_who_wants_letters_together_gets_one_letter_once():
    world = a_world()
    gathering(world.flen_chair)
    first, second = an_application(world), an_application(world)
    waiting = OutgoingEmail.objects.filter(to=world.flen_chair)
    assert [send_email(email.pk) for email in waiting] == ["gathered", "gathered"]
    assert mail.outbox == []

    assert [gather_emails(), gather_emails()] == [1, 0]

    digest = OutgoingEmail.objects.get(to=world.flen_chair, key__startswith="digest:")
    assert digest.subject == "Det här har hänt: 2 brev"
    assert f"{first.number} väntar på svar: Lsg" in digest.text
    assert f"/arenden/{second.number}/" in digest.html
    assert send_email(digest.pk) == "sent"
    assert send_email(digest.pk) == "already sent"
    assert len(mail.outbox) == 1
    assert digest.gathered.count() == 2


def test_what_is_urgent_comes_at_once_unless_the_person_said_otherwise():
    world = a_world()
    gathering(world.flen_chair)
    gathering(world.strangnas_chair, urgent_at_once=False)
    case = an_application(world, "lsg-flen", "lsg-strangnas")
    OutgoingEmail.objects.all().delete()

    for turn in case.assignments.select_related("body", "case__route_version"):
        notices.remind_assignment(turn, rule=notices.LATE, on=turn.due_on)

    assert letter_to(world.flen_chair).waits_for == ""
    assert letter_to(world.strangnas_chair).waits_for == "daily"


def test_a_letter_of_many_tells_of_some_and_counts_the_rest():
    world = a_world()
    case = an_application(world)
    OutgoingEmail.objects.all().delete()
    gathering(world.flen_chair)
    for number in range(MOST + 3):
        notices.send_from_template(case, "arrived", to=[world.flen_chair], at=timezone.now(), once=str(number))

    gather_emails()

    digest = OutgoingEmail.objects.get(key__startswith="digest:")
    assert digest.text.count(f"{case.number}: ") == MOST
    assert "Och 3 till, i dina ärenden." in digest.text
    assert digest.gathered.count() == MOST + 3


def test_a_letter_of_which_nobody_knows_whether_it_went_is_not_sent_again():
    an_application(a_world())
    email = OutgoingEmail.objects.first()
    long_ago = timezone.now() - timedelta(hours=1)
    OutgoingEmail.objects.filter(pk=email.pk).update(taken_until=long_ago, handed_over_at=long_ago, attempts=1)

    assert send_email(email.pk) == "unsure"
    email.refresh_from_db()
    assert email.given_up_at is not None
    assert mail.outbox == []


def test_a_worker_that_died_before_it_asked_the_mail_server_leaves_the_letter_to_another():
    an_application(a_world())
    email = OutgoingEmail.objects.first()
    OutgoingEmail.objects.filter(pk=email.pk).update(taken_until=timezone.now() - timedelta(hours=1), attempts=1)

    assert send_email(email.pk) == "sent"


# Editing them.


def posted(template: MessageTemplate, **changed) -> dict[str, str]:
    names = ("name", "use", "key", "subject", "body", "subject_en", "body_en")
    return {**{name: getattr(template, name) for name in names}, "is_offered": "on", **changed}


@pytest.fixture
def office(admin_user) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


def test_an_unknown_place_is_refused_beside_its_field(office):
    template = MessageTemplate.objects.get(key="asked")
    answer = office.post(f"/admin/brev/edit/{template.pk}/", posted(template, body="Hej {nummer}", subject="{"))

    form = answer.context["form"]
    assert set(form.errors) == {"body", "subject"}
    assert "{nummer}" in form.errors["body"][0]
    template.refresh_from_db()
    assert not template.is_changed


def test_the_frame_must_hold_the_letter(office):
    frame = MessageTemplate.objects.get(key="frame")
    answer = office.post(f"/admin/brev/edit/{frame.pk}/", posted(frame, body="Hej {name}, {settings}"))

    assert "{text}" in answer.context["form"].errors["body"][0]


def test_a_changed_text_is_kept_and_can_be_taken_back(office, admin_user):
    template = MessageTemplate.objects.get(key="asked")
    assert office.post(f"/admin/brev/edit/{template.pk}/", posted(template, body="Eget {number}")).status_code == 302
    template.refresh_from_db()
    assert (template.body, template.is_changed) == ("Eget {number}", True)

    address = f"/admin/brev/{template.pk}/aterstall/"
    assert office.get(address).status_code == 200
    office.post(address)

    template.refresh_from_db()
    assert (template.body, template.is_changed) == (SHIPPED["asked"].sv.body, False)
    assert ModelLogEntry.objects.filter(object_id=str(template.pk)).count() == 2
    assert [revision.content["body"] for revision in template.revisions.order_by("pk")] == [
        "Eget {number}",
        SHIPPED["asked"].sv.body,
    ]


def test_a_new_text_gets_a_key_of_its_own(office):
    new = {"name": "Påminnelse till kassören", "use": "writing", "subject": "{number}", "body": "Hej {name}"}
    for _again in range(2):
        assert office.post("/admin/brev/add/", {**new, "is_offered": "on"}).status_code == 302

    keys = MessageTemplate.objects.filter(name=new["name"]).order_by("pk").values_list("key", flat=True)
    assert list(keys) == ["paminnelse-till-kassoren", "paminnelse-till-kassoren-2"]


@pytest.mark.parametrize("key", SHIPPED)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_text_can_be_previewed(key, language):
    from cases.admin.letter_preview import sample_letter

    template = MessageTemplate.objects.get(key=key)
    letter = sample_letter(template, language)
    assert "{" not in letter.text + letter.subject
    assert letter.subject


def test_who_may_not_change_texts_may_not_reset_them(client):
    template = MessageTemplate.objects.get(key="asked")
    client.force_login(person("Utan uppdrag"))
    assert client.post(f"/admin/brev/{template.pk}/aterstall/").status_code == 302  # to the login
    with pytest.raises(Exception, match="levererades"):
        reset_template(MessageTemplate.objects.create(key="egen", name="Egen"), by=person("Utan uppdrag"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{body} ska svara.", "Styrelsen ska svara."),
        ("Mötet med {body} är inställt.", "Mötet med styrelsen är inställt."),
        ("Klart. {body} ska svara.", "Klart. Styrelsen ska svara."),
        ("Kallelse: {body}", "Kallelse: styrelsen"),
        ("{by} svarar för {body}", "anna svarar för styrelsen"),
    ],
)
def test_a_body_has_a_capital_only_where_a_sentence_begins(text, said):
    values = {"body": "styrelsen", "by": "anna"}
    assert fill(text, values) == said
    assert f">{said}</p>" in fill_html(text, values)


def test_a_letter_writes_a_common_noun_with_a_small_letter_in_swedish_alone():
    named = {"body": "Styrelsen", "group": "LSG Flen", "by": "Styrelsen"}
    assert values_said(named, "sv") == {"body": "styrelsen", "group": "LSG Flen", "by": "Styrelsen"}
    assert values_said(named, "en") == named


@pytest.mark.django_db
@pytest.mark.parametrize("key", [key for key in SHIPPED if SHIPPED[key].use == "notice"])
@pytest.mark.parametrize(("language", "in_case"), [("sv", "Svara i ärendet"), ("en", "Answer in the case")])
def test_only_a_letter_about_a_case_says_that_one_answers_in_the_case(key, language, in_case):
    ship_letters()
    letter = sample_letter(MessageTemplate.objects.get(key=key), language)
    is_about_case = SHIPPED[key].about_case or key in ("frame", "digest")
    for part in (letter.text, letter.html):
        assert (in_case in part) == is_about_case
        assert ("RAR26-07" in part) or not is_about_case


@pytest.mark.django_db
def test_what_is_about_a_meeting_leads_there_with_a_button_and_names_no_case():
    ship_letters()
    letter = sample_letter(MessageTemplate.objects.get(key="meeting_cancelled"), "sv")
    assert ">Öppna mötet</a>" in letter.html
    assert "Det skickas automatiskt, och ingen läser svar på det." in letter.text
    assert "ärende" not in letter.text.lower()
    assert "Mötet med beredningsgruppen" in letter.text


@pytest.mark.django_db
def test_letters_gathered_say_how_to_answer_by_what_they_are_about():
    ship_letters()
    reader = person("Karin Ek")
    MailChoice.objects.create(user=reader, rhythm="daily")
    for key, case in (("a", None), ("b", an_application(a_world()))):
        OutgoingEmail.objects.create(
            key=key, to=reader, case=case, subject="Nytt", text="x", html="x", waits_for="daily", core_text="Nytt."
        )
        gather_emails(at=timezone.now() + timedelta(days=1))
        digest = OutgoingEmail.objects.filter(to=reader, key__startswith="digest").order_by("pk").last()
        assert ("Svara i ärendet" in digest.text) == (case is not None)
