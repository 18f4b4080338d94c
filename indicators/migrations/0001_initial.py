from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SaleFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line_id', models.BigIntegerField(unique=True)),
                ('order_number', models.CharField(max_length=128)),
                ('seller_order_id', models.BigIntegerField()),
                ('seller_id', models.BigIntegerField()),
                ('product_id', models.BigIntegerField()),
                ('commune_code', models.CharField(max_length=5)),
                ('category_slug', models.CharField(max_length=255)),
                ('channel', models.CharField(max_length=8)),
                ('fair_id', models.BigIntegerField(null=True)),
                ('payment_method', models.CharField(max_length=10)),
                ('quantity', models.PositiveIntegerField()),
                ('amount_vnd', models.PositiveBigIntegerField()),
                ('completed_at', models.DateTimeField()),
                ('month', models.CharField(max_length=7)),
            ],
            options={
                'indexes': [models.Index(fields=['month', 'commune_code'], name='sale_month_commune'), models.Index(fields=['month', 'category_slug'], name='sale_month_category')],
            },
        ),
    ]
