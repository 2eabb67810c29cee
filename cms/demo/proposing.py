"""The director's official letter: from this year on the route asks for one, as it did not when the groups began."""

from datetime import date
from typing import Any
from uuid import uuid5

from cases.actions.fill_stage_form import begin_stage_form
from cases.actions.import_route import import_route
from cases.actions.publish_route import publish_route
from cases.models import Case, Route
from forms.actions.save_answers import save_answers
from forms.actions.submit_submission import submit_submission
from forms.models import Submission

from .accounts import user
from .definitions import route_source
from .telling import STORIES, Teller, at

LETTER = "tjansteskrivelse"
STAGE = "forbundschefen"
DIRECTOR = "forbundschef"
APPROVE = ("bifalla ansökan", "uppdra till förbundschefen att teckna avtal")


def ask_for_letters() -> None:
    """The second version of the route, where an editor has not already made one."""
    route = Route.objects.get(key="ansokan")
    if route.versions.count() > 1:
        return
    source = route_source("ansokan")
    for stage in source["stages"]:
        if stage["key"] == STAGE:
            stage["form"] = LETTER
            stage["help"] = "Att-satserna i tjänsteskrivelsen blir förslaget på styrelsens dagordning."
    editor = user("administrator")
    publish_route(import_route(source, by=editor), by=editor)


def propose(tell: Teller, case: Case, on: date, clauses: tuple[str, ...] = APPROVE) -> None:
    """The letter is written and sent, and the director's turn is answered with it; before letters, in words alone."""
    stage = case.route_version.parsed.stage(STAGE)
    if stage is None or not stage.form:
        text = f"Förslag: styrelsen beslutar att {' samt att '.join(clauses)}."
        tell.answer(case, "kansliet", "foreslar", by=DIRECTOR, at=at(on), text=text)
        return
    letter = begin_letter(tell, case, on)
    rows = [{"id": str(uuid5(STORIES, f"{case.pk} {clause}")), "att": clause} for clause in clauses]
    more = {
        "bedomning": "Insatsen bygger på det samarbete som parterna redan har, och målen går att följa upp.",
        "risker": "Arbetsgivaren behöver vara utsedd innan avtalet skrivs.",
        "ekonomi": "Beloppet ryms i det som styrelsen har anslagit.",
        "forslag": rows,
    }
    saved = save_answers(letter, more, letter.revision, tell.users[DIRECTOR])
    submit_submission(saved, saved.revision, tell.users[DIRECTOR], at=at(on, 13))
    tell.answer(case, "kansliet", "foreslar", by=DIRECTOR, at=at(on, 14))


def begin_letter(tell: Teller, case: Case, on: date) -> Submission:
    """A draft with what the case is about: the rest is the director's to write."""
    case.refresh_from_db()
    turn = case.assignments.get(stage=STAGE, state="waiting")
    letter = begin_stage_form(turn, by=tell.users[DIRECTOR], at=at(on, 10))
    groups = " och ".join(body.name for body in case.groups.order_by("name"))
    begun: dict[str, Any] = {
        "datum": on.isoformat(),
        "sammanfattning": f"{groups} söker medel: {case.title}. Grupperna och beredningsgruppen tillstyrker.",
        "yttrande": "Beredningsgruppen tillstyrker ansökan.",
    }
    return save_answers(letter, begun, letter.revision, tell.users[DIRECTOR])
