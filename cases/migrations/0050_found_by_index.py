"""Indexes that lists are found and put in order by, however many cases there are."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0049_files_of_messages"),
        ('forms', '0011_passed_on'),
        ('people', '0006_absences_terms_and_log'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='caseword',
            name='stem',
            field=models.CharField(max_length=40),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['title', 'id'], name='cases_by_title'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['due_on', 'id'], name='cases_by_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['applied_total', 'id'], name='cases_by_applied'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['granted_total', 'id'], name='cases_by_granted'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['stage', 'id'], name='cases_by_stage'),
        ),
        migrations.AddIndex(
            model_name='casegroup',
            index=models.Index(fields=['body', 'case'], name='cases_groups_cases'),
        ),
        migrations.AddIndex(
            model_name='caseword',
            index=models.Index(fields=['stem', 'case'], name='cases_word_cases'),
        ),
        migrations.AddIndex(
            model_name='ledgerentry',
            index=models.Index(fields=['fund', 'year', 'kind', 'amount'], name='cases_ledger_sums'),
        ),
        migrations.AddIndex(
            model_name='ledgerentry',
            index=models.Index(fields=['kind', '-year', '-on', '-id'], name='cases_ledger_by_kind'),
        ),
    ]
