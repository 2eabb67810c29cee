"""Who: users, parties, municipalities, bodies and the roles that people hold in them."""

from .body import Body, BodyKind, BodyMunicipality, Succession
from .mail import MailChoice
from .mandate import Mandate, Role
from .party import Party, PartyKind
from .payroll import PayrollOverhead
from .place import Municipality, Subregion
from .token import AccessToken
from .user import User

__all__ = [
    "AccessToken",
    "Body",
    "BodyKind",
    "BodyMunicipality",
    "MailChoice",
    "Mandate",
    "Municipality",
    "Party",
    "PartyKind",
    "PayrollOverhead",
    "Role",
    "Subregion",
    "Succession",
    "User",
]
