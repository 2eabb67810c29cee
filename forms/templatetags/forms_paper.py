"""What only paper asks for: how wide the columns of a table are."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from forms.queries.reading import ReadAnswer
from people.paper.columns import ColumnText, shares

register = template.Library()


@register.simple_tag
def paper_columns(answer: ReadAnswer) -> SafeString:
    """Of a table of rows."""
    return _group([_column(answer, column) for column in answer.columns])


@register.simple_tag
def paper_amounts(
    lines: Sequence[Mapping[str, Any]], years: Sequence[int], sums: Sequence[Mapping[str, Any]] = ()
) -> SafeString:
    """Of a budget: what each line is called, an amount for each year, and the sum."""
    said = ColumnText([text for line in lines for text in (line["label"], line.get("measure") or "")])
    by_year = [
        ColumnText([str(year), *(line["amounts"][place]["text"] for line in lines), *_at(sums, place)], wraps=False)
        for place, year in enumerate(years)
    ]
    total = ColumnText([f"{line['total']} kr" for line in lines] + ["00 000 000 kr"], wraps=False)
    return _group([said, *by_year, total])


def _at(sums: Sequence[Mapping[str, Any]], place: int) -> list[str]:
    return [sums[place]["text"]] if sums else []


def _column(answer: ReadAnswer, column: Mapping[str, Any]) -> ColumnText:
    cells = [cell for row in answer.rows for cell in row if cell["key"] == column["key"]]
    texts = [*column["label"].split(), *(cell["text"] for cell in cells)]
    return ColumnText(texts, wraps=not (column["is_number"] or any(cell["is_date"] for cell in cells)))


def _group(columns: Sequence[ColumnText]) -> SafeString:
    drawn = format_html_join("", '<col style="width: {}%">', ((share,) for share in shares(columns)))
    return format_html("<colgroup>{}</colgroup>", drawn)
