"""Notice of an agreement: its period, who gave it, when it ends, and what is owed no more.

The tables of agreements are rebuilt on SQLite and lose their triggers: those go first, and today's are put up last.
"""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.agreement_locks import AGREEMENT_LOCKS, FIRST_LOCKS


def take_down(apps, editor):
    for lock in FIRST_LOCKS:
        lock.remove(editor.connection)


def put_up_as_before(apps, editor):
    for lock in FIRST_LOCKS:
        lock.install(editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0057_calendar_subscriptions"),
        ("forms", "0012_found_by_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(take_down, put_up_as_before, elidable=False),
        migrations.CreateModel(
            name="AgreementTermination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("notice", "Notice is given, with the agreement's period of notice"),
                            ("agreed", "The parties agree to end it on another day"),
                            ("breach", "A party has broken the agreement in an essential way"),
                        ],
                        max_length=10,
                        verbose_name="ground",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received")),
                ("ends_on", models.DateField(verbose_name="last day")),
                ("claims_until", models.DateField(verbose_name="last day to ask for money")),
                ("noted_at", models.DateTimeField(verbose_name="noted")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
            ],
            options={
                "verbose_name": "notice of an agreement",
                "verbose_name_plural": "notices of agreements",
                "ordering": ["agreement", "number"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="agreement",
            name="cases_agreement_in_force_on_a_day",
        ),
        migrations.AddField(
            model_name="agreement",
            name="claims_until",
            field=models.DateField(blank=True, null=True, verbose_name="last day to ask for money"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="last day"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="notice_months",
            field=models.PositiveSmallIntegerField(
                default=3,
                validators=[django.core.validators.MaxValueValidator(24)],
                verbose_name="period of notice, in months",
            ),
        ),
        migrations.AddField(
            model_name="agreementtemplate",
            name="notice_months",
            field=models.PositiveSmallIntegerField(
                default=3,
                help_text="What {notice} becomes in the text, and what an agreement's last day is counted by.",
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)],
                verbose_name="period of notice, in months",
            ),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("sent", "Sent to be signed"),
                    ("in_force", "In force"),
                    ("replaced", "Replaced by another agreement"),
                    ("terminated", "Notice is given"),
                    ("cancelled", "Cancelled"),
                ],
                default="draft",
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("in_force_on__isnull", False), ("status__in", ("in_force", "replaced", "terminated"))),
                    models.Q(("in_force_on", None), ("status__in", ("draft", "sent", "cancelled"))),
                    _connector="OR",
                ),
                name="cases_agreement_in_force_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("claims_until__gte", models.F("ends_on")),
                        ("ends_on__isnull", False),
                        ("status__in", ("replaced", "terminated")),
                    ),
                    models.Q(
                        ("claims_until", None), ("ends_on", None), models.Q(("status", "terminated"), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="cases_agreement_ends_on_a_day",
            ),
        ),
        migrations.AddField(
            model_name="agreementtermination",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="terminations", to="cases.agreement"
            ),
        ),
        migrations.AddField(
            model_name="agreementtermination",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="terminations", to="cases.document"
            ),
        ),
        migrations.AddField(
            model_name="agreementtermination",
            name="noted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="agreementtermination",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="terminations", to="cases.agreementparty"
            ),
        ),
        migrations.AddField(
            model_name="agreementtermination",
            name="reason",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.reason"),
        ),
        migrations.AddField(
            model_name="agreementtermination",
            name="withdraw_reason",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.reason"
            ),
        ),
        migrations.AddField(
            model_name="agreementtermination",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="obligation",
            name="cancelled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.agreementtermination",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(("cancelled_by", None), ("done_on__isnull", False), _connector="OR"),
                name="cases_what_is_cancelled_is_settled",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementtermination",
            constraint=models.UniqueConstraint(fields=("agreement", "number"), name="cases_termination_number_once"),
        ),
        migrations.AddConstraint(
            model_name="agreementtermination",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)), fields=("agreement",), name="cases_one_standing_termination"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementtermination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("claims_until__gte", models.F("ends_on")), ("ends_on__gte", models.F("received_on"))
                ),
                name="cases_termination_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementtermination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdraw_reason", None), ("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(
                        ("withdraw_reason__isnull", False),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="cases_termination_taken_back_whole",
            ),
        ),
        *(lock.as_operation() for lock in AGREEMENT_LOCKS),
    ]
