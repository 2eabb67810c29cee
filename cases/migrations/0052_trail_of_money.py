"""What is done with a fund or an amount limit gets a trail of its own, as a case has one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0051_packages_of_meetings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='amountlimit',
            name='event_count',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='amountlimit',
            name='event_head',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='fund',
            name='event_count',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='fund',
            name='event_head',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AlterField(
            model_name='fund',
            name='key',
            field=models.SlugField(help_text='What addresses and files call it; it never changes.', unique=True, verbose_name='key'),
        ),
        migrations.CreateModel(
            name='MoneyEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('stood', 'Stood so when the history began'), ('made', 'Made'), ('changed', 'Changed'), ('appropriated', 'Set aside'), ('moved', 'Moved between years')], max_length=12, verbose_name='what')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='why')),
                ('data', models.JSONField(default=dict)),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('sha256', models.CharField(max_length=64)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fund', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='cases.fund')),
                ('limit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='cases.amountlimit')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['fund', 'limit', 'seq'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('fund__isnull', True), ('limit__isnull', False)), models.Q(('fund__isnull', False), ('limit__isnull', True)), _connector='OR'), name='cases_money_event_of_one'), models.UniqueConstraint(fields=('fund', 'seq'), name='cases_fund_event_once'), models.UniqueConstraint(fields=('limit', 'seq'), name='cases_limit_event_once')],
            },
        ),
    ]
