"""The office keeps the grounds for secrecy and the rules of disposal."""

from django.db import migrations

OFFICE = "Kansli"
KEPT = ("secrecyground", "disposalrule")
VERBS = ("add", "change", "view")


def allow(apps, schema_editor):
    for model in KEPT:
        kinds = apps.get_model("contenttypes", "ContentType").objects
        kind, _new = kinds.get_or_create(app_label="cases", model=model)
        for verb in VERBS:
            permission, _new = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
            )
            for group in apps.get_model("auth", "Group").objects.filter(name=OFFICE):
                group.permissions.add(permission)


def back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name=OFFICE):
        group.permissions.remove(*group.permissions.filter(content_type__model__in=KEPT))


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_who_keeps_the_letters"),
        ("cases", "0025_drafts_are_looked_at_daily"),
    ]

    operations = [migrations.RunPython(allow, back)]
