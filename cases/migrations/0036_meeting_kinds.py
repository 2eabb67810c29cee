from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0035_what_a_grant_owes")]

    operations = [
        migrations.AlterField(
            model_name="meeting",
            name="kind",
            field=models.CharField(
                choices=[
                    ("meeting", "Meeting"),
                    ("planning_day", "Planning day"),
                    ("seminar", "Seminar"),
                    ("other", "Other meeting"),
                ],
                default="meeting",
                max_length=12,
                verbose_name="kind",
            ),
        ),
    ]
