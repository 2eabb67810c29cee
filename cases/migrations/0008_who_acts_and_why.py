"""Who acts in a turn beside the role, who is recused, and the words of why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_withdrawal_reason"),
        ("people", "0003_access_tokens"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="what")),
                ("text", models.TextField(verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "reason",
                "verbose_name_plural": "reasons",
                "ordering": ["case", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(blank=True, max_length=60, verbose_name="stage")),
                ("reason", models.TextField(verbose_name="reason")),
                ("noted_at", models.DateTimeField(verbose_name="noted")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="lifted")),
            ],
            options={
                "verbose_name": "recusal",
                "verbose_name_plural": "recusals",
                "ordering": ["case", "pk"],
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="delegate",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="turns_delegated",
                to=settings.AUTH_USER_MODEL,
                verbose_name="delegated to",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="delegated_until",
            field=models.DateField(blank=True, null=True, verbose_name="delegated until"),
        ),
        migrations.AddField(
            model_name="assignment",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="turns_given",
                to=settings.AUTH_USER_MODEL,
                verbose_name="given to",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="rests_until",
            field=models.DateField(blank=True, null=True, verbose_name="rests until"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delegate", None), ("delegated_until", None)),
                    models.Q(("delegate__isnull", False), ("delegated_until__isnull", False)),
                    _connector="OR",
                ),
                name="cases_a_delegation_has_a_last_day",
            ),
        ),
        migrations.AddField(
            model_name="reason",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reason",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="reasons", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="recusals", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="lifted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="noted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recusals",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at", None)), fields=("case", "person", "stage"), name="cases_recused_once"
            ),
        ),
    ]
