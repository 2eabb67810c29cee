"""Swedish is complete: every word that the code and the templates mark for translation has one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils.translation import trans_real

from tests.house.tree import APPS, ROOT, tracked

CATALOGUES = ("locale/sv/LC_MESSAGES/{}.po",)


@pytest.fixture(scope="module")
def marked(tmp_path_factory) -> dict[str, polib.POFile]:
    """What makemessages finds in a copy of the sources."""
    if shutil.which("xgettext") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("gettext is not installed: bin/tools says how")
    copy = tmp_path_factory.mktemp("sources")
    for path in tracked():
        relative = path.relative_to(ROOT)
        if relative.parts[0] in APPS and path.suffix in {".py", ".html", ".txt", ".js"}:
            (copy / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy / relative)
    (copy / "locale").mkdir()
    for domain, more in (("django", []), ("djangojs", ["--extension", "js"])):
        command = [sys.executable, "-m", "django", "makemessages", "--locale", "sv", "--domain", domain, *more]
        without_settings = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=copy, env=without_settings, check=True, capture_output=True)  # noqa: S603
    return {path.stem: polib.pofile(str(path)) for path in (copy / "locale").rglob("*.po")}


def ours(domain: str) -> list[tuple[Path, polib.POFile]]:
    return [
        (path, polib.pofile(str(path))) for pattern in CATALOGUES for path in sorted(ROOT.glob(pattern.format(domain)))
    ]


def translated(domain: str) -> set[tuple[str | None, str]]:
    return {
        (entry.msgctxt, entry.msgid) for _path, catalogue in ours(domain) for entry in catalogue.translated_entries()
    }


def by_others(entry: polib.POEntry) -> bool:
    """Whether Django, Wagtail or another application has the word already."""
    key = f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid
    catalogue = trans_real.translation("sv")._catalog
    return bool(catalogue.get(key) or (entry.msgid_plural and catalogue.get((key, 0))))


def test_every_marked_word_is_translated(marked):
    missing = [
        f"{entry.msgctxt or ''}|{entry.msgid} ({entry.occurrences[0][0] if entry.occurrences else ''})"
        for domain, catalogue in marked.items()
        for known in [translated(domain)]
        for entry in catalogue
        if (entry.msgctxt, entry.msgid) not in known and not by_others(entry)
    ]
    assert missing == [], "\n" + "\n".join(missing)


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_translation_is_a_guess_or_empty(domain):
    left = [
        f"{path.relative_to(ROOT)}: {entry.msgid}"
        for path, catalogue in ours(domain)
        for entry in (*catalogue.fuzzy_entries(), *catalogue.untranslated_entries())
    ]
    assert left == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_a_translation_has_the_placeholders_of_its_original(domain):
    import re

    placeholder = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
    differ = [
        f"{path.relative_to(ROOT)}: {entry.msgid}"
        for path, catalogue in ours(domain)
        for entry in catalogue
        for text in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if set(placeholder.findall(text)) - set(placeholder.findall(entry.msgid + entry.msgid_plural))
        or (not entry.msgid_plural and set(placeholder.findall(text)) != set(placeholder.findall(entry.msgid)))
    ]
    assert differ == []


def test_the_same_words_are_translated_the_same_way_everywhere():
    """The catalogues are read one over the other: two answers for one word would be chance."""
    seen: dict[tuple[str | None, str], set[str]] = {}
    for _path, catalogue in ours("django"):
        for entry in catalogue:
            seen.setdefault((entry.msgctxt, entry.msgid), set()).add(entry.msgstr or str(entry.msgstr_plural))
    assert {key: sorted(texts) for key, texts in seen.items() if len(texts) > 1} == {}


def test_english_is_complete_because_it_is_what_the_code_says(marked):
    """Every marked word is English as it stands, so English needs no catalogue that could lag behind."""
    swedish = [entry.msgid for catalogue in marked.values() for entry in catalogue if set("åäöÅÄÖ") & set(entry.msgid)]
    assert [text for text in swedish if "öre" not in text] == []


# The office writes its letters in Swedish whoever gets them, as it tells the system's keeper what it found;
# and what is shown when nothing else works asks for no translation.
SWEDISH_AS_IT_STANDS = ("cms/demo/", "cases/templates/cases/email/", "cms/templates/500.html", "/management/commands/")


def test_no_page_says_something_in_swedish_alone():
    import re

    spoken = re.compile(r">[^<>{}]*[åäöÅÄÖ]|=\"[^\"{}]*[åäöÅÄÖ]")
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in tracked()
        if path.relative_to(ROOT).parts[0] in APPS and path.suffix == ".html"
        if not any(place in str(path.relative_to(ROOT)) for place in SWEDISH_AS_IT_STANDS)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if spoken.search(line)
    ]
    assert found == []
