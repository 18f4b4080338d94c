"""What stands beside the names at the desk's side, and words that Oscar's fields do not know themselves."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from marketplace.operators.account_names import account_name
from marketplace.operators.selectors.open_work import open_counts
from orders.delivery.carriers import CARRIERS
from orders.models import Order

register = template.Library()


@register.simple_tag(takes_context=True)
def open_work_counts(context: template.Context) -> dict[str, int]:
    """`{% open_work_counts as counts %}`: what waits, by kind; the page's own counts when it has them."""
    counts: dict[str, int] = context.get("counts") or open_counts()
    return counts | {"all": sum(counts.values())}


@register.filter
def order_status(status: str) -> str:
    """`{{ order.status|order_status }}`: Oscar's field has no choices, so it cannot say them."""
    return str(Order.Status(status).label)


@register.filter
def carrier_name(code: str) -> str:
    """`{{ part.carrier|carrier_name }}`: what people call who carries it."""
    return _(CARRIERS[code].name) if code in CARRIERS else code


@register.filter
def account(code: str) -> str:
    """`{{ leg.account.code|account }}`: an account of the ledger in words."""
    return account_name(code)
