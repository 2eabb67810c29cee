"""Whose the submissions are, by an index alone: PostgreSQL asks so for each case that somebody else's list comes to."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forms", "0013_drafts_by_time"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["created_by", "id"], name="forms_submission_begun_by"),
        ),
    ]
