"""The chair of a group changes in the middle of a case, and the case waits for the new one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.demo.accounts import user
from people.models import Mandate, Role

pytestmark = pytest.mark.django_db


def test_the_chair_changes_in_the_middle_of_a_case_and_the_work_follows(kfv, visit, assert_accessible):
    today = timezone.localdate()
    old, new = user("ordforande.flen"), user("ledamot.flen")
    waits = visit(old)
    waits.goto("/att-gora/")
    waits.get_by_role("link", name=kfv.number).first.wait_for()

    leader = visit(user("processledare.vastra"))
    leader.goto("/uppdrag/")
    assert_accessible(leader)
    leader.get_by_role("link", name="LSG Flen").click()
    leader.get_by_label("Första dag").fill(today.isoformat())
    leader.get_by_label("Sista dag").fill((today + timedelta(days=364)).isoformat())
    leader.get_by_role("button", name="Lägg till perioden").click()
    leader.get_by_text("Perioden står i turordningen.").wait_for()
    leader.get_by_label("Ordförande", exact=True).select_option(label=new.name)
    leader.get_by_role("button", name="Utse").click()
    leader.get_by_text(f"{new.name} är ordförande från").wait_for()
    assert_accessible(leader)

    waits.goto("/att-gora/")
    assert waits.get_by_role("link", name=kfv.number).count() == 0
    chair = visit(new)
    chair.goto("/att-gora/")
    assert_accessible(chair)
    chair.get_by_role("link", name=kfv.number).first.click()
    chair.get_by_role("radio", name="Tillstyrker", exact=True).check()
    chair.get_by_role("button", name="Skicka svaret").click()
    chair.get_by_text("Svaret är registrerat").first.wait_for()
    given = Mandate.objects.get(user=new, role=Role.CHAIR)
    assert (given.body.key, given.valid_from) == ("lsg-flen", today)
