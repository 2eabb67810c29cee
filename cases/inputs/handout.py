"""How each document of a hand-out goes out, and what is masked in one."""

import re
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain.masking import Masks, Passage
from cases.models import HandoutItem

from .office import GroundField

How = HandoutItem.How
# passage key, from, to: what the page's script writes for a marked stretch.
STRETCH = re.compile(r"([\w.]{1,120}):(\d{1,6})-(\d{1,6})")
MOST_STRETCHES = 500


class ItemInput(django_forms.Form):
    """One document; `upload` is a masked copy, for a file that the system cannot mask itself."""

    how = django_forms.ChoiceField(
        label=pgettext_lazy("handout", "How it goes out"), choices=How.choices, widget=django_forms.RadioSelect
    )
    ground = GroundField(label=_("Ground for what is kept back"))
    ground_text = django_forms.CharField(label=_("Another ground, or a note on it"), max_length=200, required=False)
    upload = django_forms.FileField(
        label=_("Masked copy"),
        help_text=_("Take the words away from the file and make a new PDF; black boxes over text can be lifted off."),
        required=False,
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, item: HandoutItem, has_text: bool, **kwargs: Any) -> None:
        initial = {"how": item.how, "ground": item.ground_id, "ground_text": item.ground_text}
        super().__init__(*args, **{"prefix": f"item{item.pk}", "initial": initial, **kwargs})
        self.item, self.has_text = item, has_text
        if has_text:
            del self.fields["upload"]


class MaskInput(django_forms.Form):
    words = django_forms.CharField(
        label=_("Words to mask wherever they stand"),
        help_text=_("One on each line: names, addresses, numbers. Large and small letters are the same."),
        max_length=20_000,
        required=False,
        widget=django_forms.Textarea(attrs={"rows": 6}),
    )


def masks_from(passages: tuple[Passage, ...], post: Any, words: str) -> Masks:
    """What was ticked, marked and written; a stretch outside its passage is cut at its ends."""
    lengths = {passage.key: len(passage.text) for passage in passages}
    ticked = frozenset(key for key in post.getlist("passage") if key in lengths)
    stretches: dict[str, list[tuple[int, int]]] = {}
    for said in post.getlist("stretch")[:MOST_STRETCHES]:
        found = STRETCH.fullmatch(said)
        if found is None or found[1] not in lengths:
            continue
        start, end = int(found[2]), min(int(found[3]), lengths[found[1]])
        if start < end and found[1] not in ticked:
            stretches.setdefault(found[1], []).append((start, end))
    lines = tuple(dict.fromkeys(line.strip() for line in words.splitlines() if line.strip()))
    return Masks(ticked, {key: tuple(sorted(set(each))) for key, each in stretches.items()}, lines)
