"""Other systems are told of what happens in a group's year too, which happens in no case."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


def forget_what_is_of_no_case(apps, editor):
    """Going back: what was told of a year has no place any more."""
    apps.get_model("cases", "WebhookDelivery").objects.filter(event=None).delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0054_trail_of_money_stays")]

    operations = [
        migrations.AlterField(
            model_name="webhookdelivery",
            name="event",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="cases.caseevent",
                verbose_name="event",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_what_is_of_no_case),
        migrations.AddField(
            model_name="webhookdelivery",
            name="year_event",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="cases.yearevent",
                verbose_name="event of a year",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookdelivery",
            constraint=models.UniqueConstraint(
                fields=("webhook", "year_event"), name="cases_told_once_of_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookdelivery",
            constraint=models.CheckConstraint(
                condition=Q(event__isnull=False, year_event=None) | Q(event=None, year_event__isnull=False),
                name="cases_told_of_one_event",
            ),
        ),
    ]
