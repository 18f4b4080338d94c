"""The demo market's own fees, its producers' bank accounts, and a payout every week. Numbers are invented."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from base import clock
from catalogue.folding import slugify_vietnamese, without_marks
from marketplace.demo.history import Life
from marketplace.demo.tables import Stall
from payments.errors import NothingToPayOut
from payments.payouts.bank_accounts import BANK_NAMES, give_bank_account, give_tax_number
from payments.payouts.results import return_payout
from payments.payouts.runs import approve_run, prepare_run
from payments.sales.models import CommissionRate
from payments.tax.models import TaxClass, TaxClassification
from people.models import User
from sellers.models import Partner

#: Percent of goods, in hundredths; the first is for all other categories.
FEES = {"": 500, "Hải sản tươi sống": 300, "Thủ công mỹ nghệ": 400}
RAW = "Hải sản tươi sống"
SOURCE = "Chợ trình diễn: số liệu đặt ra để xem thử"
#: Of the payouts so long ago the bank sends one back.
RETURNED = timedelta(weeks=3)


def publish_fees(day: date) -> None:
    """The table of fees, and what an operator of the demo took for own raw produce, from a day on."""
    CommissionRate.objects.bulk_create(
        CommissionRate(
            category_slug=slugify_vietnamese(name) if name else "",
            effective_from=day,
            basis_points=basis_points,
            source=SOURCE,
        )
        for name, basis_points in FEES.items()
    )
    TaxClassification.objects.create(
        category_slug=slugify_vietnamese(RAW), effective_from=day, tax_class=TaxClass.RAW_OWN, source=SOURCE
    )


def tell_bank_account(stall: Stall, told_at: datetime) -> Life:
    """A producer says where the money should go, and under which number tax is declared."""
    yield told_at
    seller = Partner.objects.get(users__phone=stall.phone)
    digits = stall.phone.removeprefix("+84")
    give_bank_account(
        seller_id=seller.pk,
        bank_bin=list(BANK_NAMES)[seller.pk % 5],
        number=f"99{digits}",
        holder=without_marks(stall.holder).upper(),
    )
    give_tax_number(seller_id=seller.pk, number=f"096{digits}")


def pay_out_weekly(began: datetime, present: datetime, operator: User, second: User) -> Life:
    """Every Monday one operator prepares a run and the other approves it; once the bank sends a transfer back."""
    monday = clock.market_day(began) + timedelta(days=(7 - clock.market_day(began).weekday()) % 7)
    returned = False
    while (morning := datetime.combine(monday, time(9), clock.MARKET_ZONE)) < present:
        yield morning
        monday += timedelta(weeks=1)
        try:
            run = prepare_run(operator=operator, now=clock.now())
        except NothingToPayOut:
            continue
        yield morning + timedelta(minutes=40)
        approve_run(run_id=run.pk, operator=second)
        if not returned and morning > present - RETURNED:
            yield morning + timedelta(hours=26)
            return_payout(payout_id=run.payouts.earliest("amount_vnd").pk, reason="Số tài khoản đã đóng")
            returned = True
