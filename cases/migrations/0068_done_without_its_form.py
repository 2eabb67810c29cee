"""An obligation says why the office took it as done without its form."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0067_tasks_handed_over")]

    operations = [
        migrations.AddField(
            model_name="obligation",
            name="done_reason",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.reason"
            ),
        ),
    ]
