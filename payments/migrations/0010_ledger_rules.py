"""Rates and rules that hold from the start, each with its source; operators add later rows, nobody changes these.

The legal rows are an engineering reading (docs/accounting.md). The market's own fees begin at nothing: without a
published table of fees nothing is kept.
"""

from datetime import date

from django.db import migrations

ND_117 = 'NĐ 117/2025/NĐ-CP: khấu trừ theo bảng chung từ 01/07/2025; thay bằng NĐ 252/2026/NĐ-CP từ 01/07/2026'
NOT_IN_117 = 'NĐ 117/2025/NĐ-CP không có loại này: lấy tỷ lệ cao nhất của bảng chung'
ND_252 = 'NĐ 252/2026/NĐ-CP Điều 43–46; tỷ lệ theo Luật 48/2024/QH15 Điều 12.2.b và Luật 109/2025/QH15 Điều 7.3'
RAW = 'Luật 48/2024/QH15 Điều 5.1 (không chịu thuế GTGT); thu nhập hộ trực tiếp sản xuất được miễn thuế TNCN'
HIGHEST = 'NĐ 252/2026/NĐ-CP Điều 43–46: không xác định được loại thì khấu trừ theo tỷ lệ cao nhất'
FIRST, SECOND = date(2025, 7, 1), date(2026, 7, 1)

#: class, from, VAT and PIT in hundredths of a percent, source
RATES = (
    ('raw_own', FIRST, 0, 0, f'{RAW} theo luật trước 01/07/2026, chưa đối chiếu'),
    ('made', FIRST, 100, 50, ND_117),
    ('traded', FIRST, 100, 50, ND_117),
    ('transport', FIRST, 300, 150, ND_117),
    ('service', FIRST, 500, 200, ND_117),
    ('other', FIRST, 500, 200, NOT_IN_117),
    ('unknown', FIRST, 500, 200, NOT_IN_117),
    ('raw_own', SECOND, 0, 0, f'{RAW} (Luật 109/2025/QH15 Điều 4.4)'),
    ('made', SECOND, 300, 150, ND_252),
    ('traded', SECOND, 100, 50, ND_252),
    ('transport', SECOND, 300, 150, ND_252),
    ('service', SECOND, 500, 200, ND_252),
    ('other', SECOND, 200, 100, ND_252),
    ('unknown', SECOND, 500, 200, HIGHEST),
)
CAUTIOUS = 'Mặc định thận trọng: hàng của người sản xuất tính là sản xuất, chế biến tới khi điều hành xếp loại từng món'
NO_FEES = 'Chợ chưa công bố biểu phí: không thu'
PAYOUTS = 'Quy định tạm của chợ, chờ đơn vị trung gian thanh toán thống nhất'


def write(apps, schema_editor):
    get = lambda name: apps.get_model('payment', name)
    get('TaxRate').objects.bulk_create(
        get('TaxRate')(tax_class=kind, effective_from=day, vat_bp=vat, pit_bp=pit, source=source)
        for kind, day, vat, pit, source in RATES
    )
    get('TaxClassification').objects.create(effective_from=FIRST, tax_class='made', source=CAUTIOUS)
    get('CommissionRate').objects.create(effective_from=FIRST, basis_points=0, source=NO_FEES)
    get('PayoutRule').objects.create(
        effective_from=FIRST, hold_days=7, threshold_vnd=50_000, second_operator_from_vnd=20_000_000, source=PAYOUTS
    )


def remove(apps, schema_editor):
    for name in ('TaxRate', 'TaxClassification', 'CommissionRate', 'PayoutRule'):
        apps.get_model('payment', name).objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('payment', '0009_ledger_sales_tax_and_payouts'),
    ]

    operations = [migrations.RunPython(write, remove)]
