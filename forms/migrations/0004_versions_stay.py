"""The database refuses to change or delete a published form."""

from django.db import migrations

from forms.triggers import FORM_VERSIONS


class Migration(migrations.Migration):
    dependencies = [("forms", "0003_when_things_were_written")]

    operations = [FORM_VERSIONS.as_operation()]
