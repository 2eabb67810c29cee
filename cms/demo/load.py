"""Loading the demo: everything in one transaction, so that it is there whole or not at all."""

from datetime import date

from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from cases.actions.import_route import import_route
from cases.actions.publish_route import publish_route
from cases.models import Case, Route
from forms.actions.import_form import import_form
from forms.models import Form, Submission
from people.models import Body, User

from .accounts import DOMAIN, close_ended_accounts, load_accounts, user
from .agreeing import ask_for_agreements
from .definitions import FORMS, ROUTES, form_source, route_source
from .history import tell_history
from .meetings import tell_meetings, tell_south_2017
from .money import load_funds
from .pages.build import load_pages, name_association
from .proposing import ask_for_letters
from .registry import tell_registry
from .telling import Teller
from .today import tell_today
from .world import load_world
from .year import publish_report_of_2017, tell_year


class NotADemoSite(Exception):
    """Somebody works here in earnest."""


def require_a_demo_site() -> None:
    """Raises NotADemoSite where anybody but the demo's own accounts has written in a form or acted in a case."""
    ours = {"created_by__email__endswith": f"@{DOMAIN}"}
    strangers = Submission.objects.exclude(**ours).count()
    if strangers:
        raise NotADemoSite(f"{strangers} submissions were made by others than the demo's accounts")


def load_demo(today: date) -> dict[str, int]:
    """How many of each there are when it is done; what is already there is left as it stands."""
    require_a_demo_site()
    with transaction.atomic(), disable_reference_index_auto_update():
        name_association()
        load_world()
        load_accounts(today)
        load_funds()
        load_definitions()
        tell = Teller()
        tell_south_2017(tell)
        tell_history(tell)
        ask_for_agreements()
        ask_for_letters()
        tell_today(tell, today)
        tell_meetings(tell, today)
        tell_year(tell, today)
        tell_registry(tell, today)
        close_ended_accounts()
        load_pages(today)
        publish_report_of_2017(tell)
    return {
        "bodies": Body.objects.count(),
        "accounts": User.objects.filter(email__endswith=f"@{DOMAIN}").count(),
        "forms": Form.objects.count(),
        "routes": Route.objects.count(),
        "cases": Case.objects.count(),
        "drafts": Submission.objects.filter(state=Submission.State.DRAFT).count(),
    }


def load_definitions() -> None:
    """Forms and routes that are not there yet; an editor's later versions stay."""
    editor = user("administrator")
    for key in FORMS:
        if not Form.objects.filter(key=key).exists():
            import_form(form_source(key), by=editor)
    for key in ROUTES:
        if not Route.objects.filter(key=key).exists():
            publish_route(import_route(route_source(key), by=editor), by=editor)
