from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('channel', models.CharField(choices=[('sms', 'Sms'), ('zalo', 'Zalo')], default='sms', max_length=8)),
                ('to', models.CharField(max_length=16)),
                ('text', models.CharField(max_length=480)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='FeedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=80)),
                ('position', models.PositiveBigIntegerField()),
                ('event_id', models.UUIDField()),
                ('kind', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('topic', 'position'), name='feed_position_once'), models.UniqueConstraint(fields=('topic', 'event_id'), name='feed_event_once')],
            },
        ),
    ]
