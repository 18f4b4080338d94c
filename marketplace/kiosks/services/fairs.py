"""Opening a fair and saying what is sold there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from base.errors import InvalidInput
from events.fairs import FairChanged
from events.outbox import record
from marketplace.kiosks.models import Fair
from places import register


@dataclass(frozen=True)
class FairInput:
    """What an operator says of a fair; both days are market days and belong to it."""

    name: str
    place: str
    commune_code: str
    starts_on: date
    ends_on: date

    def check(self) -> None:
        """Raises InvalidInput naming every field that cannot be right, UnknownCommune for another province's."""
        wrong = {field: "required" for field in ("name", "place") if not getattr(self, field).strip()}
        if self.ends_on < self.starts_on:
            wrong["ends_on"] = "before_start"
        if wrong:
            raise InvalidInput(wrong)
        register.market_commune(self.commune_code)


@transaction.atomic
def open_fair(*, fair: FairInput) -> Fair:
    """Write a new fair. Raises InvalidInput, UnknownCommune."""
    fair.check()
    opened = Fair.objects.create(**vars(fair))
    record(FairChanged(opened.pk))
    return opened


@transaction.atomic
def change_fair(*, fair_id: int, fair: FairInput) -> None:
    """Change its name, place or days. Raises InvalidInput, UnknownCommune."""
    fair.check()
    Fair.objects.filter(pk=fair_id).update(**vars(fair))
    record(FairChanged(fair_id))


@transaction.atomic
def choose_goods(*, fair_id: int, add: Iterable[int] = (), remove: Iterable[int] = ()) -> None:
    """Bring products to the fair, or take them away again."""
    goods = Fair.objects.get(pk=fair_id).products
    goods.add(*add)
    goods.remove(*remove)
    record(FairChanged(fair_id))
