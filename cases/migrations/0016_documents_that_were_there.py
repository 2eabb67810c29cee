"""What was sent in, answered and decided before documents had numbers gets them, in the order that it happened."""

from django.db import migrations
from django.utils import timezone

from cases.domain.documents import attached_in


def register(apps, schema_editor):
    model = lambda app, name: apps.get_model(app, name)  # noqa: E731
    for case in model("cases", "Case").objects.filter(documents=None).iterator(chunk_size=200):
        papers = sorted(_papers(model, case), key=lambda paper: paper["registered_at"])
        model("cases", "Document").objects.bulk_create(
            model("cases", "Document")(case=case, number=number, **paper) for number, paper in enumerate(papers, 1)
        )


def _papers(model, case):
    groups = model("cases", "CaseGroup").objects.filter(case=case).order_by("pk")
    applicants = ", ".join(groups.values_list("body__name", flat=True))
    definition = case.route_version.definition
    outcomes = {
        (stage["key"], outcome["key"]): (stage, outcome) for stage in definition["stages"] for outcome in stage["outcomes"]
    }
    seen = set()
    sent = model("forms", "SubmissionRevision").objects.filter(submission=case.submission_id)
    for revision in sent.select_related("sent_by", "submission__version__form").order_by("number"):
        sender = (applicants or revision.sent_by.name)[:200]
        common = _moment(revision.sent_at, revision.sent_by_id) | {"direction": "in", "counterpart": sender}
        kind = "application" if revision.number == 1 else "supplement"
        yield common | {"kind": kind, "title": revision.submission.version.form.title, "revision": revision}
        files = model("forms", "StoredFile").objects.filter(uuid__in=attached_in(revision.answers))
        for file in files.filter(submission=case.submission_id).exclude(pk__in=seen).order_by("uploaded_at", "pk"):
            seen.add(file.pk)
            yield common | {"kind": "attachment", "title": file.name, "attachment": file}
    decisions = {each.assignment_id: each for each in model("cases", "Decision").objects.filter(case=case)}
    answered = model("cases", "Assignment").objects.filter(case=case, answered_at__isnull=False).exclude(outcome="")
    for turn in answered.select_related("body").order_by("answered_at", "pk"):
        stage, outcome = outcomes.get((turn.stage, turn.outcome), ({}, {}))
        yield _moment(turn.answered_at, turn.answered_by_id) | _answer(turn, stage, outcome, decisions, applicants)
    ends = {end["key"]: end["kind"] for end in definition["ends"]}
    if ends.get(case.end) == "withdrawn" and case.ended_at:
        yield _moment(case.ended_at, None) | {
            "direction": "in",
            "kind": "withdrawal",
            "title": "Återkallelse",
            "counterpart": applicants[:200],
        }


def _moment(at, by):
    return {"registered_at": at, "dated_on": timezone.localdate(at), "registered_by_id": by}


def _answer(turn, stage, outcome, decisions, applicants):
    label, decision = outcome.get("label", turn.outcome), decisions.get(turn.pk)
    if decision is not None:
        title = f"{label}, § {decision.paragraph}" if decision.paragraph else label
        return {
            "direction": "drawn_up",
            "kind": "decision",
            "title": title,
            "counterpart": turn.body.name,
            "decision": decision,
        }
    if outcome.get("kind") == "request_supplement":
        to = (applicants or turn.body.name)[:200]
        return {"direction": "out", "kind": "request", "title": label, "counterpart": to, "assignment": turn}
    decides = any(each.get("grants") for each in stage.get("outcomes", ()))
    return {
        "direction": "in" if turn.body.kind == "local_group" else "drawn_up",
        "kind": "proposal" if stage.get("role") == "director" and not decides else "opinion",
        "title": label,
        "counterpart": turn.body.name,
        "assignment": turn,
    }


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_words_of_cases")]

    operations = [migrations.RunPython(register, migrations.RunPython.noop, elidable=False)]
