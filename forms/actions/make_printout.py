"""Make a paper that was asked for."""

from django.core.files.base import ContentFile
from django.utils import translation

from forms.models import Printout
from forms.paper.submission import paper_of_draft, paper_of_revision, reference_of
from forms.queries.draft import Draft


def make_printout(printout_id: int) -> str:
    """Its state. Safe to repeat: what is made stays as it is."""
    asked = Printout.objects.select_related("submission__version__form", "sent").filter(pk=printout_id).first()
    if asked is None or asked.state == Printout.State.MADE:
        return asked.state if asked else "gone"
    try:
        with translation.override(asked.language):
            content = _content(asked)
    except Exception:
        Printout.objects.filter(pk=asked.pk).update(state=Printout.State.FAILED)
        raise
    asked.file.save("", ContentFile(content), save=False)
    asked.state = Printout.State.MADE
    asked.save(update_fields=["file", "state"])
    return str(asked.state)


def _content(asked: Printout) -> bytes:
    draft = Draft(asked.submission)
    paper = (
        paper_of_revision(asked.sent)
        if asked.sent
        else paper_of_draft(asked.submission, draft.definition, draft.evaluation)
    )
    return paper.made(reference=reference_of(asked.submission))
