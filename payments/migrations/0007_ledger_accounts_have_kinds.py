"""Accounts get their kind, entries the sum of a side; what is booked already is read, not changed in its meaning."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = {
    'vnpay': 'asset',
    'bank': 'asset',
    'till': 'asset',
    'cash': 'asset',
    'income': 'income',
    'expense': 'expense',
}


def fill(apps, schema_editor):
    account, leg, entry = (apps.get_model('payment', name) for name in ('Account', 'Leg', 'Entry'))
    for one in account.objects.all():
        account.objects.filter(pk=one.pk).update(kind=KINDS.get(one.code.partition(':')[0], 'liability'))
    side = leg.objects.filter(entry=models.OuterRef('pk')).order_by().values('entry')
    summed = side.annotate(total=models.Sum('debit_vnd')).values('total')
    entry.objects.update(total_vnd=models.Subquery(summed))


class Migration(migrations.Migration):

    dependencies = [
        ('payment', '0006_attempts_and_ledger'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='kind',
            field=models.CharField(
                choices=[('asset', 'Tài sản'), ('liability', 'Nợ phải trả'), ('income', 'Thu nhập'), ('expense', 'Chi phí')],
                default='liability',
                max_length=9,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entry',
            name='total_vnd',
            field=models.PositiveBigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entry',
            name='seller_order_id',
            field=models.BigIntegerField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name='entry',
            name='reverses',
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='payment.entry'
            ),
        ),
        migrations.AlterField(
            model_name='entry',
            name='booked_at',
            field=models.DateTimeField(db_index=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
    ]
