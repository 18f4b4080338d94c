import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kiosks', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='kioskdevice',
            name='paired_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='devicesighting',
            name='device',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sighting', to='kiosks.kioskdevice'),
        ),
        migrations.AddField(
            model_name='pairingcode',
            name='fair',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='kiosks.fair'),
        ),
        migrations.AddField(
            model_name='pairingcode',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='fair',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='fair_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='pairingcode',
            constraint=models.UniqueConstraint(condition=models.Q(('used_at__isnull', True)), fields=('code_hash',), name='pairing_code_open_once'),
        ),
    ]
