"""Money is whole đồng. Vietnam has had no smaller unit in use for decades, so a fraction is always a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

#: VNPAY's vnp_Amount has 12 digits and counts hundredths, so one payment can carry no more than this (đồng).
LARGEST_PAYMENT = 9_999_999_999


@dataclass(frozen=True, order=True, slots=True)
class Dong:
    """An amount of money in whole đồng. Raises TypeError for anything but an int."""

    amount: int

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError(f"whole đồng must be an int, not {type(self.amount).__name__}")

    @classmethod
    def from_decimal(cls, value: Decimal) -> Dong:
        """Read one of Oscar's decimals. Raises ValueError when it carries a fraction of a đồng."""
        if value != value.to_integral_value():
            raise ValueError(f"{value} is not whole đồng")
        return cls(int(value))

    def to_decimal(self) -> Decimal:
        """The same amount for one of Oscar's decimal columns."""
        return Decimal(self.amount)

    def __add__(self, other: Dong) -> Dong:
        return Dong(self.amount + other.amount)

    def __sub__(self, other: Dong) -> Dong:
        return Dong(self.amount - other.amount)

    def __mul__(self, times: int) -> Dong:
        return Dong(self.amount * times)

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        """Vietnamese notation: dots between thousands, a true minus, ₫ tied to the number by a no-break space."""
        return f"{self.amount:,}".replace(",", ".").replace("-", "−") + "\u00a0₫"

    def share(self, weights: Sequence[int]) -> list[Dong]:
        """Split by weight, largest remainder first; the parts always sum to the whole.

        Raises ValueError when there is no positive weight to split by.
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights must be non-negative with a positive sum")
        parts = [self.amount * w // total for w in weights]
        by_remainder = sorted(range(len(weights)), key=lambda i: (-(self.amount * weights[i] % total), i))
        for i in by_remainder[: self.amount - sum(parts)]:
            parts[i] += 1
        if sum(parts) != self.amount:
            raise AssertionError("shares do not sum to the whole")
        return [Dong(p) for p in parts]


ZERO = Dong(0)


def total(amounts: Sequence[Dong]) -> Dong:
    """Sum of amounts; zero for none."""
    return Dong(sum(a.amount for a in amounts))
