"""Why a code takes nothing off. Each names it in `voucher`."""

from base.errors import MarketError


class VoucherRefused(MarketError):
    """The code cannot be used, or not now. `voucher`."""

    code = "voucher_refused"


class UnknownVoucher(VoucherRefused):
    """Nobody gave out such a code. `voucher`."""

    code = "unknown_voucher"


class VoucherNotBegun(VoucherRefused):
    """Its first day is still to come. `voucher`."""

    code = "voucher_not_begun"


class VoucherEnded(VoucherRefused):
    """Its last day is over, or an operator ended it. `voucher`."""

    code = "voucher_ended"


class VoucherUsed(VoucherRefused):
    """As many orders hold a use of it as may. `voucher`."""

    code = "voucher_used"


class VoucherUsedByBuyer(VoucherRefused):
    """It is good once for each buyer, and this one has used it. `voucher`."""

    code = "voucher_used_by_buyer"


class VoucherNotForThese(VoucherRefused):
    """It takes nothing off any of these goods. `voucher`."""

    code = "voucher_not_for_these"


class VoucherBasketTooSmall(VoucherRefused):
    """Too little is bought of what it is for. `voucher`, `missing_vnd`; `missing` and `least` in words."""

    code = "voucher_basket_too_small"
