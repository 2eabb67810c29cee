"""The sections of OSL that an association meets most; the office adds its own."""

from django.db import migrations

GROUNDS = {
    "OSL 18:8": "Säkerhets- och bevakningsåtgärder",
    "OSL 19:3": "Upphandling",
    "OSL 21:1": "Hälsa och sexualliv",
    "OSL 21:3": "Förföljda personer",
    "OSL 21:7": "Behandling i strid med dataskyddsregler",
    "OSL 25:1": "Hälso- och sjukvård",
    "OSL 26:1": "Socialtjänst",
    "OSL 28:1": "Försäkringskassan",
    "OSL 28:11": "Arbetsmarknadspolitisk verksamhet",
    "OSL 31:16": "Affärsförbindelse med en myndighet",
}


def add(apps, schema_editor):
    ground = apps.get_model("cases", "SecrecyGround")
    for section, name in GROUNDS.items():
        ground.objects.get_or_create(section=section, defaults={"name": name})


def take_away(apps, schema_editor):
    """Those that no mark stands on; a ground that was used stays with its mark."""
    used = apps.get_model("cases", "SecrecyMark").objects.exclude(ground=None).values("ground")
    apps.get_model("cases", "SecrecyGround").objects.filter(section__in=GROUNDS).exclude(pk__in=used).delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_documents_that_were_there")]

    operations = [migrations.RunPython(add, take_away)]
