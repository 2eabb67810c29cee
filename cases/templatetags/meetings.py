"""How proposals and decisions are read: the att clauses as a list."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
ATT = ("att ", "Att ", "- att ", "– att ", "• att ")


@register.filter
def att_clauses(text: str) -> SafeString:
    """Lines that begin with "att" become a list, the others stay as they were written."""
    parts: list[SafeString] = []
    clauses: list[str] = []
    for line in [*(text or "").strip().splitlines(), ""]:
        if line.strip().startswith(ATT):
            clauses.append(line.strip().lstrip("-–• "))
            continue
        if clauses:
            parts.append(
                format_html('<ul class="att">{}</ul>', format_html_join("", "<li>{}</li>", ([c] for c in clauses)))
            )
            clauses = []
        if line.strip():
            parts.append(format_html("<span>{}</span>", line) if not parts else format_html("<br>{}", line))
    return format_html_join("", "{}", ([part] for part in parts))
