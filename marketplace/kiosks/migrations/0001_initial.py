import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0033_listing'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeviceSighting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_seen_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='PairingCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('device_name', models.CharField(max_length=60)),
                ('code_hash', models.CharField(max_length=64)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Fair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('place', models.CharField(max_length=160)),
                ('commune_code', models.CharField(max_length=5)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('products', models.ManyToManyField(blank=True, related_name='fairs', to='catalogue.product')),
            ],
        ),
        migrations.CreateModel(
            name='KioskDevice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('key_hash', models.CharField(max_length=64, unique=True)),
                ('paired_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('fair', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='devices', to='kiosks.fair')),
            ],
        ),
    ]
