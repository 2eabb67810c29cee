"""What was sent back is found by its day, among all that is owed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0068_done_without_its_form")]

    operations = [
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                condition=models.Q(("done_on", None), ("returned_on__isnull", False)),
                fields=["due_on", "id"],
                name="cases_obligations_sent_back",
            ),
        ),
    ]
