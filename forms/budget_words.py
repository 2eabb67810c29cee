"""How the parts of a budget are said, on pages and in workbooks: who pays, and how a salary was worked out."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forms.domain.budget import BudgetLine
from forms.domain.kinds.decimal import with_comma
from forms.domain.kinds.money import figures
from forms.domain.numbers import plain
from forms.domain.payroll import SalaryBasis
from people.domain.swedish import HARD_SPACE, kr


def percent(rate: Decimal) -> str:
    return with_comma(Decimal(plain(rate)))


def worked_out(basis: SalaryBasis) -> str:
    """`40 000 × 12 = 480 000, PO 48,33 % = 231 984, summa 711 984 kr`."""
    posts = f" × {with_comma(basis.posts)}" if basis.posts != 1 else ""
    return _("%(monthly)s × %(months)s = %(salary)s, PO %(rate)s = %(overhead)s, sum %(total)s") % {
        "monthly": f"{figures(basis.monthly)}{posts}",
        "months": with_comma(basis.months),
        "salary": figures(basis.salary),
        "rate": f"{percent(basis.rate)}{HARD_SPACE}%",
        "overhead": figures(basis.overhead),
        "total": kr(basis.total),
    }


def basis_words(line: BudgetLine, employers: Mapping[str, str]) -> list[str]:
    """How a salary was worked out, year by year; the employer first, where it is said."""
    said = [f"{year}: {worked_out(basis)}" for year, basis in line.basis.items()]
    employer = employers.get(line.employer, line.employer)
    return [employer, *said] if employer and said else said


def source_words(source: str, name: str = "") -> str:
    words = {"applied": pgettext("financing", "Applied for"), "own": _("Own contribution")}
    return words.get(source, name)
