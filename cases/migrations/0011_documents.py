"""The documents of a case, numbered within it."""

import cases.models.document
import django.db.models.deletion
import forms.models.file
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_where_a_case_is_kept"),
        ("forms", "0006_receipts_of_sending_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "Received"), ("out", "Sent out"), ("drawn_up", "Drawn up")],
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("application", "Application"),
                            ("supplement", "Supplement"),
                            ("request", "Request for a supplement"),
                            ("opinion", "Opinion"),
                            ("proposal", "Proposal for a decision"),
                            ("decision", "Decision"),
                            ("withdrawal", "Withdrawal"),
                            ("attachment", "Attachment"),
                            ("report", "Report"),
                            ("agreement", "Agreement"),
                            ("message", "Message"),
                            ("letter", "Letter"),
                            ("masked", "Masked copy"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("dated_on", models.DateField(verbose_name="day")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="subject")),
                ("counterpart", models.CharField(blank=True, max_length=200, verbose_name="sender or recipient")),
                (
                    "secrecy",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Open"),
                            ("outsiders", "Hidden from those who are not in the case"),
                            ("parties", "Hidden from the applicants too"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="secrecy",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        storage=forms.models.file.private_storage,
                        upload_to=cases.models.document.stored_name,
                        verbose_name="file",
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=200, verbose_name="file name")),
                ("file_size", models.PositiveBigIntegerField(default=0, verbose_name="size in bytes")),
                ("content", models.JSONField(blank=True, null=True, verbose_name="text")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="checksum")),
                ("registered_at", models.DateTimeField(verbose_name="registered")),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["case", "number"],
            },
        ),
        migrations.AddField(
            model_name="document",
            name="assignment",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="document", to="cases.assignment"
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="attachment",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="document", to="forms.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="cases.case",
                verbose_name="case",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="decision",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="document", to="cases.decision"
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="masked_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="masked_copies",
                to="cases.document",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="registered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="revision",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="document",
                to="forms.submissionrevision",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["-dated_on", "-id"], name="cases_documents_by_day"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="cases_document_number_once"),
        ),
    ]
