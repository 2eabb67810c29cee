"""What editors build pages of."""

from .goal import GoalBlock
from .text import CONTENT, ContactBlock, ReportBlock

__all__ = ["CONTENT", "ContactBlock", "GoalBlock", "ReportBlock"]
