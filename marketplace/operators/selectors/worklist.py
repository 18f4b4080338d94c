"""The work list: all kinds of open work in one row, what is due first in front."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from base import clock
from base.money import Dong
from catalogue.models import ProductImage
from catalogue.photo_names import photo_url
from marketplace.operators.history import refund_reason
from marketplace.operators.selectors import open_work
from marketplace.operators.spans import in_words
from orders.claims.selectors import open_claims
from payments.bank.selectors import unmatched
from payments.reconciliation.selectors import open_differences
from places.register import communes

#: Rows of one kind that are read for the list; the rest is on the kind's own page.
MOST_OF_A_KIND = 30
SOON = timedelta(hours=2)
#: What the market promises, from the moment the work came up.
PROMISE = {
    "held": timedelta(hours=2),
    "parked": timedelta(hours=1),
    "refund": timedelta(hours=24),
    "transfer": timedelta(hours=24),
    "difference": timedelta(hours=24),
    "slow": timedelta(hours=24),
    "seller": timedelta(hours=24),
    "listing": timedelta(hours=24),
}


@dataclass(frozen=True)
class Work:
    """One thing to do. Moments are UTC; `subject` is what a command needs to know of it."""

    kind: str
    subject: int
    title: str
    detail: str
    since: datetime
    url: str
    image_url: str = ""
    drawing: str = "gio-dan"
    # Instead of a drawing, for what has no picture.
    icon: str = ""
    order_number: str = ""
    # When something else than the market's promise sets the deadline.
    due_at: datetime | None = None

    @property
    def due(self) -> datetime:
        return self.due_at or self.since + PROMISE[self.kind]

    @property
    def overdue(self) -> bool:
        return self.due < clock.now()

    @property
    def soon(self) -> bool:
        return not self.overdue and self.due - clock.now() < SOON

    @property
    def waited(self) -> str:
        """`1 giờ 10 phút`."""
        return in_words(clock.now() - self.since)

    @property
    def left(self) -> str:
        """How long until it is due, or how long it has been."""
        return in_words(abs(self.due - clock.now()))


def work_list(*, kind: str = "") -> list[Work]:
    """Open work, what is due first in front; of one kind, or the most urgent of all. One or two queries a kind."""
    readers = [READERS[kind]] if kind in READERS else list(READERS.values())
    return sorted((work for read in readers for work in read()), key=lambda work: work.due)[:MOST_OF_A_KIND]


def _held() -> Iterator[Work]:
    for attempt in open_work.payments_held()[:MOST_OF_A_KIND]:
        said = {"amount": Dong(attempt.amount_vnd), "code": attempt.failure_code}
        yield Work(
            kind="held",
            icon="lock",
            subject=attempt.pk,
            title=_("Cổng thanh toán giữ %(amount)s, mã %(code)s") % said,
            detail=_("Đơn %(number)s · chưa giao gì cho tới khi có người xem") % {"number": attempt.order_number},
            since=attempt.settled_at or attempt.created_at,
            url=reverse("operators:held", args=[attempt.pk]),
            order_number=attempt.order_number,
        )


def _parked() -> Iterator[Work]:
    for row in open_work.parked_by_subscriber()[:MOST_OF_A_KIND]:
        yield Work(
            kind="parked",
            icon="warn",
            subject=0,
            title=_("%(n)s việc bị kẹt ở %(subscriber)s") % {"n": row["parked"], "subscriber": row["subscriber"]},
            detail=_("Thử năm lần chưa được. Xem lý do, sửa xong thì chạy lại."),
            since=row["since"],
            url=reverse("operators:deliveries"),
        )


def _refunds() -> Iterator[Work]:
    for refund in open_work.refunds_due()[:MOST_OF_A_KIND]:
        said = {"number": refund.order_number, "reason": refund_reason(refund.reason)}
        yield Work(
            kind="refund",
            icon="money",
            subject=refund.pk,
            title=_("Hoàn %(amount)s cho khách") % {"amount": Dong(refund.amount_vnd)},
            detail=_("Đơn %(number)s · %(reason)s") % said,
            since=refund.created_at,
            url=reverse("operators:refund", args=[refund.reference]),
            order_number=refund.order_number,
        )


def _transfers() -> Iterator[Work]:
    for transfer in unmatched()[:MOST_OF_A_KIND]:
        yield Work(
            kind="transfer",
            icon="bank",
            subject=transfer.pk,
            title=_("%(amount)s chuyển vào chưa khớp đơn") % {"amount": Dong(transfer.amount_vnd)},
            detail=f"{transfer.get_why_display()} · {transfer.description}",
            since=clock.market_day_bounds(transfer.booked_on)[0],
            url=reverse("operators:transfer", args=[transfer.pk]),
        )


def _differences() -> Iterator[Work]:
    for difference in open_differences()[:MOST_OF_A_KIND]:
        yield Work(
            kind="difference",
            icon="warn",
            subject=difference.pk,
            title=_("Chênh lệch với VNPAY: %(reference)s") % {"reference": difference.reference},
            detail=difference.get_kind_display(),
            since=difference.found_at,
            url=reverse("operators:difference", args=[difference.pk]),
            order_number=difference.order_number,
        )


def _claims() -> Iterator[Work]:
    for claim in open_claims()[:MOST_OF_A_KIND]:
        part = claim.seller_order
        said = {"seller": part.seller.name, "number": part.order.number, "state": claim.get_state_display()}
        yield Work(
            kind="claim",
            icon="chat",
            subject=claim.pk,
            title=_("Khiếu nại: %(reason)s") % {"reason": claim.get_reason_display()},
            detail=_("%(seller)s · đơn %(number)s · %(state)s") % said,
            since=claim.opened_at,
            url=reverse("operators:claim", args=[claim.pk]),
            order_number=part.order.number,
            due_at=claim.decision_due_at,
        )


def _slow() -> Iterator[Work]:
    for part in open_work.slow_orders()[:MOST_OF_A_KIND]:
        yield Work(
            kind="slow",
            icon="clock",
            subject=part.pk,
            title=_("%(seller)s chưa nhận đơn %(number)s") % {"seller": part.seller.name, "number": part.order.number},
            detail=_("%(amount)s · gọi nhắc sạp, hoặc hủy để trả tiền khách") % {"amount": part.total},
            since=part.state_since,
            url=reverse("operators:order", args=[part.order.number]),
            order_number=part.order.number,
        )


def _sellers() -> Iterator[Work]:
    for seller in open_work.sellers_waiting()[:MOST_OF_A_KIND]:
        commune = communes().get(seller.commune_code)
        said = {"kind": seller.get_kind_display(), "commune": commune.full_name if commune else seller.commune_code}
        yield Work(
            kind="seller",
            subject=seller.pk,
            title=_("Duyệt sạp: %(name)s") % {"name": seller.name},
            detail=_("%(kind)s · %(commune)s") % said,
            since=seller.registered_at,
            url=reverse("operators:seller", args=[seller.pk]),
            drawing="nguoi-det",
        )


def _listings() -> Iterator[Work]:
    photos = Prefetch("product__images", ProductImage.objects.order_by("display_order", "pk"))
    for stock in open_work.listings_waiting().prefetch_related(photos)[:MOST_OF_A_KIND]:
        product = stock.product
        photo = next(iter(product.images.all()), None)
        said = {"seller": stock.partner.name, "price": stock.price_vnd, "unit": product.unit}
        yield Work(
            kind="listing",
            subject=product.pk,
            title=_("Duyệt hàng: %(title)s") % {"title": product.title},
            detail=_("%(seller)s · %(price)s/%(unit)s") % said,
            since=product.date_updated,
            url=reverse("operators:listing", args=[product.pk]),
            image_url=photo_url(photo.original.name) if photo else "",
        )


READERS: dict[str, Callable[[], Iterator[Work]]] = {
    "held": _held,
    "parked": _parked,
    "refund": _refunds,
    "claim": _claims,
    "transfer": _transfers,
    "difference": _differences,
    "slow": _slow,
    "seller": _sellers,
    "listing": _listings,
}
