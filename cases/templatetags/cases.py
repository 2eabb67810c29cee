"""What only the templates of cases need."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from cases.domain.rewording import Pieces
from cases.domain.rewording import reworded as reworded_pieces
from forms.budget_words import basis_words, source_words
from forms.domain.budget import BudgetLine, FinancingRow
from forms.queries.changes import Change

register = template.Library()
MAY_BREAK = mark_safe("/<wbr>")


@register.filter
def of(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """`{{ totals|of:year }}`: nothing where there is nothing."""
    return (mapping or {}).get(key)


@register.filter
def names(bodies: Iterable[str]) -> SafeString:
    """Names with commas between; a line may break after a slash, as in Katrineholm/Vingåker."""
    return mark_safe(", ".join(MAY_BREAK.join(conditional_escape(name).split("/")) for name in bodies))  # noqa: S308


@register.filter
def who_pays(row: FinancingRow) -> str:
    return source_words(row.source, row.name)


@register.filter
def worked_out_for(line: BudgetLine, employers: Mapping[str, str]) -> list[str]:
    """How a salary was worked out, the employer first; nothing for other lines."""
    return basis_words(line, employers)


@register.filter
def reworded(change: Change) -> tuple[Pieces, Pieces]:
    """What a change took away and what it added, each in pieces; empty where that side was empty."""
    return reworded_pieces(change.before, change.after)
