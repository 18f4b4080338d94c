import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AggregateSequence',
            fields=[
                ('aggregate_id', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('last', models.PositiveBigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='RecordedEvent',
            fields=[
                ('position', models.BigAutoField(primary_key=True, serialize=False)),
                ('event_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=64)),
                ('aggregate_id', models.CharField(max_length=80)),
                ('sequence', models.PositiveBigIntegerField()),
                ('payload', models.JSONField()),
                ('occurred_at', models.DateTimeField()),
                ('correlation_id', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['name', 'position'], name='event_by_name')],
                'constraints': [models.UniqueConstraint(fields=('aggregate_id', 'sequence'), name='event_order_of_aggregate')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('subscriber', models.CharField(max_length=100)),
                ('queue', models.CharField(max_length=20)),
                ('aggregate_id', models.CharField(max_length=80)),
                ('sequence', models.PositiveBigIntegerField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('claimed', 'Claimed'), ('delivered', 'Delivered'), ('parked', 'Parked')], default='waiting', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('claimed_by', models.CharField(blank=True, max_length=64)),
                ('lease_until', models.DateTimeField(null=True)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('trouble', models.TextField(blank=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='events.recordedevent')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'claimed'])), fields=['due_at'], name='delivery_open'), models.Index(condition=models.Q(('state', 'delivered'), _negated=True), fields=['subscriber', 'aggregate_id', 'sequence'], name='delivery_undelivered')],
                'constraints': [models.UniqueConstraint(fields=('event', 'subscriber'), name='one_delivery_per_subscriber')],
            },
        ),
    ]
