"""Routes, cases, who must answer, what was decided, and the trail of it all."""

from .acting import Reason, Recusal
from .assignment import Assignment, Supplement
from .case import Case, CaseGroup, RegistrySeries
from .decision import Decision, GrantedAmount, Obligation
from .email import OutgoingEmail
from .event import CaseEvent
from .message import Message
from .money import Appropriation, Fund
from .route import Route, RouteVersion

__all__ = [
    "Appropriation",
    "Assignment",
    "Case",
    "CaseEvent",
    "CaseGroup",
    "Decision",
    "Fund",
    "GrantedAmount",
    "Message",
    "Obligation",
    "OutgoingEmail",
    "Reason",
    "Recusal",
    "RegistrySeries",
    "Route",
    "RouteVersion",
    "Supplement",
]
