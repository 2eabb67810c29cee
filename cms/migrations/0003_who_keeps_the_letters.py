"""Editors and the office change the texts of letters."""

from django.db import migrations

GROUPS = ("Redaktörer", "Kansli")
VERBS = ("add", "change", "view")


def allow(apps, schema_editor):
    kind, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="cases", model="messagetemplate"
    )
    for verb in VERBS:
        permission, _new = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind,
            codename=f"{verb}_messagetemplate",
            defaults={"name": f"Can {verb} message template"},
        )
        for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
            group.permissions.add(permission)


def back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*group.permissions.filter(codename__endswith="_messagetemplate"))


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_editors_and_office"),
        ("cases", "0019_letters_from_templates"),
    ]

    operations = [migrations.RunPython(allow, back)]
