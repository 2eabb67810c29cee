"""What the office does with a case as a file: registers, marks, names, closes, archives."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.actions.archive_case import archive_case, take_out_of_archive
from cases.actions.close_case import close_case, undo_closing
from cases.actions.lift_secrecy import lift_secrecy
from cases.actions.mark_secret import mark_secret
from cases.actions.name_publicly import name_publicly
from cases.actions.register_document import register_document
from cases.errors import CaseError
from cases.inputs.office import DocumentInput, PublicTitleInput, ReasonInput, SecrecyInput
from cases.models import Case, Document, SecrecyMark
from cases.queries.case_page import CasePage
from people.models import User

from .kinds import Done, Move, Posted, confirm
from .turns import is_office
from .whole import alone

ONLY_THE_OFFICE = gettext_lazy("Only the association's office keeps the register.")


def _filing(page: CasePage, thing: Any) -> str:
    return reverse("cases:filing", args=[page.case.number])


def _reason_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> ReasonInput:
    return ReasonInput(posted, auto_id="shelf_%s")


def _shelving(
    key: str, name: Promise, said: Promise, act: Callable[..., Case], is_open: Callable[[Case], bool], *, reason: bool
) -> Move:
    def do(page: CasePage, thing: Any, form: Any, by: User) -> Done:
        act(page.case, by=by, **form.cleaned_data)
        return Done(str(said))

    return Move(
        key=key,
        name=name,
        why_not=ONLY_THE_OFFICE,
        may=is_office,
        open_to=lambda page: alone(page.found.is_office and page.case.disposed_on is None and is_open(page.case)),
        page=_filing,
        form=_reason_form if reason else confirm,
        do=do,
    )


CLOSE = _shelving(
    "close",
    gettext_lazy("Close the case"),
    gettext_lazy("The case is closed."),
    close_case,
    lambda case: case.status == Case.Status.ENDED and case.closed_on is None,
    reason=False,
)
UNDO_CLOSING = _shelving(
    "undo_closing",
    gettext_lazy("Open it again"),
    gettext_lazy("The case is open again."),
    undo_closing,
    lambda case: case.closed_on is not None and case.archived_on is None,
    reason=True,
)
ARCHIVE = _shelving(
    "archive",
    pgettext_lazy("verb", "Archive"),
    gettext_lazy("The case is in the archive."),
    archive_case,
    lambda case: case.closed_on is not None and case.archived_on is None,
    reason=False,
)
TAKE_OUT = _shelving(
    "take_out",
    gettext_lazy("Take out of the archive"),
    gettext_lazy("The case is taken out of the archive."),
    take_out_of_archive,
    lambda case: case.archived_on is not None,
    reason=True,
)
SHELVING = (CLOSE, UNDO_CLOSING, ARCHIVE, TAKE_OUT)


def _title_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> PublicTitleInput:
    return PublicTitleInput(posted, initial={"title": page.case.public_title})


def _name(page: CasePage, thing: Any, form: PublicTitleInput, by: User) -> Done:
    name_publicly(page.case, title=form.cleaned_data["title"], by=by)
    return Done(_("The public title is saved."))


def _document_form(page: CasePage, thing: Any, posted: Posted, files: Any = None) -> DocumentInput:
    return DocumentInput(posted, files, initial={"dated_on": page.on})


def _register(page: CasePage, thing: Any, form: DocumentInput, by: User) -> Done:
    document = register_document(page.case, by=by, **form.cleaned_data)
    return Done(_("Registered as %(reference)s.") % {"reference": document.reference}, document)


def _mark_form(page: CasePage, document: Document | None, posted: Posted, files: Posted = None) -> SecrecyInput:
    return SecrecyInput(posted, of_document=document is not None)


def _mark(page: CasePage, document: Document | None, form: SecrecyInput, by: User) -> Done:
    mark_secret(page.case, document=document, by=by, **form.cleaned_data)
    return Done(_("The mark is set."))


def _lift_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> ReasonInput:
    return ReasonInput(posted)


def standing_mark(page: CasePage, document: Document | None) -> SecrecyMark | None:
    marks = SecrecyMark.objects.filter(case=page.case, document=document, lifted_at=None)
    return marks.select_related("ground").first()


def _lift(page: CasePage, document: Document | None, form: ReasonInput, by: User) -> Done:
    mark = standing_mark(page, document)
    if mark is None:
        raise CaseError("not_marked")
    lift_secrecy(mark, by=by, reason=form.cleaned_data["reason"])
    return Done(_("The mark is lifted."))


def _secrecy(page: CasePage, document: Document | None) -> str:
    if document is None:
        return reverse("cases:secrecy", args=[page.case.number])
    return reverse("cases:document_secrecy", args=[page.case.number, document.number])


def _documents(page: CasePage, *, marked: bool) -> list[Document]:
    return [each for each in page.documents if bool(each.secrecy) == marked] if page.found.is_office else []


NAME_PUBLICLY = Move(
    key="name_publicly",
    name=gettext_lazy("Choose the title in the public register"),
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=lambda page: alone(page.found.is_office),
    page=_filing,
    form=_title_form,
    do=_name,
)
REGISTER_DOCUMENT = Move(
    key="register_document",
    name=gettext_lazy("Register a document"),
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=lambda page: alone(page.found.is_office and page.case.archived_on is None),
    page=lambda page, thing: reverse("cases:register_document", args=[page.case.number]),
    form=_document_form,
    do=_register,
)
MARK_SECRET = Move(
    key="mark_secret",
    name=gettext_lazy("Mark the case as secret"),
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=lambda page: alone(page.found.is_office and not page.case.secret),
    page=_secrecy,
    form=_mark_form,
    do=_mark,
)
LIFT_SECRECY = Move(
    key="lift_secrecy",
    name=gettext_lazy("Lift the mark of secrecy"),
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=lambda page: alone(page.found.is_office and page.case.secret),
    page=_secrecy,
    form=_lift_form,
    do=_lift,
)
MARK_DOCUMENT = Move(
    key="mark_document_secret",
    name=gettext_lazy("Mark as secret"),
    about="document",
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=lambda page: _documents(page, marked=False),
    page=_secrecy,
    form=_mark_form,
    do=_mark,
)
LIFT_DOCUMENT = Move(
    key="lift_document_secrecy",
    name=gettext_lazy("Lift the mark of secrecy"),
    about="document",
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=lambda page: _documents(page, marked=True),
    page=_secrecy,
    form=_lift_form,
    do=_lift,
)
