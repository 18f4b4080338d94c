"""Claims about a seller's orders, as his phone shows them."""

from __future__ import annotations

from dataclasses import dataclass

from base import clock
from orders.claims.models import Claim
from orders.claims.selectors import claims_to_answer, whole_claims

MOST_SHOWN = 5


@dataclass(frozen=True)
class ToldClaim:
    """One claim, and whether it waits for the producer."""

    claim: Claim

    @property
    def waits(self) -> bool:
        """Whether the producer may still answer."""
        return self.claim.state == Claim.State.OPENED

    @property
    def overdue(self) -> bool:
        return self.claim.answer_due_at < clock.now()


def own_claim(seller_id: int, claim_id: int) -> ToldClaim | None:
    """A claim about one of the seller's orders; None for others' as for none."""
    claim = whole_claims().filter(seller_order__seller_id=seller_id, pk=claim_id).first()
    return ToldClaim(claim) if claim else None


def waiting_claims(seller_id: int) -> list[ToldClaim]:
    """What the producer has to answer, what is due first in front."""
    return [ToldClaim(claim) for claim in claims_to_answer(seller_id=seller_id)[:MOST_SHOWN]]
