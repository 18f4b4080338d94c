"""A household's own statement of its ethnic group: sensitive data (NĐ 356/2025), freely given, for statistics only.

It is sealed before it reaches the database, is never shown again, not even to the household itself, and is erased
when the consent is withdrawn. Events do not speak of it.
"""

from __future__ import annotations

from django.db import transaction

from base import clock
from base.errors import InvalidInput
from sellers.ethnic_groups import SCHEME, ethnic_groups
from sellers.models import EthnicityConsent, Partner
from sellers.sealing import sealer

#: Grows with the wording of the question, so that it is known what each household agreed to.
WORDING = "2026-11"


@transaction.atomic
def record_ethnicity(*, seller: Partner, code: str) -> None:
    """Keep what a household says of itself, with its consent of this moment. Raises InvalidInput (unknown code)."""
    if code not in ethnic_groups():
        raise InvalidInput({"ethnic_group": "unknown"})
    EthnicityConsent.objects.update_or_create(
        seller=seller,
        defaults={
            "scheme": SCHEME,
            "encrypted_code": sealer().encrypt(code.encode()),
            "wording_version": WORDING,
            "consented_at": clock.now(),
            "withdrawn_at": None,
        },
    )


@transaction.atomic
def withdraw_ethnicity(*, seller: Partner) -> None:
    """Erase the statement; only that it was withdrawn, and when, stays known."""
    EthnicityConsent.objects.filter(seller=seller, withdrawn_at=None).update(
        encrypted_code=b"", withdrawn_at=clock.now()
    )
