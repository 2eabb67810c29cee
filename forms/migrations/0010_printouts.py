import django.db.models.deletion
import django.utils.timezone
import forms.models.file
import forms.models.printout
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forms', '0009_links_to_drafts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Printout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('revision', models.PositiveIntegerField()),
                ('language', models.CharField(max_length=10)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('made', 'Made'), ('failed', 'Failed')], default='waiting', max_length=10, verbose_name='state')),
                ('file', models.FileField(blank=True, storage=forms.models.file.private_storage, upload_to=forms.models.printout.stored_name, verbose_name='file')),
                ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forms.submissionrevision')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='printouts', to='forms.submission')),
            ],
            options={
                'verbose_name': 'printout',
                'verbose_name_plural': 'printouts',
                'ordering': ['-created_at'],
            },
        ),
    ]
