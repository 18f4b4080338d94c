"""The deadlines that the market begins with. Rows may be added with a later day; none is changed.

None of the sources was read in full text: a lawyer confirms them before the market opens.
"""

from __future__ import annotations

from datetime import date

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FIRST_DAY = date(2026, 7, 1)
ROWS = (
    (
        "window",
        30 * 24,
        "Luật 19/2023/QH15 (giao dịch từ xa, 30 ngày) và Luật 122/2025/QH15 Đ17.2.b (nhận trả hàng không đúng mô tả);"
        " chưa đối chiếu nguyên văn",
    ),
    ("answer", 48, "Quy chế của chợ theo NĐ 248/2026 Đ7 (thời hạn giải quyết khiếu nại phải công bố); chưa đối chiếu"),
    ("decision", 120, "Quy chế của chợ theo NĐ 248/2026 Đ7 (thời hạn giải quyết khiếu nại phải công bố); chưa đối chiếu"),
)


def write(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    ClaimDeadline = apps.get_model("order", "ClaimDeadline")
    ClaimDeadline.objects.bulk_create(
        ClaimDeadline(code=code, hours=hours, effective_from=FIRST_DAY, source=source) for code, hours, source in ROWS
    )


def take_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("order", "ClaimDeadline").objects.filter(effective_from=FIRST_DAY).delete()


class Migration(migrations.Migration):
    dependencies = [("order", "0024_claims_and_carriers")]

    operations = [migrations.RunPython(write, take_back)]
