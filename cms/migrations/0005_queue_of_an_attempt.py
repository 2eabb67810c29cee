"""An attempt at a task says which queue's worker made it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0004_who_keeps_the_registry")]

    operations = [
        migrations.AddField(
            "taskattempt",
            "queue",
            models.CharField(blank=True, default="", max_length=100, verbose_name="queue"),
        )
    ]
