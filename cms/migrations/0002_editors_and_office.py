"""Two groups of the administration: those who write pages and definitions, and the office."""

from django.db import migrations

EDITORS, OFFICE = "Redaktörer", "Kansli"
# Wagtail's own groups, made by its first migrations.
THEIRS, LESSER = "Moderators", "Editors"

EDITED = {
    ("forms", "form"): ["add", "change", "publish", "view", "lock", "unlock"],
    ("cases", "route"): ["add", "change", "publish", "view", "lock", "unlock"],
    ("home", "association"): ["change"],
}
KEPT = {
    ("people", "party"): ["add", "change", "view"],
    ("people", "municipality"): ["add", "change", "view"],
    ("people", "subregion"): ["add", "change", "view"],
    ("cases", "fund"): ["add", "change", "view"],
    ("cases", "appropriation"): ["add", "change", "view"],
}


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    # Theirs may already write and publish pages, images and documents.
    editors = Group.objects.filter(name=THEIRS).first() or Group.objects.create(name=EDITORS)
    Group.objects.filter(pk=editors.pk).update(name=EDITORS)
    Group.objects.filter(name=LESSER, user=None).delete()
    office, _new = Group.objects.get_or_create(name=OFFICE)
    for group, models in ((editors, EDITED), (office, KEPT)):
        group.permissions.add(_permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"))
        for (app, model), verbs in models.items():
            for verb in verbs:
                group.permissions.add(_permission(apps, app, model, f"{verb}_{model}", f"Can {verb} {model}"))


def _permission(apps, app, model, codename, name):
    """Permissions are made after all migrations; these are needed now."""
    kind, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    permission, _new = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": name}
    )
    return permission


def back(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name=EDITORS).update(name=THEIRS)
    Group.objects.filter(name=OFFICE).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_task_attempts"),
        ("home", "0005_start_page"),
        ("cases", "0004_where_a_stage_began_and_how_mail_went"),
        ("forms", "0003_when_things_were_written"),
        ("people", "0002_edit_bodies_with_their_parts"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(make_groups, back)]
