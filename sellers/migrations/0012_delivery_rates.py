import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partner', '0011_movements_explain_stock'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeliveryRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('zone', models.CharField(choices=[('commune', 'Trong xã'), ('province', 'Trong tỉnh'), ('country', 'Tỉnh khác')], max_length=8)),
                ('base_vnd', models.PositiveIntegerField()),
                ('base_grams', models.PositiveIntegerField(default=2000)),
                ('extra_kg_vnd', models.PositiveIntegerField(default=0)),
                ('seller', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delivery_rates', to='partner.partner')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('seller', 'zone'), name='one_delivery_rate_per_zone')],
            },
        ),
    ]
