"""What buyers of the demo market complain about, what producers answer and operators decide."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePosixPath
from random import Random

from base import clock
from base.money import Dong
from marketplace.demo.history import Life
from orders.claims.amounts import most_to_give_back
from orders.claims.models import Claim
from orders.models import Line, Order, SellerOrder
from orders.services import ClaimRequest, answer_claim, grant_claim, open_claim, reject_claim

TOLD = (
    (Claim.Reason.SPOILED, "Mở gói ra thấy có mùi, một góc bị ẩm."),
    (Claim.Reason.DAMAGED, "Hũ bị bể nắp trên đường, chảy ra hết gói."),
    (Claim.Reason.MISSING, "Đặt hai mà trong gói chỉ có một."),
    (Claim.Reason.NOT_AS_DESCRIBED, "Trên ảnh loại lớn, hàng nhận được toàn loại nhỏ."),
)
AGREED = "Nhà xin lỗi khách, mẻ này gói chưa kỹ."
DENIED = "Lúc gói hàng còn nguyên, có chụp lại. Nhờ chợ xem giúp."
GRANTED = "Ảnh cho thấy rõ hàng hư. Chợ hoàn tiền món này."
REJECTED = "Ảnh chưa cho thấy hàng hư. Chợ không hoàn được."


class Complaints:
    """Claims; all chance comes from the market's one source."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw

    def about(self, order: Order) -> Life:
        """A claim about one line of a delivered part, answered and decided while time lasts."""
        part = order.seller_orders.filter(state=SellerOrder.State.DELIVERED).order_by("pk").first()
        if part is None:
            return
        yield clock.now() + timedelta(hours=self.draw.uniform(2, 12))
        claim = open_claim(request=self._wish(part), now=clock.now())
        agrees = self.draw.random() < 0.6
        yield clock.now() + timedelta(hours=self.draw.uniform(20, 40))
        if agrees:
            answer_claim(claim_id=claim.pk, answer=Claim.Answer.AGREES, words=AGREED)
        else:
            answer_claim(claim_id=claim.pk, answer=Claim.Answer.DISAGREES, words=DENIED)
        yield clock.now() + timedelta(hours=self.draw.uniform(20, 60))
        self._decide(claim, part, agrees)

    def _wish(self, part: SellerOrder) -> ClaimRequest:
        line: Line = part.lines.filter(quantity__gt=0).order_by("pk")[0]
        reason, words = self.draw.choice(TOLD)
        # The picture of the goods stands for the picture of what is wrong with them.
        photos = (PurePosixPath(line.photo).stem.rpartition("-")[0],) if line.photo else ()
        return ClaimRequest(f"demo-claim-{part.pk}", part.pk, reason, ((line.pk, 1),), words, photos)

    def _decide(self, claim: Claim, part: SellerOrder, agrees: bool) -> None:
        if agrees:
            amount = Dong(most_to_give_back(claim, part).goods_vnd)
            grant_claim(claim_id=claim.pk, amount=amount, with_delivery_fee=False, words=GRANTED, operator=None)
        else:
            reject_claim(claim_id=claim.pk, words=REJECTED, operator=None)
