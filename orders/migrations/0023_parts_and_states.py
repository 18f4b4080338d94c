import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('basket', '0012_line_code'),
        ('order', '0022_seller_orders'),
        ('partner', '0009_stock_cannot_be_oversold'),
        ('sites', '0002_alter_domain_unique'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['buyer_phone', '-date_placed'], name='order_by_phone'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['awaiting_payment', 'confirmed', 'completed', 'cancelled', 'expired'])), name='order_status_known'),
        ),
        migrations.AddField(
            model_name='sellerorder',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seller_orders', to='order.order'),
        ),
        migrations.AddField(
            model_name='sellerorder',
            name='seller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seller_orders', to='partner.partner'),
        ),
        migrations.AddField(
            model_name='line',
            name='seller_order',
            field=models.ForeignKey(default=0, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='order.sellerorder'),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name='sellerorder',
            index=models.Index(fields=['seller', 'state', '-state_since'], name='seller_order_work'),
        ),
        migrations.AddConstraint(
            model_name='sellerorder',
            constraint=models.UniqueConstraint(fields=('order', 'seller'), name='one_part_per_seller'),
        ),
    ]
