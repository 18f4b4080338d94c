"""The demo market's own fees, its producers' bank accounts, and every week the bank. Numbers are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from base import clock
from catalogue.folding import slugify_vietnamese, without_marks
from marketplace.demo.history import Life
from marketplace.demo.tables import Stall
from payments.bank.importing import import_statement
from payments.bank.matching import note_settlement
from payments.bank.models import BankTransfer
from payments.errors import NothingToPayOut
from payments.ledger.selectors import balance_of
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


def vnpay_pays_weekly(began: datetime, present: datetime) -> Life:
    """Every Monday VNPAY transfers what it holds; an operator reads the bank's statement and says what it was."""
    for monday in _mondays(began, present):
        yield datetime.combine(monday, time(8), clock.MARKET_ZONE)
        if (held_vnd := balance_of("vnpay")) <= 0:
            continue
        day = f"{monday:%d/%m/%Y}"
        lines = ["Ngày giao dịch;Số bút toán;Ghi nợ;Ghi có;Số dư;Nội dung"]
        lines.append(f"{day};VNP{monday:%y%m%d};;{held_vnd};;VNPAY thanh toan cho Cho Duoc den ngay {day}")
        statement = import_statement(
            bank="agribank", file_name=f"sao-ke-{monday.isoformat()}.csv", content="\n".join(lines).encode()
        )
        transfer = BankTransfer.objects.get(statement=statement)
        note_settlement(transfer_id=transfer.pk, note="VNPAY chuyển tiền đã thu trong tuần")


def pay_out_weekly(began: datetime, present: datetime, operator: User, second: User) -> Life:
    """Every Monday one operator prepares a run and the other approves it; once the bank sends a transfer back."""
    returned = False
    for monday in _mondays(began, present):
        morning = datetime.combine(monday, time(9), clock.MARKET_ZONE)
        yield morning
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


def _mondays(began: datetime, present: datetime) -> Iterator[date]:
    """Those whose nine o'clock lies between the two."""
    first = clock.market_day(began)
    monday = first + timedelta(days=(7 - first.weekday()) % 7)
    while datetime.combine(monday, time(9), clock.MARKET_ZONE) < present:
        yield monday
        monday += timedelta(weeks=1)
