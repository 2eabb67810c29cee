"""An index that what was sent in last is found by."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forms', '0011_passed_on'),
        ('people', '0006_absences_terms_and_log'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='submission',
            index=models.Index(fields=['state', '-submitted_at', '-id'], name='forms_submission_sent'),
        ),
    ]
