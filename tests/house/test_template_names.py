"""Where a dict lacks a key of the name of a method, a template finds the method instead, and shows it."""

import re

from .tree import ROOT, ours

METHODS = "|".join(sorted(name for name in dir(dict) if not name.startswith("_")))
SAID = re.compile(r"{[{%].*?[%}]}")
NAMED = re.compile(rf"\b[\w.]*\w\.(?:{METHODS})\b(?!\.)")
# Going through a dict is what the method is for.
PAIRS = re.compile(r"{% for \w+, \w+ in [\w.]+\.items(?: [\w ]+)? %}")
# Members of dataclasses and columns of models, which every one of them has.
MEMBERS = {"item.copy", "page.items", "part.items"}


def taken_for_methods(text: str) -> list[str]:
    said = [one for one in SAID.findall(text) if not PAIRS.fullmatch(one)]
    return [name for one in said for name in NAMED.findall(one) if name not in MEMBERS]


def test_no_template_names_what_a_dict_has_a_method_of():
    templates = [path for kind in ("*.html", "*.txt", "*.svg") for path in ours(kind)]
    assert len(templates) > 100
    found = {f"{path.relative_to(ROOT)}: {name}" for path in templates for name in taken_for_methods(path.read_text())}
    assert found == set()


def test_what_would_show_a_method_is_found():
    assert taken_for_methods("{{ row.copy }}{% if x.y.items %}{% url 'a' row.pop %}{{ row.get|default:'-' }}") == [
        "row.copy",
        "x.y.items",
        "row.pop",
        "row.get",
    ]
    assert (
        taken_for_methods("{% for year, sum in sums.items %}{{ row.copy_url }}{{ row.update.day }}{% endfor %}") == []
    )
