from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('order', '0021_billingaddress_code_shippingaddress_code'),
    ]

    operations = [
        migrations.CreateModel(
            name='SellerOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commune_code', models.CharField(max_length=5)),
                ('state', models.CharField(choices=[('awaiting_payment', 'Chờ khách trả tiền'), ('incoming', 'Đơn mới'), ('accepted', 'Đã nhận đơn'), ('packed', 'Đã gói'), ('handed_over', 'Đang giao'), ('delivered', 'Đã giao tới khách'), ('refused', 'Sạp không giao được'), ('cancelled', 'Đã hủy')], default='awaiting_payment', max_length=16)),
                ('state_since', models.DateTimeField()),
                ('goods_vnd', models.PositiveBigIntegerField()),
                ('delivery_fee_vnd', models.PositiveBigIntegerField()),
                ('refusal_reason', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.AddField(
            model_name='line',
            name='category_slug',
            field=models.CharField(default='', max_length=255),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='line',
            name='photo',
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AddField(
            model_name='line',
            name='unit',
            field=models.CharField(default='', max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='order',
            name='address_line',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='order',
            name='buyer_name',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='order',
            name='buyer_phone',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='order',
            name='channel',
            field=models.CharField(choices=[('web', 'Trên mạng'), ('fair', 'Tại hội chợ')], default='web', max_length=8),
        ),
        migrations.AddField(
            model_name='order',
            name='commune_code',
            field=models.CharField(blank=True, max_length=5),
        ),
        migrations.AddField(
            model_name='order',
            name='fair_id',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='order',
            name='note',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='order',
            name='paid_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='order',
            name='payment_method',
            field=models.CharField(choices=[('vnpay', 'VNPAY'), ('cod', 'Trả khi nhận hàng'), ('till_cash', 'Tiền mặt tại quầy')], default='', max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='order',
            name='province_code',
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.AddField(
            model_name='order',
            name='request_hash',
            field=models.CharField(default='', max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='order',
            name='request_id',
            field=models.CharField(default='', max_length=64, unique=True),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='order',
            name='reserved_until',
            field=models.DateTimeField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name='order',
            name='token',
            field=models.CharField(default='', max_length=43, unique=True),
            preserve_default=False,
        ),
    ]
