"""Rules, decisions and the log of disposal."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_handouts"),
    ]

    operations = [
        migrations.CreateModel(
            name="DisposalDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=60, verbose_name="decision number")),
                ("decided_on", models.DateField(verbose_name="decided on")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
            ],
            options={
                "verbose_name": "disposal decision",
                "verbose_name_plural": "disposal decisions",
                "ordering": ["-decided_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DisposalItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("done_at", models.DateTimeField(db_index=True, null=True, verbose_name="done")),
                ("taken", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["decision", "case"],
            },
        ),
        migrations.CreateModel(
            name="DisposalRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                (
                    "of",
                    models.CharField(
                        choices=[("cases", "Cases that are archived"), ("drafts", "Drafts that were never sent in")],
                        default="cases",
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                (
                    "end_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "Granted"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                            ("closed", "Closed"),
                        ],
                        help_text="Only cases that ended so; all when it is empty.",
                        max_length=10,
                        verbose_name="ended as",
                    ),
                ),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="How many whole calendar years after the one in which the case was closed.",
                        verbose_name="years",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        default=24,
                        help_text="For drafts: how many months after they were last saved.",
                        verbose_name="months",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        help_text="The decision or plan that allows it, such as a document plan and its §.",
                        max_length=300,
                        verbose_name="ground",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "disposal rule",
                "verbose_name_plural": "disposal rules",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="DisposedDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=120, verbose_name="form")),
                ("started_on", models.DateField(verbose_name="started")),
                ("saved_on", models.DateField(verbose_name="last saved")),
                ("disposed_at", models.DateTimeField(verbose_name="disposed of")),
            ],
            options={
                "verbose_name": "disposed draft",
                "verbose_name_plural": "disposed drafts",
                "ordering": ["-disposed_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="disposaldecision",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="disposalitem",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="disposal", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="disposalitem",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="cases.disposaldecision"
            ),
        ),
        migrations.AddField(
            model_name="disposalrule",
            name="route",
            field=models.ForeignKey(
                blank=True,
                help_text="Only cases on this route; all routes when it is empty.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.route",
                verbose_name="route",
            ),
        ),
        migrations.AddField(
            model_name="disposaldecision",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="cases.disposalrule",
                verbose_name="rule",
            ),
        ),
        migrations.AddField(
            model_name="disposeddraft",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.disposalrule"
            ),
        ),
        migrations.AddConstraint(
            model_name="disposalrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gte", 3), ("years__gte", 1)), name="cases_nothing_is_disposed_at_once"
            ),
        ),
    ]
