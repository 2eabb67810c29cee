"""Closing, archiving, disposal and secrecy of a case, and what the public register calls it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_decision_replaced_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="archived_on",
            field=models.DateField(blank=True, null=True, verbose_name="archived"),
        ),
        migrations.AddField(
            model_name="case",
            name="closed_on",
            field=models.DateField(blank=True, null=True, verbose_name="closed by the office"),
        ),
        migrations.AddField(
            model_name="case",
            name="disposed_on",
            field=models.DateField(blank=True, null=True, verbose_name="disposed of"),
        ),
        migrations.AddField(
            model_name="case",
            name="public_title",
            field=models.CharField(blank=True, max_length=200, verbose_name="public title"),
        ),
        migrations.AddField(
            model_name="case",
            name="secret",
            field=models.BooleanField(default=False, verbose_name="secrecy"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["archived_on", "closed_on"], name="cases_by_shelf"),
        ),
    ]
