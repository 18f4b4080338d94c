"""What a kiosk's program calls: pair, fetch the goods, send sales. Shapes: docs/interface.md."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.security import HttpBearer

from base.money import Dong
from marketplace.access.guards import client_ip
from marketplace.kiosks import services
from marketplace.kiosks.errors import DeviceNotPaired
from marketplace.kiosks.models import KioskDevice
from marketplace.kiosks.schemas import CatalogueOut, PairIn, PairOut, SaleIn, SaleOut
from marketplace.kiosks.selectors.fairs import device_of_key
from marketplace.kiosks.selectors.goods import catalogue_changes, catalogue_position, goods_of_fair
from marketplace.kiosks.selectors.receipts import receipt_of
from orders.services import WantedLine


class DeviceKey(HttpBearer):
    """`Authorization: Bearer <device key>`; anything else is 401 in the market's own shape."""

    def __call__(self, request: HttpRequest) -> KioskDevice:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        return self.authenticate(request, key.strip() if scheme.lower() == "bearer" else "")

    def authenticate(self, request: HttpRequest, token: str) -> KioskDevice:
        device = device_of_key(token)
        if device is None:
            raise DeviceNotPaired
        services.see_device(device=device)
        return device


router = Router(tags=["kiosk"])
paired = DeviceKey()


@router.post("/pair", response=PairOut, summary="Use up a pairing code")
def pair(request: HttpRequest, body: PairIn) -> dict[str, Any]:
    """The device's key is in this answer and nowhere else."""
    device, key = services.pair_device(code=body.code, ip=client_ip(request))
    return {"token": key, "device": device, "fair": device.fair}


@router.get("/catalogue", auth=paired, response=CatalogueOut, summary="Goods of the fair, or what changed")
def catalogue(request: HttpRequest, after: int = 0) -> dict[str, Any]:
    """Without `after` everything. `complete` says that the list replaces what the kiosk has."""
    fair = request.auth.fair  # type: ignore[attr-defined]  # ninja puts it there
    # Read first: what changes meanwhile is told again next time rather than never.
    position = catalogue_position()
    changes = catalogue_changes(fair, after=after)
    products = goods_of_fair(fair) if changes is None else changes
    return {"position": position, "complete": changes is None, "products": products}


@router.post("/sales", auth=paired, response=SaleOut, summary="A sale for cash")
def sell(request: HttpRequest, body: SaleIn) -> SaleOut:
    """The same `request_id` with the same body is one sale with one answer; with another body it is 422."""
    sale = services.sell_for_cash(
        device=request.auth,  # type: ignore[attr-defined]
        request_id=body.request_id,
        lines=[WantedLine(line.product_id, line.quantity) for line in body.lines],
        cash_given=None if body.cash_given_vnd is None else Dong(body.cash_given_vnd),
        shown_total=None if body.shown_total_vnd is None else Dong(body.shown_total_vnd),
    )
    return SaleOut.of(receipt_of(sale))
