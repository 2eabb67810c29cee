"""`python -m tests.cases.killing ACT FOLDER`: a process acts in a case and is killed at each of its statements in turn.

A process of its own, with a database file of its own: a test's transaction would hide what a killed one leaves.
It prints as JSON how many statements there are and everything that was left half done.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django_q.models import OrmQ, Schedule  # noqa: E402

from cases.models import (  # noqa: E402
    Assignment,
    Case,
    CaseEvent,
    CaseGroup,
    Decision,
    Document,
    GrantedAmount,
    LedgerEntry,
    Message,
    MoneyEvent,
    Obligation,
    OutgoingEmail,
    RegistrySeries,
    Supplement,
    WebhookDelivery,
)
from forms.models import Submission, SubmissionEvent, SubmissionRevision  # noqa: E402
from tests.builders import cases as build  # noqa: E402
from tests.databases import Sqlite, use  # noqa: E402

ID = "Message-ID: "
KEPT = (CaseGroup, CaseEvent, Document, GrantedAmount, Message, Obligation, OutgoingEmail, OrmQ, Schedule)
KEPT += (LedgerEntry, MoneyEvent, SubmissionEvent, SubmissionRevision, WebhookDelivery)


def main(name: str, folder: Path) -> None:
    base, tried = folder / "base.sqlite3", folder / "tried.sqlite3"
    settings.MAILERS["default"]["OPTIONS"]["file_path"] = str(folder / "mail")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody logs in here
    database = Sqlite(f"killed-{os.getpid()}")
    database.make()
    act = ACTS[name](build.a_world())
    before = left()
    connections.close_all()
    with closing(sqlite3.connect(database.mine)) as source, closing(sqlite3.connect(base)) as target:
        source.backup(target)
    database.remove()

    fresh(base, tried)
    act()  # here first, so that those who are killed find templates, addresses and translations read
    after = left()
    faults, outcomes, statement, finished = [], [], 0, False
    while not finished:
        statement += 1
        fresh(base, tried)
        finished = done(act, killed_at=statement)
        found = left()
        outcomes.append("all" if found == after else "nothing" if found == before else "half")
        faults += [f"{statement}: {difference(found, before, after)}"] if outcomes[-1] == "half" else []
        faults += [f"{statement}: {line}" for line in audit_faults()]
        if outcomes[-1] == "all" or name == "mail":
            faults += [f"{statement}: {line}" for line in mail_faults(folder / "mail")]
    print(json.dumps({"changes": before != after, "outcomes": outcomes, "faults": faults}))  # noqa: T201


def fresh(base: Path, tried: Path) -> None:
    """Nothing is done yet, and no letter sent."""
    connections.close_all()
    for leftover in tried.parent.glob(f"{tried.name}*"):
        leftover.unlink()
    shutil.copyfile(base, tried)
    shutil.rmtree(tried.parent / "mail", ignore_errors=True)
    use(str(tried))


def done(act: Callable[[], object], *, killed_at: int) -> bool:
    """Let another process do it; whether it came to its end."""
    child = os.fork()
    if child == 0:
        doomed(act, killed_at)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL, status
        return False
    assert os.WEXITSTATUS(status) == 0, "the act itself failed"
    return True


def doomed(act: Callable[[], object], killed_at: int) -> None:
    """In the child: killed before its n-th statement, a commit counted twice: just before it and just after."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        if count == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def counting(execute: Any, *args: Any) -> Any:
        step()
        return execute(*args)

    commit = connection._commit

    def committing() -> None:
        step()
        commit()
        step()

    connection._commit = committing
    try:
        with connection.execute_wrapper(counting):
            act()
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def left() -> dict[str, Any]:
    """What is in the tables, without what a clock says."""
    found: dict[str, Any] = {model.__name__: model.objects.count() for model in KEPT}
    found["cases"] = list(Case.objects.order_by("pk").values_list("number", "status", "stage", "end", "granted_total"))
    found["turns"] = list(Assignment.objects.order_by("pk").values_list("stage", "round", "state", "outcome"))
    found["decisions"] = list(Decision.objects.values_list("kind", "paragraph"))
    found["supplements"] = list(Supplement.objects.values_list("sections", "answered_by"))
    found["submissions"] = list(Submission.objects.order_by("pk").values_list("state", "revision", "open_sections"))
    found["numbers"] = list(RegistrySeries.objects.values_list("year", "last"))
    found["sent"] = OutgoingEmail.objects.filter(handed_over_at__isnull=False).count()
    return found


def difference(found: dict[str, Any], *others: dict[str, Any]) -> str:
    names = [name for name in found if any(found[name] != other[name] for other in others)]
    return str({name: (found[name], *(other[name] for other in others)) for name in names})


def audit_faults() -> list[str]:
    from io import StringIO

    said = StringIO()
    try:
        call_command("verify_audit", stdout=StringIO(), stderr=said)
    except SystemExit:
        return said.getvalue().splitlines()
    return []


def mail_faults(folder: Path) -> list[str]:
    """Each letter is sent once, also where every task is done twice as after a worker's death."""
    from cases.actions.send_email import send_email

    alone = OutgoingEmail.objects.filter(waits_for="")
    for _ in range(2):
        for pk in alone.values_list("pk", flat=True):
            send_email(pk)
    # Each letter says which it is; a file holds those of one connection.
    sent = [line for file in folder.glob("*.log") for line in file.read_text().splitlines() if line.startswith(ID)]
    return [f"{line} was sent {sent.count(line)} times" for line in sorted(set(sent)) if sent.count(line) > 1]


def submit(world: build.World) -> Callable[[], object]:
    from forms.actions.submit_submission import submit_submission

    draft = build.a_submission(world, "lsg-flen", "lsg-strangnas")
    return lambda: submit_submission(draft, draft.revision, world.writer)


def decide(world: build.World) -> Callable[[], object]:
    from datetime import date
    from decimal import Decimal

    from cases.actions.answer_assignment import answer_assignment

    turn = build.waiting(build.case_at_board(world, "lsg-flen"))
    given = {"decided_on": date(2014, 6, 12), "paragraph": "34", "granted": {2014: Decimal(610_000)}}
    return lambda: answer_assignment(turn, "bifall", by=world.board_chair, text="Styrelsen beviljar.", **given)


def move(world: build.World) -> Callable[[], object]:
    from decimal import Decimal

    from cases.actions.move_between_years import move_between_years
    from tests.builders.money import a_fund

    fund = a_fund(2014, 2015)
    given = {"from_year": 2014, "to_year": 2015, "amount": Decimal(5), "reference": "§ 7", "reason": "Senare start"}
    return lambda: move_between_years(fund, by=world.officer, **given)


def request(world: build.World) -> Callable[[], object]:
    from cases.actions.request_supplement import request_supplement

    turn = build.waiting(build.an_application(world, "lsg-flen"))
    return lambda: request_supplement(turn, by=world.flen_chair, sections=["budget"], question="Vad gäller för 2015?")


def supplement(world: build.World) -> Callable[[], object]:
    from forms.actions.submit_submission import submit_submission

    request(world)()
    opened = Submission.objects.get()
    return lambda: submit_submission(opened, opened.revision, world.writer)


def mail(world: build.World) -> Callable[[], object]:
    from cases.actions.send_email import send_email

    build.an_application(world, "lsg-flen")
    letter = OutgoingEmail.objects.order_by("pk").first()
    assert letter is not None
    return lambda: send_email(letter.pk)


ACTS = {"submit": submit, "decide": decide, "request": request, "supplement": supplement, "mail": mail, "move": move}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
