"""The registry of field kinds: a new kind is a new file here and one line below."""

from collections.abc import Mapping

from .body import BodyKind
from .budget_table import BudgetTable
from .calculated import Calculated
from .choice import Choice
from .consent import Consent
from .date import Date
from .decimal import Decimal
from .email import Email
from .files import Files
from .information import Information
from .integer import Integer
from .kind import Asked, Kind
from .long_text import LongText
from .money import Money
from .municipality import MunicipalityKind
from .organisation_number import OrganisationNumber
from .percent import Percent
from .period import PeriodKind
from .person import PersonKind
from .phone import Phone
from .rich_text import RichText
from .row_table import RowTable
from .text import Text
from .web_address import WebAddress
from .year import Year
from .yes_no import YesNo

_SIMPLE: tuple[Kind, ...] = (
    Text(),
    LongText(),
    Integer(),
    Money(),
    Date(),
    PeriodKind(),
    YesNo(),
    Choice(),
    BodyKind(),
    Files(),
    Information(),
    BudgetTable(),
    Email(),
    Phone(),
    WebAddress(),
    OrganisationNumber(),
    Decimal(),
    Percent(),
    Year(),
    Calculated(),
    Consent(),
    MunicipalityKind(),
    RichText(),
    PersonKind(),
)
_BY_NAME = {kind.name: kind for kind in _SIMPLE}

KINDS: Mapping[str, Kind] = _BY_NAME | {RowTable.name: RowTable(_BY_NAME)}


def kind_of(field: Asked) -> Kind:
    """The kind of a field or a column."""
    return KINDS[field.kind]
