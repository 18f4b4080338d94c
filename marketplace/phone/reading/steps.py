"""The line of an order: what happened when, and what is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from events.selectors import history
from marketplace.phone.reading.orders import ShownPart, State

#: State, the event that led there, how the producer calls it.
_PATH = (
    (State.INCOMING, "SellerOrderReady", gettext_noop("Khách đặt")),
    (State.ACCEPTED, "SellerOrderAccepted", gettext_noop("Bạn nhận đơn")),
    (State.PACKED, "SellerOrderPacked", gettext_noop("Gói xong")),
    (State.HANDED_OVER, "SellerOrderHandedOver", gettext_noop("Giao cho người chở")),
    (State.DELIVERED, "SellerOrderDelivered", gettext_noop("Khách nhận hàng")),
)


@dataclass(frozen=True)
class Step:
    """A node of the line: `state` is done, now, todo or stop."""

    state: str
    title: str
    at: datetime | None = None
    detail: str = ""


def steps_of(shown: ShownPart) -> list[Step]:
    """Everything recorded of an order, then what is still to come."""
    part = shown.part
    times = {event.name: event.occurred_at for event in history(f"seller_order:{part.pk}")}
    happened = [Step("done", _(title), times[name]) for _state, name, title in _PATH if name in times]
    if part.state == State.REFUSED:
        return [*happened, Step("stop", _("Bạn báo không giao được"), part.state_since, _(part.refusal_reason))]
    if part.state == State.CANCELLED:
        who = _("Chợ hủy đơn") if part.order.cancel_reason else _("Khách hủy đơn")
        return [*happened, Step("stop", who, part.state_since, part.order.cancel_reason)]
    if part.state == State.UNDELIVERED:
        return [*happened, Step("stop", _("Giao không thành"), part.state_since, part.get_failure_display())]
    states = [state for state, _name, _title in _PATH]
    ahead = _PATH[states.index(State(part.state)) + 1 :]
    return happened + [Step("todo" if place else "now", _(title)) for place, (_s, _n, title) in enumerate(ahead)]
