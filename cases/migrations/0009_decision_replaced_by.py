"""A decision that a later one in the same case replaces."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_who_acts_and_why"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaces",
                to="cases.decision",
                verbose_name="replaced by",
            ),
        ),
    ]
