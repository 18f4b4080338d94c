import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0034_staged_photo_owner'),
        ('order', '0023_parts_and_states'),
        ('partner', '0011_movements_explain_stock'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request_id', models.CharField(max_length=64, unique=True)),
                ('request_hash', models.CharField(max_length=64)),
                ('reason', models.CharField(choices=[('damaged', 'Hàng bể, hư hỏng'), ('spoiled', 'Hàng ươn, có mùi, hết hạn'), ('missing', 'Giao thiếu'), ('wrong', 'Giao nhầm món'), ('not_as_described', 'Không giống mô tả')], max_length=16)),
                ('words', models.CharField(blank=True, max_length=1000)),
                ('state', models.CharField(choices=[('opened', 'Chờ sạp trả lời'), ('answered', 'Chờ chợ quyết định'), ('granted', 'Được hoàn tiền'), ('rejected', 'Không được chấp nhận'), ('withdrawn', 'Khách rút lại')], default='opened', max_length=10)),
                ('opened_at', models.DateTimeField()),
                ('answer_due_at', models.DateTimeField()),
                ('decision_due_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('agrees', 'Sạp đồng ý hoàn tiền'), ('disagrees', 'Sạp không đồng ý')], max_length=10)),
                ('answer_words', models.CharField(blank=True, max_length=1000)),
                ('answered_at', models.DateTimeField(null=True)),
                ('goods_vnd', models.PositiveBigIntegerField(default=0)),
                ('delivery_fee_vnd', models.PositiveBigIntegerField(default=0)),
                ('decision_words', models.CharField(blank=True, max_length=1000)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ClaimDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('window', 'Thời hạn khiếu nại'), ('answer', 'Hạn sạp trả lời'), ('decision', 'Hạn chợ quyết định')], max_length=8)),
                ('hours', models.PositiveIntegerField()),
                ('effective_from', models.DateField()),
                ('source', models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='ClaimLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='ClaimPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('buyer', 'Khách'), ('seller', 'Sạp')], max_length=6)),
                ('stem', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='CodCollection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('carrier', models.CharField(max_length=20)),
                ('amount_vnd', models.PositiveBigIntegerField()),
                ('collected_at', models.DateTimeField()),
                ('handed_to', models.CharField(blank=True, max_length=24)),
                ('handed_over_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='line',
            name='refused_quantity',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='order',
            name='cancel_reason',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='sellerorder',
            name='carrier',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='sellerorder',
            name='failure',
            field=models.CharField(blank=True, choices=[('unreachable', 'Gọi không gặp khách'), ('not_at_home', 'Khách không có nhà'), ('wrong_address', 'Sai địa chỉ'), ('not_wanted', 'Khách không nhận hàng'), ('cannot_pay', 'Khách không đủ tiền'), ('damaged', 'Hàng hư trên đường')], max_length=14),
        ),
        migrations.AddField(
            model_name='sellerorder',
            name='tracking_code',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name='sellerorder',
            name='state',
            field=models.CharField(choices=[('awaiting_payment', 'Chờ khách trả tiền'), ('incoming', 'Đơn mới'), ('accepted', 'Đã nhận đơn'), ('packed', 'Đã gói'), ('handed_over', 'Đang giao'), ('delivered', 'Đã giao tới khách'), ('undelivered', 'Giao không thành'), ('refused', 'Sạp không giao được'), ('cancelled', 'Đã hủy')], default='awaiting_payment', max_length=16),
        ),
        migrations.AddConstraint(
            model_name='line',
            constraint=models.CheckConstraint(condition=models.Q(('refused_quantity__lte', models.F('quantity'))), name='line_refused_at_most_whole'),
        ),
        migrations.AddConstraint(
            model_name='sellerorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'undelivered'), _negated=True), models.Q(('failure', ''), _negated=True), _connector='OR'), name='undelivered_part_says_why'),
        ),
        migrations.AddField(
            model_name='claim',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='claim',
            name='seller_order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='order.sellerorder'),
        ),
        migrations.AddConstraint(
            model_name='claimdeadline',
            constraint=models.UniqueConstraint(fields=('code', 'effective_from'), name='claim_deadline_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='claimdeadline',
            constraint=models.CheckConstraint(condition=models.Q(('hours__gt', 0), models.Q(('source', ''), _negated=True)), name='claim_deadline_has_source'),
        ),
        migrations.AddField(
            model_name='claimline',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='order.claim'),
        ),
        migrations.AddField(
            model_name='claimline',
            name='line',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claim_lines', to='order.line'),
        ),
        migrations.AddField(
            model_name='claimphoto',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='order.claim'),
        ),
        migrations.AddField(
            model_name='codcollection',
            name='seller_order',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cod_collection', to='order.sellerorder'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('state__in', ['opened', 'answered'])), fields=['decision_due_at'], name='claim_open'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['opened', 'answered'])), fields=('seller_order',), name='one_open_claim_per_part'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('goods_vnd__gt', 0), ('state', 'granted')), models.Q(models.Q(('state', 'granted'), _negated=True), ('delivery_fee_vnd', 0), ('goods_vnd', 0)), _connector='OR'), name='claim_gives_back_when_granted'),
        ),
        migrations.AddConstraint(
            model_name='claimline',
            constraint=models.UniqueConstraint(fields=('claim', 'line'), name='claim_line_once'),
        ),
        migrations.AddConstraint(
            model_name='claimline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='claim_line_positive'),
        ),
        migrations.AddConstraint(
            model_name='claimphoto',
            constraint=models.UniqueConstraint(fields=('claim', 'side', 'stem'), name='claim_photo_once'),
        ),
        migrations.AddIndex(
            model_name='codcollection',
            index=models.Index(condition=models.Q(('handed_to', '')), fields=['carrier', 'collected_at'], name='cod_held'),
        ),
        migrations.AddConstraint(
            model_name='codcollection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handed_over_at', None), ('handed_to', '')), models.Q(models.Q(('handed_to', ''), _negated=True), ('handed_over_at__isnull', False)), _connector='OR'), name='cod_handed_over_has_date'),
        ),
        migrations.AddConstraint(
            model_name='codcollection',
            constraint=models.CheckConstraint(condition=models.Q(('amount_vnd__gt', 0)), name='cod_amount_positive'),
        ),
    ]
