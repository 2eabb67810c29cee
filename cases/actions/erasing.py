"""Takes out of a case what disposal takes (cases.queries.erasable says what)."""

from cases.models import Case, Document, MeetingPackage, MessageFile, OutgoingEmail
from cases.queries.erasable import DELETED, EMPTIED, OF_ANSWERS, OF_CASE, ON_AGENDA, rows_of
from forms.models import StoredFile
from forms.models.printout import Printout


def erase(case: Case) -> tuple[dict[str, int], list[str]]:
    """Empty and delete, in the caller's transaction. Gives how many rows of each and the files to forget."""
    names = [
        *Document.objects.filter(case=case).exclude(file="").values_list("file", flat=True),
        *MessageFile.objects.filter(message__case=case).exclude(file="").values_list("file", flat=True),
        *rows_of(StoredFile, OF_ANSWERS, case).values_list("file", flat=True),
        *rows_of(Printout, OF_ANSWERS, case).exclude(file="").values_list("file", flat=True),
        *rows_of(MeetingPackage, ON_AGENDA, case).exclude(file="").values_list("file", flat=True),
    ]
    taken = {"files": len(names)}
    # A letter that gathered others keeps no words of theirs.
    gathered = list(OutgoingEmail.objects.filter(gathered__case=case).values_list("pk", flat=True))
    OutgoingEmail.objects.filter(pk__in=gathered).update(text="", html="")
    for model, to_case in DELETED.items():
        taken[model._meta.model_name or ""], _each = rows_of(model, to_case, case).delete()
    for each in EMPTIED:
        rows = rows_of(each.model, each.to_case, case)
        taken[each.model._meta.model_name or ""] = rows.update(**each.values)
    for name, value in OF_CASE.items():
        setattr(case, name, value)
    return {name: count for name, count in taken.items() if count}, names
