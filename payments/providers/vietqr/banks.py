"""Banks that take VietQR transfers, by the six-digit BIN that NAPAS gave them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bank:
    """One receiver of transfers; `name` as people call it."""

    bin: str
    name: str


# Constants of the npm package vietnam-qr-pay 1.5.1.
BANKS = (
    Bank("970405", "Agribank"),
    Bank("970436", "Vietcombank"),
    Bank("970415", "VietinBank"),
    Bank("970418", "BIDV"),
    Bank("970449", "LPBank"),
    Bank("970407", "Techcombank"),
    Bank("970422", "MB"),
    Bank("970416", "ACB"),
    Bank("970432", "VPBank"),
    Bank("970403", "Sacombank"),
    Bank("970423", "TPBank"),
    Bank("970437", "HDBank"),
    Bank("970441", "VIB"),
    Bank("970443", "SHB"),
    Bank("970426", "MSB"),
    Bank("970452", "Kienlongbank"),
    Bank("970419", "NCB"),
    Bank("971025", "MoMo"),
)
