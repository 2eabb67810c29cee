"""The words that a case is found by: one row for each stem of its title, groups and open documents."""

from django.db import models


class CaseWord(models.Model):
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="words")
    stem = models.CharField(max_length=40, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "stem"], name="cases_word_once")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.stem}"
