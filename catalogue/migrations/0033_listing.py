import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0032_category_exclude_from_menu_category_long_description'),
    ]

    operations = [
        migrations.CreateModel(
            name='StagedPhoto',
            fields=[
                ('token', models.CharField(max_length=43, primary_key=True, serialize=False)),
                ('stem', models.CharField(max_length=120)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name='product',
            name='ingredients',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='product',
            name='listed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='product',
            name='listing',
            field=models.CharField(choices=[('draft', 'Nháp'), ('submitted', 'Chờ duyệt'), ('live', 'Đang bán'), ('paused', 'Tạm ngưng'), ('refused', 'Chưa được duyệt')], default='draft', max_length=10),
        ),
        migrations.AddField(
            model_name='product',
            name='main_category',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='main_products', to='catalogue.category'),
        ),
        migrations.AddField(
            model_name='product',
            name='ocop_certificate',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='product',
            name='ocop_expires_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='product',
            name='ocop_star',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='product',
            name='refusal_reason',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='product',
            name='storage',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='product',
            name='unit',
            field=models.CharField(default='kg', max_length=40),
        ),
        migrations.AddField(
            model_name='product',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_public', True), ('listing', 'live')), models.Q(('is_public', False), models.Q(('listing', 'live'), _negated=True)), _connector='OR'), name='product_public_means_live'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('ocop_star__isnull', True), ('ocop_star__range', (1, 5)), _connector='OR'), name='product_ocop_one_to_five'),
        ),
    ]
