"""Other systems are told of what is done with funds and amount limits too, which happens in no case."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

OF_ONE = (
    Q(event__isnull=False, year_event=None, money_event=None)
    | Q(event=None, year_event__isnull=False, money_event=None)
    | Q(event=None, year_event=None, money_event__isnull=False)
)


def forget_what_is_of_money(apps, editor):
    """Going back: what was told of a fund has no place any more."""
    apps.get_model("cases", "WebhookDelivery").objects.filter(event=None, year_event=None).delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0062_words_by_their_beginning")]

    operations = [
        migrations.RemoveConstraint(model_name="webhookdelivery", name="cases_told_of_one_event"),
        migrations.AddField(
            model_name="webhookdelivery",
            name="money_event",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="cases.moneyevent",
                verbose_name="event of money",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookdelivery",
            constraint=models.UniqueConstraint(fields=("webhook", "money_event"), name="cases_told_once_of_money"),
        ),
        migrations.AddConstraint(
            model_name="webhookdelivery",
            constraint=models.CheckConstraint(condition=OF_ONE, name="cases_told_of_one_event"),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_what_is_of_money),
    ]
