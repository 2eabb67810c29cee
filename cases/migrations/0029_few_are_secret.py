"""Secret cases are few and asked about on every page."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0028_threads_and_readings'),
        ('forms', '0011_passed_on'),
        ('people', '0006_absences_terms_and_log'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('secret', True)), fields=['id'], name='cases_secret'),
        ),
    ]
