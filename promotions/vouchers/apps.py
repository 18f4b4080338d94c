from oscar.apps.voucher import apps


class VouchersConfig(apps.VoucherConfig):
    """Fork of oscar.apps.voucher; the label stays Oscar's, for other apps' foreign keys name it."""

    name = "promotions.vouchers"

    def ready(self) -> None:
        # Oscar's would count signals that nobody sends here.
        return
