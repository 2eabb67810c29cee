"""A route in words: each stage as short plain sentences, beside its picture."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.blocks.messages import MOMENTS, READERS
from cases.models import MessageTemplate
from cases.sentences import joined, quoted
from cases.way_sentences import Limits, condition_sentence, limits_by_key, named_stages, ways_of, ways_sentence
from forms.gallery import READY
from forms.models import Form, FormVersion
from forms.sentences import Fields, fields_by_key
from people.models import Body, Role

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """What keys are called: bodies, stages and ends, fields of the form, limits, forms, templates of letters."""

    bodies: Mapping[str, str]
    places: Mapping[str, str]
    fields: Fields
    limits: Limits
    forms: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)

    def who(self, stage: Json) -> str:
        """Who answers at a stage: “Chair in each applying group”."""
        actor = stage["actor"]
        where = {
            "applicants": _("each applying group"),
            "body": self.bodies.get(actor.get("body", ""), actor.get("body") or "…"),
            "answer": _("the bodies named in “%(field)s”") % {"field": self._field(actor.get("field"))},
            "office": _("the office"),
        }.get(actor["kind"], "…")
        role = dict(Role.choices).get(stage["role"], stage["role"])
        return _("%(role)s in %(where)s") % {"role": role, "where": where}

    def _field(self, key: str | None) -> str:
        return str(self.fields.get(key or "", {}).get("label") or key or "…")

    def way(self, way: Json, alone: bool) -> str:
        """When a way is taken, as it stands on its arrow."""
        said = condition_sentence(way.get("when"), self.fields, self.limits)
        if said:
            return _("if {condition}").format(condition=said)
        return "" if alone else _("otherwise")

    def leads(self, outcome: Json) -> str:
        return ways_sentence(outcome.get("to"), self.places, self.fields, self.limits)

    def chooses(self, outcome: Json) -> bool:
        return len(ways_of(outcome.get("to"))) > 1


class Names:
    """The names that stand in the database today, each kind read once for all that is told on a page."""

    def __init__(self) -> None:
        self._sources: dict[str, Json] = {}

    @cached_property
    def bodies(self) -> dict[str, str]:
        return dict(Body.objects.values_list("key", "name"))

    @cached_property
    def forms(self) -> dict[str, str]:
        """Those of the gallery too: a ready route names what the site may not have yet."""
        ready = {one.name: str(one.title) for one in READY}
        return ready | dict(Form.objects.values_list("key", "title"))

    @cached_property
    def templates(self) -> dict[str, str]:
        return dict(MessageTemplate.objects.values_list("key", "name"))

    def source(self, key: str) -> Json:
        """The definition in force of the form with the key."""
        if key not in self._sources:
            version = FormVersion.objects.filter(form__key=key).order_by("-number").first()
            self._sources[key] = version.raised if version else {"sections": []}
        return self._sources[key]


def words_of(definition: Json, names: Names | None = None) -> Words:
    names = names or Names()
    source = names.source(definition["opens_with"])
    return Words(
        bodies=names.bodies,
        places={place["key"]: place["title"] for place in [*definition["stages"], *definition["ends"]]},
        fields=fields_by_key(source),
        limits=limits_by_key(definition),
        forms=names.forms,
        templates=names.templates,
        sections={section["key"]: section["title"] for section in source["sections"]},
    )


def told(stage: Json, words: Words) -> dict[str, Any]:
    return {
        **stage,
        "who": words.who(stage),
        "sentences": list(_sentences(stage, words)),
        "outcomes": [
            {**outcome, "leads": words.leads(outcome), "more": list(_more(outcome, words))}
            for outcome in stage["outcomes"]
        ],
    }


def _sentences(stage: Json, words: Words) -> Iterator[str]:
    yield from how_many(stage)
    if stage.get("one_refusal_settles"):
        yield _("One refusal settles it.")
    yield from by_when(stage)
    if stage.get("form"):
        yield _("“%(form)s” is filled in before the answer is given.") % {
            "form": words.forms.get(stage["form"], stage["form"])
        }
    if stage.get("agreement"):
        yield _("The agreement is drawn up here, and the stage is answered when all have signed.")
    for message in stage.get("messages") or ():
        yield letter(stage, message, words)


def how_many(stage: Json) -> Iterator[str]:
    answers = stage.get("answers") or {"rule": "all"}
    if stage["actor"]["kind"] not in ("applicants", "answer"):
        return
    yield {
        "all": _("All of them must answer yes."),
        "majority": _("More than half of them must answer yes."),
        "any": _("It is enough that one of them answers yes."),
        "at_least": _("At least %(n)s of them must answer yes, or all where they are fewer.") % {"n": answers.get("n")},
    }.get(answers["rule"], "")


def by_when(stage: Json) -> Iterator[str]:
    deadline = stage.get("deadline")
    if not deadline:
        return
    days = deadline["days"]
    if deadline.get("unit") == "working":
        yield ngettext(
            "Must answer within %(days)s working day.", "Must answer within %(days)s working days.", days
        ) % {"days": days}
    else:
        yield ngettext("Must answer within %(days)s day.", "Must answer within %(days)s days.", days) % {"days": days}
    before, after = stage.get("remind_days_before") or (), stage.get("remind_days_after") or (1,)
    if before:
        told = _days(before, reverse=True), _days(after)
        yield _("Reminded %(before)s before and %(after)s after the last day.") % {"before": told[0], "after": told[1]}
    else:
        yield _("Reminded %(after)s after the last day.") % {"after": _days(after)}


def _days(numbers: Iterable[int], *, reverse: bool = False) -> str:
    """ "7 och 2 dagar", "1 dag"."""
    listed = sorted(numbers, reverse=reverse)
    words = joined([str(number) for number in listed])
    return ngettext("%(days)s day", "%(days)s days", listed[-1]) % {"days": words}


def letter(stage: Json, message: Json, words: Words) -> str:
    reader = dict(READERS).get(message["to"], message["to"])
    if message["to"] == "body":
        reader = words.bodies.get(message.get("body", ""), message.get("body", "…"))
    moment = str(dict(MOMENTS).get(message["on"], message["on"]))
    if message["on"] == "outcome":
        labels = {outcome["key"]: outcome["label"] for outcome in stage["outcomes"]}
        moment = _("When the answer is “%(answer)s”") % {"answer": labels.get(message.get("outcome", ""), "…")}
    return _("%(moment)s: “%(letter)s” to %(reader)s.") % {
        "moment": moment,
        "letter": words.templates.get(message["template"], message["template"]),
        "reader": str(reader)[:1].lower() + str(reader)[1:] if message["to"] != "body" else reader,
    }


def _more(outcome: Json, words: Words) -> Iterator[str]:
    """What an answer asks for and opens."""
    if outcome.get("needs_reason"):
        yield _("a reason must be given")
    if outcome.get("pays"):
        yield _("what is granted is taken out of the fund and paid at once")
    yield from lapses(outcome, words)
    if outcome.get("sections"):
        names = ", ".join(words.sections.get(key, key) for key in outcome["sections"])
        yield _("may open: %(sections)s") % {"sections": names}


def lapses(outcome: Json, words: Words) -> Iterator[str]:
    """Whom a supplement has asked again."""
    if outcome["kind"] != "request_supplement":
        return
    named = quoted([words.places.get(key, key) for key in named_stages(outcome)])
    yield {
        "stage": _("when it has come in all at the stage answer again"),
        "all": _("when it has come in the case starts over: all answers lapse"),
        "from": _("when it has come in all from %(stages)s on answer again"),
        "stages": _("when it has come in %(stages)s answer again, and then this stage; other answers stand"),
    }.get(outcome.get("lapses", ""), _("when it has come in only the one who asked answers again")) % {"stages": named}
