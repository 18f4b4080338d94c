"""The windows that the market begins with. Rows may be added with a later day; none is changed."""

from __future__ import annotations

from datetime import date

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FIRST_DAY = date(2026, 7, 1)
ROWS = (
    ("vnpay", 15, "vnp_ExpireDate: trang VNPAY mở 15 phút"),
    ("vietqr", 24 * 60, "Quy chế của chợ: chuyển khoản được đối chiếu với sao kê, có khi tới ngày hôm sau"),
    ("till_cash", 15, "Quy chế của chợ: tiền mặt đếm ngay tại quầy"),
)


def write(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    PaymentWindow = apps.get_model("order", "PaymentWindow")
    PaymentWindow.objects.bulk_create(
        PaymentWindow(method=method, minutes=minutes, effective_from=FIRST_DAY, source=source)
        for method, minutes, source in ROWS
    )


def take_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("order", "PaymentWindow").objects.filter(effective_from=FIRST_DAY).delete()


class Migration(migrations.Migration):
    dependencies = [("order", "0026_payment_windows")]

    operations = [migrations.RunPython(write, take_back)]
