"""The index of words in the order of characters, without which PostgreSQL goes through them all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0061_decisions_before_that_day")]

    operations = [
        migrations.AddIndex(
            model_name="caseword",
            index=models.Index(
                fields=["stem", "case"], name="cases_words_begun", opclasses=["varchar_pattern_ops", "int8_ops"]
            ),
        ),
        migrations.RemoveIndex(model_name="caseword", name="cases_word_cases"),
    ]
