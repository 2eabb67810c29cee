"""What people type about a case, checked before an action is asked to act on it."""

from .answer import AnswerInput
from .decision import DecisionInput
from .fields import AmountField, DayField
from .message import MessageInput
from .supplement import SupplementInput
from .withdrawal import WithdrawalInput

__all__ = [
    "AmountField",
    "AnswerInput",
    "DayField",
    "DecisionInput",
    "MessageInput",
    "SupplementInput",
    "WithdrawalInput",
]
