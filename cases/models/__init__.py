"""Routes, cases, who must answer, what was decided, and the trail of it all."""

from .acting import Reason, Recusal
from .agreement import Agreement, AgreementParty
from .agreement_template import AgreementTemplate
from .assignment import Assignment, Supplement
from .case import Case, CaseGroup, RegistrySeries
from .change import AmendedYear, Amendment, ChangeRequest
from .decision import Decision, GrantedAmount, Obligation
from .disposal import DisposalDecision, DisposalItem, DisposalRule, DisposedDraft
from .document import Document
from .email import OutgoingEmail
from .event import CaseEvent
from .follow_up import FollowUp
from .handout import Handout, HandoutItem
from .ledger import LedgerEntry
from .limit import AmountLimit
from .meeting import (
    ActionItem,
    Adjuster,
    AgendaItem,
    Attendance,
    Correction,
    Meeting,
    MeetingEvent,
    ParagraphSeries,
    PointRecusal,
)
from .message import Message, MessageReading
from .message_file import MessageFile
from .money import Appropriation, Fund, FundYear
from .money_event import MoneyEvent
from .outcome import OutcomeLine, OutcomeReport
from .package import MeetingPackage
from .payment import CallOff, PaymentLine, PaymentRequest
from .point_file import PointFile
from .published import PublishedMinutes, PublishedPoint
from .reply import KeptReply
from .route import Route, RouteVersion
from .search import CaseWord
from .secrecy import SecrecyGround, SecrecyMark
from .stage_form import StageForm
from .subscription import CalendarSubscription
from .template import MessageTemplate
from .termination import AgreementTermination
from .webhook import Webhook, WebhookDelivery
from .year import Happening, HappeningMark, YearEvent, YearTrail

__all__ = [
    "ActionItem",
    "Adjuster",
    "AgendaItem",
    "Agreement",
    "AgreementParty",
    "AgreementTemplate",
    "AgreementTermination",
    "AmendedYear",
    "Amendment",
    "AmountLimit",
    "Appropriation",
    "Assignment",
    "Attendance",
    "CalendarSubscription",
    "CallOff",
    "Case",
    "CaseEvent",
    "CaseGroup",
    "CaseWord",
    "ChangeRequest",
    "Correction",
    "Decision",
    "DisposalDecision",
    "DisposalItem",
    "DisposalRule",
    "DisposedDraft",
    "Document",
    "FollowUp",
    "Fund",
    "FundYear",
    "GrantedAmount",
    "Handout",
    "HandoutItem",
    "Happening",
    "HappeningMark",
    "KeptReply",
    "LedgerEntry",
    "Meeting",
    "MeetingEvent",
    "MeetingPackage",
    "Message",
    "MessageFile",
    "MessageReading",
    "MessageTemplate",
    "MoneyEvent",
    "Obligation",
    "OutcomeLine",
    "OutcomeReport",
    "OutgoingEmail",
    "ParagraphSeries",
    "PaymentLine",
    "PaymentRequest",
    "PointFile",
    "PointRecusal",
    "PublishedMinutes",
    "PublishedPoint",
    "Reason",
    "Recusal",
    "RegistrySeries",
    "Route",
    "RouteVersion",
    "SecrecyGround",
    "SecrecyMark",
    "StageForm",
    "Supplement",
    "Webhook",
    "WebhookDelivery",
    "YearEvent",
    "YearTrail",
]
