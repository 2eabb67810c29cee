"""The day since which a decision lacks its agreement, and indexes of what is looked for among very many cases."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0059_lists_by_index")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="lacks_agreement_since",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("lacks_agreement_since__isnull", False)),
                fields=["case"],
                name="cases_decisions_not_agreed",
            ),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                condition=models.Q(("sent_on__isnull", False)),
                fields=["form", "span_to", "span_from"],
                name="cases_obligations_sent",
            ),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                condition=models.Q(("done_on", None), ("sent_on__isnull", False)),
                fields=["sent_on", "id"],
                name="cases_obligations_to_look_at",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["route_version", "period_to", "period_from"], name="cases_by_route_and_period"),
        ),
    ]
