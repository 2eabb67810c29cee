"""A route: its parts, and the way from and to JSON; see docs/formats.md."""

from .loading import parse_route
from .structure import (
    APPROVING,
    FORWARD,
    REFUSING,
    ROLES,
    STAYING,
    Actor,
    Deadline,
    End,
    Lapsing,
    Limit,
    Message,
    Outcome,
    Quorum,
    Reads,
    RouteDefinition,
    Stage,
    Way,
)
from .writing import canonical, sha256, to_json

__all__ = [
    "APPROVING",
    "FORWARD",
    "REFUSING",
    "ROLES",
    "STAYING",
    "Actor",
    "Deadline",
    "End",
    "Lapsing",
    "Limit",
    "Message",
    "Outcome",
    "Quorum",
    "Reads",
    "RouteDefinition",
    "Stage",
    "Way",
    "canonical",
    "parse_route",
    "sha256",
    "to_json",
]
