"""Who: users, parties, municipalities, bodies and the roles that people hold in them."""

from .absence import Absence
from .body import Body, BodyKind, BodyMunicipality, Succession
from .event import PeopleEvent
from .mail import MailChoice
from .mandate import Mandate, Role
from .party import Party, PartyKind
from .payroll import PayrollOverhead
from .place import Municipality, Subregion
from .rotation import ChairTurn
from .token import AccessToken
from .user import User

__all__ = [
    "Absence",
    "AccessToken",
    "Body",
    "BodyKind",
    "BodyMunicipality",
    "ChairTurn",
    "MailChoice",
    "Mandate",
    "Municipality",
    "Party",
    "PartyKind",
    "PayrollOverhead",
    "PeopleEvent",
    "Role",
    "Subregion",
    "Succession",
    "User",
]
