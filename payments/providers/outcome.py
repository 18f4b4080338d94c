"""The one answer of every payment provider.

A provider signs, calls and reads; it never touches the database. Whatever it learns ends as an `Outcome`, and one
service of `payments` settles it. To add a provider, copy a neighbouring folder and answer with this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

State = Literal["captured", "failed", "pending", "unknown", "suspected", "reversed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a provider knows about one payment, or about one refund.

    state:
        captured   the money is ours
        failed     no money moved, and none will: for a refund, it was refused
        pending    not decided yet; ask again later
        unknown    no answer that can be trusted; nothing may be concluded from it
        suspected  the money was taken but must not be acted on (VNPAY 07): hold, do not ship
        reversed   the money went back to the buyer, or never stayed; for a refund, it is done
    amount_vnd: whole đồng as the provider names them, None when it names none or nonsense.
    provider_reference: the provider's own number of the transaction, "" when there is none.
    code: the provider's answer code, "" when nothing was understood.
    paid_at: when the money moved (of a refund: when it was taken on), aware UTC; None when it did not or is not told.
    raw: the answer's fields exactly as received, for the audit.
    """

    state: State
    amount_vnd: int | None = None
    provider_reference: str = ""
    code: str = ""
    paid_at: datetime | None = None
    raw: Mapping[str, str] = field(default_factory=dict)
