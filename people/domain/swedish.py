"""How amounts and dates are written in Swedish: hard spaces, decimal comma, en dash."""

from datetime import date, datetime
from decimal import Decimal

HARD_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"

MONTHS = {
    "sv": (
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def figures(amount: Decimal | int | None) -> str:
    """1547000 → "1 547 000"; decimals only where there are any, then at least two: "1 547,50"."""
    if amount is None:
        return ""
    return _written(Decimal(amount), least_decimals=2)


def kr(amount: Decimal | int | None) -> str:
    """1547000 → "1 547 000 kr", the unit held to the number by a hard space."""
    return "" if amount is None else f"{figures(amount)}{HARD_SPACE}kr"


def tkr(amount: Decimal | int | None) -> str:
    """An amount in kronor, written in thousands and never rounded: 387500 → "387,5 tkr"."""
    if amount is None:
        return ""
    return f"{_written(Decimal(amount).scaleb(-3), least_decimals=0)}{HARD_SPACE}tkr"


def day(on: date | None) -> str:
    """The day as registers write it: 2014-07-01."""
    if on is None:
        return ""
    return (on.date() if isinstance(on, datetime) else on).isoformat()


def long_day(on: date | None, language: str = "sv") -> str:
    """The day as running text writes it: 14 mars 2026, held together by hard spaces."""
    if on is None:
        return ""
    months = MONTHS.get(language, MONTHS["sv"])
    return HARD_SPACE.join((str(on.day), months[on.month - 1], str(on.year)))


def period(first: date | None, last: date | None) -> str:
    """Both days included: 2014-07-01–2016-06-30. An open end is left open; one day is a day."""
    if first == last:
        return day(first)
    return f"{day(first)}{EN_DASH}{day(last)}"


def _written(number: Decimal, *, least_decimals: int) -> str:
    sign = MINUS if number < 0 else ""
    whole, _, decimals = f"{abs(number):f}".partition(".")
    decimals = decimals.rstrip("0")
    if not decimals and whole.strip("0") == "":
        sign = ""
    grouped = f"{int(whole):,}".replace(",", HARD_SPACE)
    if not decimals:
        return f"{sign}{grouped}"
    return f"{sign}{grouped},{decimals.ljust(least_decimals, '0')}"
