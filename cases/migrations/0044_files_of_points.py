"""Papers of points that are no cases, locked with their meeting when it is adjusted."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cases.models.point_file
import forms.models.file
from cases.meeting_locks import POINT_FILES


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0043_published_minutes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PointFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file', models.FileField(max_length=200, storage=forms.models.file.private_storage, upload_to=cases.models.point_file.stored_name, verbose_name='file')),
                ('file_name', models.CharField(max_length=200, verbose_name='file name')),
                ('file_size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='checksum')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='cases.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='cases.meeting')),
            ],
            options={
                'verbose_name': 'file of a point',
                'verbose_name_plural': 'files of points',
                'ordering': ['pk'],
            },
        ),
        POINT_FILES.as_operation(),
    ]
