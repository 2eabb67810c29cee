"""Questions with one answer: text, numbers, days, choices, bodies, files."""

from typing import Any

from django.utils.translation import gettext as _

from forms.content import MOST_BYTES
from forms.domain.kinds import KINDS
from forms.domain.kinds.kind import Asked
from forms.domain.typed import is_unparsed, words

from .asking import Asking
from .box import Box, CalculatedBox, Choice, ChoiceBox, ConsentBox, FilesBox, InformationBox, PeriodBox, TextBox
from .files import entries


def scalar_box(asked: Asked, answer: Any, name: str, **common: Any) -> Box:
    """The box of a field or of a cell; `answer` is as stored."""
    text = KINDS[asked.kind].typed(answer, asked)
    common |= {"kind": asked.kind, "name": name, "label": asked.label, "text": text}
    match asked.kind:
        case "text":
            return TextBox(**common, max_length=asked.options["max_length"])
        case "long_text":
            return TextBox(**common, max_words=asked.options["max_words"], words=words(text))
        case "rich_text":
            hint = _(
                "An empty line begins a new paragraph. Begin lines with - for a list. Write **bold** and *italics*."
            )
            return TextBox(**common, max_words=asked.options["max_words"], words=words(text), hint=hint)
        case "consent":
            return consent_box(asked, answer, **common)
        case "period" if not common.get("is_cell"):
            return PeriodBox(**common, hint=_("Write the days as 2014-07-01."))
        case "date" if not common.get("is_cell"):
            return Box(**common, hint=_("Write the day as 2014-07-01."))
        case "yes_no":
            return yes_no_box(answer, **common)
        case "choice":
            return choice_box(asked, answer, **common)
    return Box(**common)


def consent_box(asked: Asked, answer: Any, **common: Any) -> ConsentBox:
    base = f"id_{common['name'].replace('.', '-')}"
    agree = Choice(key="ja", label=_("Yes, I agree"), id=base, chosen=answer is True)
    return ConsentBox(**common, choices=[agree], is_multiple=True, information=asked.options["text"])


def yes_no_box(answer: Any, **common: Any) -> ChoiceBox:
    base = f"id_{common['name'].replace('.', '-')}"
    return ChoiceBox(
        **common,
        choices=[
            Choice(key="ja", label=_("Yes"), id=base, chosen=answer is True),
            Choice(key="nej", label=_("No"), id=f"{base}-nej", chosen=answer is False),
        ],
    )


def choice_box(asked: Asked, answer: Any, **common: Any) -> ChoiceBox:
    options = [(option.key, option.label) for option in asked.options["options"]]
    select = asked.options["style"] == "select" and not asked.options["multiple"]
    return chosen_from(options, answer, is_multiple=asked.options["multiple"], is_select=select, **common)


def calculated_box(asked: Asked, value: Any, name: str, **common: Any) -> CalculatedBox:
    """`value` is what was worked out; None says that something is missing."""
    common["is_posted"] = False
    text = "" if value is None else KINDS[asked.kind].format(value, asked)
    return CalculatedBox(**common, kind=asked.kind, name=name, label=asked.label, text=text)


def body_box(asked: Asked, answer: Any, asking: Asking, **common: Any) -> ChoiceBox:
    """The bodies of the kind that are valid today, and those already chosen."""
    kind = asked.options["body_kind"]
    options = [(body.key, body.name) for body in asking.bodies if body.kind == kind]
    common |= {"kind": asked.kind, "name": asked.key, "label": asked.label}
    multiple = asked.options["multiple"]
    return chosen_from(options, answer, is_multiple=multiple, is_select=not multiple and len(options) > 8, **common)


def person_box(asked: Asked, answer: Any, asking: Asking, **common: Any) -> ChoiceBox:
    """A list to choose from by keyboard or on a phone; who was chosen before stays, by the name of then."""
    chosen = KINDS[asked.kind].typed(answer, asked)
    number = chosen.partition(" ")[0]
    options = []
    for holder in asking.persons.get(asked.key, ()):
        key = chosen if str(holder.id) == number else f"{holder.id} {holder.name}"
        options.append((key, f"{holder.name} ({holder.seats})"))
    if chosen and chosen not in dict(options):
        value = KINDS[asked.kind].read(answer, asked).value
        options.append((chosen, value.name or _("Unknown person") if value else chosen))
    if not options:
        common["hint"] = _("There is nobody to choose yet: first say which bodies apply.")
    common |= {"kind": asked.kind, "name": asked.key, "label": asked.label}
    return chosen_from(options, chosen, is_multiple=False, is_select=True, **common)


def municipality_box(asked: Asked, answer: Any, asking: Asking, **common: Any) -> ChoiceBox:
    options = [(municipality.code, municipality.name) for municipality in asking.municipalities]
    common |= {"kind": asked.kind, "name": asked.key, "label": asked.label}
    multiple = asked.options["multiple"]
    return chosen_from(options, answer, is_multiple=multiple, is_select=not multiple and len(options) > 8, **common)


def chosen_from(options: list[tuple[str, str]], answer: Any, **common: Any) -> ChoiceBox:
    if is_unparsed(answer):
        answer = answer["unparsed"]
    chosen = [str(key) for key in answer] if isinstance(answer, list) else [str(answer)] if answer else []
    known = {key for key, _label in options}
    options = [*options, *((key, key) for key in chosen if key not in known)]
    base = f"id_{common['name'].replace('.', '-')}"
    return ChoiceBox(
        **common,
        choices=[
            # The first has the id that errors link to.
            Choice(key=key, label=label, id=base if place == 0 else f"{base}-{place}", chosen=key in chosen)
            for place, (key, label) in enumerate(options)
        ],
    )


def files_box(asked: Asked, answer: Any, **common: Any) -> FilesBox:
    files = entries(answer)
    types = asked.options["types"]
    return FilesBox(
        **common | {"is_posted": False},
        kind=asked.kind,
        name=asked.key,
        label=asked.label,
        files=files,
        room=len(files) < asked.options["maximum"],
        accept=",".join(f".{type_}" for type_ in types),
        hint=_("Types: %(types)s. At most %(size)s MB each.")
        % {"types": ", ".join(types), "size": MOST_BYTES // 1024**2},
    )


def information_box(asked: Asked, **common: Any) -> InformationBox:
    common["is_posted"] = False
    text = asked.options["text"]
    return InformationBox(**common, kind=asked.kind, name=asked.key, label=asked.label, information=text)
