import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payment', '0005_auto_20200801_0817'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=80, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(max_length=30)),
                ('booked_at', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'entries',
            },
        ),
        migrations.CreateModel(
            name='GatewayNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider', models.CharField(max_length=12)),
                ('received_at', models.DateTimeField()),
                ('remote_ip', models.CharField(blank=True, max_length=45)),
                ('query', models.TextField()),
                ('reference', models.CharField(blank=True, db_index=True, max_length=100)),
                ('answer', models.CharField(max_length=2)),
            ],
        ),
        migrations.CreateModel(
            name='PaymentAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order_number', models.CharField(db_index=True, max_length=128)),
                ('provider', models.CharField(max_length=12)),
                ('reference', models.CharField(max_length=100, unique=True)),
                ('amount_vnd', models.PositiveBigIntegerField()),
                ('state', models.CharField(choices=[('started', 'Đang chờ tiền vào'), ('captured', 'Đã nhận tiền'), ('surplus', 'Trả thừa'), ('failed', 'Không thành công'), ('held', 'Cần kiểm tra')], default='started', max_length=10)),
                ('failure_code', models.CharField(blank=True, max_length=10)),
                ('provider_reference', models.CharField(blank=True, max_length=100)),
                ('client_ip', models.CharField(blank=True, max_length=45)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'captured')), fields=('order_number',), name='order_paid_once'), models.CheckConstraint(condition=models.Q(('amount_vnd__gt', 0)), name='attempt_amount_positive')],
            },
        ),
        migrations.CreateModel(
            name='Leg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('debit_vnd', models.PositiveBigIntegerField(default=0)),
                ('credit_vnd', models.PositiveBigIntegerField(default=0)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legs', to='payment.account')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legs', to='payment.entry')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('credit_vnd', 0), ('debit_vnd__gt', 0)), models.Q(('credit_vnd__gt', 0), ('debit_vnd', 0)), _connector='OR'), name='leg_has_one_side')],
            },
        ),
    ]
