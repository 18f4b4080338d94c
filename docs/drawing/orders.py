"""The two lives of an order, from orders/transitions.py."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices

from docs.drawing.markdown import code, table
from orders.models import Order, SellerOrder
from orders.transitions import ORDER, SELLER_ORDER, Transition

#: Where a life begins, and why there: place_order decides it by the way of paying.
WHOLE_BEGINS: dict[str, str] = {
    Order.Status.AWAITING_PAYMENT: "VNPAY, till cash",
    Order.Status.CONFIRMED: "cash on delivery",
}
PART_BEGINS: dict[str, str] = {
    SellerOrder.State.AWAITING_PAYMENT: "VNPAY, till cash",
    SellerOrder.State.INCOMING: "cash on delivery",
}


def whole_order() -> str:
    """The buyer's order."""
    return _life(ORDER, Order.Status, WHOLE_BEGINS)


def seller_order() -> str:
    """One seller's part."""
    return _life(SELLER_ORDER, SellerOrder.State, PART_BEGINS)


def _life(rules: Mapping[str, Transition], states: type[TextChoices], begins: Mapping[str, str]) -> str:
    return "\n".join([_diagram(rules, states, begins), _rules(rules, states), _states(states)])


def _diagram(rules: Mapping[str, Transition], states: type[TextChoices], begins: Mapping[str, str]) -> str:
    arrows = [f"[*] --> {state} : {why}" for state, why in begins.items()]
    for rule in rules.values():
        arrows += [f"{source} --> {rule.target} : {rule.command}" for source in _ordered(rule, states)]
    left = {source for rule in rules.values() for source in rule.sources}
    arrows += [f"{state} --> [*]" for state in states.values if state not in left]
    return "```mermaid\nstateDiagram-v2\n" + "".join(f"    {arrow}\n" for arrow in arrows) + "```\n"


def _rules(rules: Mapping[str, Transition], states: type[TextChoices]) -> str:
    head = ("command", "from", "to", "records")
    return table(
        head,
        (
            (f"`{r.command}`", code(_ordered(r, states)), f"`{r.target}`", f"`{r.event}`" if r.event else "nothing")
            for r in rules.values()
        ),
    )


def _states(states: type[TextChoices]) -> str:
    return table(("state", "on screens"), ((f"`{state.value}`", str(state.label)) for state in states))


def _ordered(rule: Transition, states: type[TextChoices]) -> list[str]:
    return [str(state) for state in states.values if state in rule.sources]
