"""An attempt at a task says until when its worker is taken to be alive."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0005_queue_of_an_attempt")]

    operations = [
        migrations.AddField(
            "taskattempt",
            "held_until",
            models.DateTimeField(blank=True, null=True, verbose_name="held until"),
        )
    ]
