"""The rest of the base page: revisions, and a locale that is never empty."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("home", "0002_base_page_locale")]

    operations = [
        migrations.AddField(
            "basepage",
            "latest_revision",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.revision",
                verbose_name="latest revision",
            ),
        ),
        migrations.AddField(
            "basepage",
            "live_revision",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.revision",
                verbose_name="live revision",
            ),
        ),
        migrations.AlterField(
            "basepage",
            "locale",
            models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wagtailcore.locale",
                verbose_name="locale",
            ),
        ),
        migrations.AlterField("basepage", "translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.AlterUniqueTogether("basepage", {("translation_key", "locale")}),
    ]
