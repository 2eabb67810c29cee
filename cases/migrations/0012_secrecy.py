"""Marks of secrecy and the sections of the law that they are set by."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_documents"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecrecyGround",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "section",
                    models.CharField(
                        help_text="Chapter and section, such as OSL 26:1.",
                        max_length=40,
                        unique=True,
                        verbose_name="section",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="what it protects")),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="A section that is no longer used stays where it has been used.",
                        verbose_name="in use",
                    ),
                ),
            ],
            options={
                "verbose_name": "ground for secrecy",
                "verbose_name_plural": "grounds for secrecy",
                "ordering": ["section"],
            },
        ),
        migrations.CreateModel(
            name="SecrecyMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ground_text", models.CharField(blank=True, max_length=200, verbose_name="other ground")),
                ("reason", models.TextField(blank=True, verbose_name="why")),
                ("set_at", models.DateTimeField(verbose_name="set")),
                ("lifted_at", models.DateTimeField(null=True, verbose_name="lifted")),
                ("lifted_reason", models.TextField(blank=True, verbose_name="why it was lifted")),
            ],
            options={
                "verbose_name": "mark of secrecy",
                "verbose_name_plural": "marks of secrecy",
                "ordering": ["case", "pk"],
            },
        ),
        migrations.AddField(
            model_name="secrecymark",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="secrecy_marks", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="secrecymark",
            name="document",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="secrecy_marks",
                to="cases.document",
            ),
        ),
        migrations.AddField(
            model_name="secrecymark",
            name="ground",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.secrecyground",
            ),
        ),
        migrations.AddField(
            model_name="secrecymark",
            name="lifted_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="secrecymark",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecymark",
            constraint=models.UniqueConstraint(
                condition=models.Q(("document", None), ("lifted_at", None)),
                fields=("case",),
                name="cases_one_mark_on_a_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecymark",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at", None)), fields=("document",), name="cases_one_mark_on_a_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecymark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ground__isnull", False), models.Q(("ground_text", ""), _negated=True), _connector="OR"
                ),
                name="cases_a_mark_has_a_ground",
            ),
        ),
    ]
