"""Adjusted minutes as everybody reads them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0042_answers_that_stand'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedMinutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opening', models.JSONField(default=list, verbose_name='opening')),
                ('corrections', models.JSONField(default=list, verbose_name='corrections')),
                ('masks', models.JSONField(default=dict, verbose_name='masks')),
                ('published_at', models.DateTimeField(verbose_name='published')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='taken down')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='published', to='cases.meeting')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'published minutes',
                'verbose_name_plural': 'published minutes',
                'ordering': ['-published_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PublishedPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='position')),
                ('left_out', models.BooleanField(default=False, verbose_name='left out')),
                ('passages', models.JSONField(default=list, verbose_name='passages')),
                ('words', models.TextField(blank=True, verbose_name='words')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.agendaitem')),
                ('published', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='cases.publishedminutes')),
            ],
            options={
                'verbose_name': 'published point',
                'verbose_name_plural': 'published points',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='publishedminutes',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('meeting',), name='cases_published_once'),
        ),
        migrations.AddConstraint(
            model_name='publishedpoint',
            constraint=models.UniqueConstraint(fields=('published', 'item'), name='cases_published_point_once'),
        ),
    ]
