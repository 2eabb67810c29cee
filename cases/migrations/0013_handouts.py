"""What was handed out, to whom, and what was masked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_secrecy"),
    ]

    operations = [
        migrations.CreateModel(
            name="Handout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recipient", models.CharField(blank=True, max_length=200, verbose_name="recipient")),
                ("means", models.CharField(blank=True, max_length=100, verbose_name="how")),
                ("asked_on", models.DateField(verbose_name="asked")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Being prepared"),
                            ("handed_out", "Handed out"),
                            ("partly", "Handed out in part"),
                            ("refused", "Refused"),
                            ("dropped", "Dropped"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("started_at", models.DateTimeField(verbose_name="started")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="settled")),
            ],
            options={
                "verbose_name": "handout",
                "verbose_name_plural": "handouts",
                "ordering": ["case", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HandoutItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "how",
                    models.CharField(
                        choices=[("whole", "Whole"), ("masked", "Masked"), ("refused", "Kept back")],
                        default="whole",
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("masks", models.JSONField(blank=True, default=dict)),
                ("ground_text", models.CharField(blank=True, max_length=200, verbose_name="other ground")),
            ],
            options={
                "ordering": ["handout", "document__number"],
            },
        ),
        migrations.AddField(
            model_name="handout",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="handouts", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="handout",
            name="settled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="handout",
            name="started_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="handoutitem",
            name="copy",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="made_for", to="cases.document"
            ),
        ),
        migrations.AddField(
            model_name="handoutitem",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="handout_items", to="cases.document"
            ),
        ),
        migrations.AddField(
            model_name="handoutitem",
            name="handout",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="cases.handout"
            ),
        ),
        migrations.AddField(
            model_name="handoutitem",
            name="ground",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.secrecyground",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoutitem",
            constraint=models.UniqueConstraint(fields=("handout", "document"), name="cases_handed_out_once"),
        ),
    ]
