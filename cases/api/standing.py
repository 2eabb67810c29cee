"""What an act led to: where the case stands, the event in its trail, and the row that it made."""

from typing import Any

from cases.models import (
    Agreement,
    AgreementTermination,
    Assignment,
    CallOff,
    Case,
    Document,
    GrantedAmount,
    Handout,
    Message,
    Obligation,
    OutcomeReport,
    PaymentRequest,
    Recusal,
)
from forms.models import Submission


def stands(case: Case) -> dict[str, Any]:
    """Where the case stands now, and the last event of its trail."""
    case = Case.objects.get(pk=case.pk)
    event = case.events.get(seq=case.event_count)
    return {
        "number": case.number,
        "status": case.status,
        "stage": case.stage,
        "event": event.seq,
        "at": event.at.isoformat(),
        "sha256": event.sha256,
    }


def made_of(row: Any) -> dict[str, str] | None:
    """What was made, as the API calls it; None for an act that made nothing."""
    match row:
        case Submission():
            return {"kind": "submission", "id": str(row.uuid)}
        case Document():
            return {"kind": "document", "id": str(row.number)}
        case Agreement():
            return {"kind": "agreement", "id": str(row.number)}
        case AgreementTermination():
            return {"kind": "notice", "id": str(row.number)}
        case Handout():
            return {"kind": "handout", "id": str(row.pk)}
        case Message():
            return {"kind": "message", "id": str(row.pk)}
        case PaymentRequest():
            return {"kind": "payment", "id": str(row.number)}
        case OutcomeReport():
            return {"kind": "outcome", "id": str(row.number)}
        case CallOff():
            return {"kind": "call_off", "id": str(row.pk)}
        case Recusal():
            return {"kind": "recusal", "id": str(row.pk)}
        case Obligation():
            return {"kind": "obligation", "id": str(row.pk)}
        case Assignment():
            return {"kind": "turn", "id": str(row.pk)}
    return None


def number_of(row: Any) -> int:
    """What an address calls the row: its number in the case, or the year, or its own number."""
    match row:
        case Document() | PaymentRequest() | Agreement():
            return int(row.number)
        case GrantedAmount():
            return int(row.year)
    return int(row.pk)
