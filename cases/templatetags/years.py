"""The year in words, for its pages."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.domain.following_up import Span
from cases.year_wording import MARKS, STATES, period_in_words

register = template.Library()


@register.filter
def state_name(state: str) -> str:
    return str(STATES[state])


@register.simple_tag
def state_mark(state: str) -> SafeString:
    """How it stands, in a word with its mark."""
    return format_html('<span class="mark {}">{}</span>', MARKS[state], STATES[state])


@register.filter
def period_name(span: Span | Any) -> str:
    return period_in_words(span)
