"""Letters are the association's: its name stands on each, as the site's settings say it."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Site

from cases.actions.send_email import send_email
from cases.models import OutgoingEmail
from home.letterhead import forget_name
from home.models import Association
from tests.builders.cases import a_world, an_application
from tests.builders.people import person

pytestmark = pytest.mark.django_db
NAME = "Samordningsförbundet i Exempelbygden"


@pytest.fixture
def association():
    site = Site.objects.get(is_default_site=True)
    Association.objects.update_or_create(site=site, defaults={"short_name": "SFX", "name": NAME})
    forget_name()


@pytest.mark.usefixtures("association")
def test_a_letter_comes_from_the_association_and_says_so_in_its_text_and_its_html(settings):
    settings.DEFAULT_FROM_EMAIL = "noreply@example.org"
    an_application(a_world(), "lsg-flen")
    mail.outbox.clear()
    send_email(OutgoingEmail.objects.filter(key__startswith="received:").get().pk)
    sent = mail.outbox[-1]
    assert sent.from_email == "=?utf-8?q?Samordningsf=C3=B6rbundet_i_Exempelbygden?= <noreply@example.org>"
    assert (NAME in sent.body, NAME in sent.alternatives[0].content) == (True, True)
    assert "Samverka" not in sent.body + sent.alternatives[0].content


@pytest.mark.usefixtures("association")
def test_a_name_in_the_settings_is_the_senders(settings):
    settings.DEFAULT_FROM_EMAIL = "RAR <noreply@example.org>"
    an_application(a_world(), "lsg-flen")
    mail.outbox.clear()
    send_email(OutgoingEmail.objects.filter(key__startswith="received:").get().pk)
    assert mail.outbox[-1].from_email == "RAR <noreply@example.org>"


@pytest.mark.usefixtures("association")
def test_a_code_to_log_in_with_comes_from_the_association(client, settings):
    settings.DEFAULT_FROM_EMAIL = "noreply@example.org"
    user = person("Karin Ek")
    client.post(reverse("account_request_login_code"), {"email": user.email})
    sent = mail.outbox[-1]
    assert (NAME in sent.body, "testserver" in sent.body) == (True, False)
    assert "Samordningsf" in sent.from_email
