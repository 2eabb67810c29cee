import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0037_log_of_roles_stays'),
        ('people', '0006_absences_terms_and_log'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Happening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60, unique=True, verbose_name='key')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('help', models.TextField(blank=True, max_length=1000, verbose_name='what it is')),
                ('done_by', models.CharField(choices=[('process_leader', 'Process leader'), ('chair', 'Chair'), ('office', 'Office')], default='process_leader', max_length=20, verbose_name='who sees to it')),
                ('fulfilled_by', models.CharField(choices=[('meeting', 'a meeting that is held'), ('attendance', 'somebody of the group who took part in a meeting'), ('page', 'a published plan'), ('chair', 'a chair for the period'), ('rotation', 'an order of chairs beyond the period'), ('form', 'a form that is sent in and approved'), ('hand', 'a tick by hand')], default='hand', max_length=12, verbose_name='done by')),
                ('meeting_kind', models.CharField(blank=True, choices=[('meeting', 'Meeting'), ('planning_day', 'Planning day'), ('seminar', 'Seminar'), ('other', 'Other meeting')], max_length=12, verbose_name='which kind of meeting')),
                ('plan_kind', models.CharField(blank=True, choices=[('direction', 'Direction plan'), ('operational', 'Operational plan'), ('activity', 'Activity plan')], max_length=12, verbose_name='which kind of plan')),
                ('form', models.SlugField(blank=True, max_length=60, verbose_name='which form, by key')),
                ('every', models.CharField(choices=[('year', 'every year'), ('half_year', 'every half-year')], default='year', max_length=10, verbose_name='repeated')),
                ('first_month', models.PositiveSmallIntegerField(choices=[(1, 'January'), (2, 'February'), (3, 'March'), (4, 'April'), (5, 'May'), (6, 'June'), (7, 'July'), (8, 'August'), (9, 'September'), (10, 'October'), (11, 'November'), (12, 'December')], default=1, help_text='A half-year is six months from there, and the six after.', verbose_name='the year begins in')),
                ('due', models.CharField(choices=[('on_day', 'on a day in the period'), ('on_day_before', 'on a day in the period before'), ('before_start', 'so many days before the period begins'), ('after_start', 'so many days after the period began'), ('before_end', 'so many days before the period ends'), ('after_end', 'so many days after the period ended')], default='on_day', max_length=20, verbose_name='last day')),
                ('month', models.PositiveSmallIntegerField(choices=[(1, 'January'), (2, 'February'), (3, 'March'), (4, 'April'), (5, 'May'), (6, 'June'), (7, 'July'), (8, 'August'), (9, 'September'), (10, 'October'), (11, 'November'), (12, 'December')], default=12, help_text='Half-yearly: this month, and six months later.', verbose_name='month')),
                ('day', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)], verbose_name='day')),
                ('days', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(180)], verbose_name='number of days')),
                ('opens_days', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MaxValueValidator(180)], verbose_name='is to be done from, days before')),
                ('since', models.DateField(default=django.utils.timezone.localdate, help_text='What was due before this day is not shown as late, and nobody is reminded of it.', verbose_name='kept here since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='no longer after')),
                ('bodies', models.ManyToManyField(blank=True, help_text='None chosen: for every local group.', limit_choices_to={'kind': 'local_group'}, related_name='happenings', to='people.body', verbose_name='for these groups')),
            ],
            options={
                'verbose_name': 'happening of the year',
                'verbose_name_plural': 'happenings of the year',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HappeningMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('span_from', models.DateField(verbose_name='period from')),
                ('state', models.CharField(choices=[('done', 'Done'), ('not_needed', 'Not needed')], max_length=12, verbose_name='state')),
                ('done_on', models.DateField(verbose_name='done on')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.body')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('happening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='cases.happening')),
            ],
            options={
                'verbose_name': 'tick in a year',
                'verbose_name_plural': 'ticks in years',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='YearEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='what')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('data', models.JSONField(default=dict)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.body')),
                ('happening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.happening')),
            ],
            options={
                'verbose_name': 'event of a year',
                'verbose_name_plural': 'events of years',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='happening',
            constraint=models.CheckConstraint(condition=models.Q(('day__gte', 1), ('day__lte', 31), ('first_month__gte', 1), ('month__gte', 1), ('month__lte', 12), ('days__lte', 180), ('first_month__lte', 12), ('opens_days__lte', 180)), name='cases_happening_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='happening',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='cases_happening_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='happeningmark',
            index=models.Index(fields=['body', 'span_from'], name='cases_marks_of_body'),
        ),
        migrations.AddConstraint(
            model_name='happeningmark',
            constraint=models.UniqueConstraint(fields=('happening', 'body', 'span_from'), name='cases_ticked_once'),
        ),
        migrations.AddIndex(
            model_name='yearevent',
            index=models.Index(fields=['body', '-at'], name='cases_year_events'),
        ),
    ]
