"""The words that a case is found by: one row for each stem of its title, groups and open documents."""

from django.db import models


class CaseWord(models.Model):
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="words")
    stem = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "stem"], name="cases_word_once")]
        # The case stands in it, so a common word is found without reading its rows. PostgreSQL finds the beginning of a
        # word by no other order than that of its characters, unless its whole database has it.
        indexes = [
            models.Index(
                fields=["stem", "case"], name="cases_words_begun", opclasses=["varchar_pattern_ops", "int8_ops"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.stem}"
