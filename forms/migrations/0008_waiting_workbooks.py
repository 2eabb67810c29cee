import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forms', '0007_daily_removal_of_receipts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='WaitingWorkbook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('sheets', models.JSONField(default=list)),
                ('uploaded_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False, verbose_name='uploaded')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waiting_workbooks', to='forms.submission')),
            ],
            options={
                'verbose_name': 'uploaded workbook',
                'verbose_name_plural': 'uploaded workbooks',
                'constraints': [models.UniqueConstraint(fields=('submission', 'by'), name='forms_workbook_waits_once')],
            },
        ),
    ]
