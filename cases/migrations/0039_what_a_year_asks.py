"""What the documents ask of every local group in a year; the association changes it in the administration."""

from django.db import migrations

# Key: name, who sees to it, what makes it done, and when.
HAPPENINGS = {
    "planeringsdag": {
        "name": "Planeringsdag",
        "help": "Gruppen planerar sitt år.",
        "fulfilled_by": "meeting",
        "meeting_kind": "planning_day",
        "month": 5,
        "day": 31,
        "opens_days": 90,
    },
    "inriktningsplan": {
        "name": "Inriktningsplan",
        "help": "Beslutas vid planeringsdagen och publiceras på gruppens sida.",
        "fulfilled_by": "page",
        "plan_kind": "direction",
        "month": 6,
        "day": 30,
    },
    "ordforande": {
        "name": "Ordförande för nästa år",
        "help": "Ordförandeskapet gäller ett år i taget.",
        "fulfilled_by": "chair",
        "due": "on_day_before",
        "month": 12,
        "day": 1,
        "opens_days": 90,
    },
    "turordning": {
        "name": "Turordning för ordförandeskapet framöver",
        "help": "Vilken part som har ordföranden därefter.",
        "fulfilled_by": "rotation",
        "due": "on_day_before",
        "month": 12,
        "day": 1,
        "opens_days": 90,
    },
    "aktivitetsplan": {
        "name": "Aktivitetsplan för halvåret",
        "help": "Processledaren föreslår den, grupperna antar den och kansliet fastställer den.",
        "fulfilled_by": "form",
        "form": "aktivitetsplan",
        "every": "half_year",
        "due": "on_day_before",
        "month": 6,
        "day": 15,
    },
    "lagesrapport": {
        "name": "Lägesrapport för halvåret",
        "help": "Godkänns av grupperna och skickas till förbundet.",
        "fulfilled_by": "form",
        "form": "lagesrapport",
        "every": "half_year",
        "due": "after_end",
        "days": 31,
        "opens_days": 45,
    },
    "seminarium": {
        "name": "Årligt seminarium",
        "help": "Hålls vid medlemsmötet. Någon från gruppen deltar.",
        "done_by": "chair",
        "fulfilled_by": "attendance",
        "meeting_kind": "seminar",
        "month": 11,
        "day": 30,
    },
}


def write_down(apps, editor):
    happening = apps.get_model("cases", "Happening")
    for key, values in HAPPENINGS.items():
        happening.objects.get_or_create(key=key, defaults=values)


def leave(apps, editor):
    """What somebody ticked stays with its happening, so only those without ticks go."""
    apps.get_model("cases", "Happening").objects.filter(key__in=HAPPENINGS, marks=None).delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0038_the_year")]

    operations = [migrations.RunPython(write_down, leave)]
