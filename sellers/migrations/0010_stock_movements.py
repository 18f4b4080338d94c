import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partner', '0009_stock_cannot_be_oversold'),
    ]

    operations = [
        migrations.AddField(
            model_name='stockrecord',
            name='safety_stock',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name='StockMovement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('opening', 'Số đầu'), ('counted', 'Đếm lại'), ('reserved', 'Khách đặt'), ('released', 'Trả lại kệ'), ('sold', 'Đã giao')], max_length=8)),
                ('in_stock', models.IntegerField(default=0)),
                ('allocated', models.IntegerField(default=0)),
                ('order_number', models.CharField(blank=True, max_length=128)),
                ('moved_at', models.DateTimeField()),
                ('stock', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='movements', to='partner.stockrecord')),
            ],
            options={
                'indexes': [models.Index(fields=['stock', '-id'], name='stock_movements')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['opening', 'counted']), models.Q(('order_number', ''), _negated=True), _connector='OR'), name='stock_movement_has_cause')],
            },
        ),
    ]
