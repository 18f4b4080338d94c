"""Bodies of the kiosk API. Money in whole đồng, times in UTC."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Field, Schema

from base.money import LARGEST_PAYMENT, Dong
from marketplace.kiosks.selectors.receipts import Receipt
from orders.services.placing import MOST_UNITS_OF_ONE

_LARGEST_ID = 2**63 - 1


class PairIn(Schema):
    code: str = Field(max_length=40, description="Eight characters; spaces and small letters do not matter")


class DeviceOut(Schema):
    id: int
    name: str


class FairOut(Schema):
    id: int
    name: str
    place: str
    starts_on: date
    ends_on: date


class PairOut(Schema):
    token: str
    device: DeviceOut
    fair: FairOut


class ProductOut(Schema):
    id: int = Field(alias="product_id")
    title: str
    unit: str
    price_vnd: int
    available: int
    on_sale: bool
    seller: str = Field(alias="seller_name")
    category: str = Field(alias="category_slug")
    ocop_star: int | None
    image: str = Field(alias="image_url")


class CatalogueOut(Schema):
    position: int
    complete: bool
    products: list[ProductOut]


class LineIn(Schema):
    product_id: int = Field(ge=1, le=_LARGEST_ID)
    quantity: int = Field(ge=1, le=MOST_UNITS_OF_ONE, strict=True)


class SaleIn(Schema):
    request_id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,50}$", description="Made by the kiosk, one per sale")
    lines: list[LineIn] = Field(min_length=1, max_length=200)
    cash_given_vnd: int | None = Field(None, ge=0, le=LARGEST_PAYMENT, strict=True)
    shown_total_vnd: int | None = Field(None, ge=0, strict=True, description="Refused when the sum is another by now")


class SoldLineOut(Schema):
    title: str
    unit: str
    quantity: int
    unit_price_vnd: int
    amount_vnd: int


class SellerPartOut(Schema):
    seller: str
    total_vnd: int
    lines: list[SoldLineOut]


class SaleOut(Schema):
    number: str
    sold_at: datetime
    total_vnd: int
    cash_given_vnd: int | None
    change_vnd: int | None
    url: str
    sellers: list[SellerPartOut]

    @classmethod
    def of(cls, receipt: Receipt) -> SaleOut:
        """The receipt as JSON."""
        return cls(
            number=receipt.number,
            sold_at=receipt.sold_at,
            total_vnd=receipt.total.amount,
            cash_given_vnd=_vnd(receipt.given),
            change_vnd=_vnd(receipt.change),
            url=receipt.url,
            sellers=[
                SellerPartOut(
                    seller=part.seller_name,
                    total_vnd=part.total.amount,
                    lines=[
                        SoldLineOut(
                            title=line.title,
                            unit=line.unit,
                            quantity=line.quantity,
                            unit_price_vnd=line.unit_price.amount,
                            amount_vnd=line.amount.amount,
                        )
                        for line in part.lines
                    ],
                )
                for part in receipt.parts
            ],
        )


def _vnd(amount: Dong | None) -> int | None:
    return None if amount is None else amount.amount
