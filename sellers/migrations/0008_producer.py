import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partner', '0007_partneraddress_code'),
    ]

    operations = [
        migrations.CreateModel(
            name='EthnicityConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(default='121-TCTK/1979', max_length=20)),
                ('encrypted_code', models.BinaryField()),
                ('wording_version', models.CharField(max_length=20)),
                ('consented_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='partner',
            name='approved_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='partner',
            name='commune_code',
            field=models.CharField(db_index=True, default='', max_length=5),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='partner',
            name='delivery_fee_vnd',
            field=models.PositiveIntegerField(default=25000),
        ),
        migrations.AddField(
            model_name='partner',
            name='free_delivery_from_vnd',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='partner',
            name='hamlet',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='partner',
            name='holder_name',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='partner',
            name='kind',
            field=models.CharField(choices=[('household', 'Hộ sản xuất'), ('individual', 'Cá nhân'), ('group', 'Tổ hợp tác'), ('cooperative', 'Hợp tác xã'), ('company', 'Doanh nghiệp')], default='household', max_length=12),
        ),
        migrations.AddField(
            model_name='partner',
            name='phone',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='partner',
            name='portrait',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='partner',
            name='refusal_reason',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='partner',
            name='registered_at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='partner',
            name='state',
            field=models.CharField(choices=[('pending', 'Chờ duyệt'), ('approved', 'Đang mở'), ('refused', 'Chưa được duyệt'), ('suspended', 'Tạm khóa')], default='pending', max_length=10),
        ),
        migrations.AddField(
            model_name='partner',
            name='story',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='stockrecord',
            name='num_allocated',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='stockrecord',
            name='num_in_stock',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
