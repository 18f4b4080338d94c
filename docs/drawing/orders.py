"""The lives of an order, of its parts and of a claim, from orders/transitions.py."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices

from docs.drawing.markdown import code, table
from orders.claims.models import Claim
from orders.models import Order, SellerOrder
from orders.transitions import CLAIM, ORDER, SELLER_ORDER, STAYS, Transition

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


def claim() -> str:
    """A buyer's claim about a delivered part."""
    return _life(CLAIM, Claim.State, {Claim.State.OPENED: "within the window"})


def _life(rules: Mapping[str, Transition], states: type[TextChoices], begins: Mapping[str, str]) -> str:
    return "\n".join([_diagram(rules, states, begins), _rules(rules, states), _states(states)])


def _diagram(rules: Mapping[str, Transition], states: type[TextChoices], begins: Mapping[str, str]) -> str:
    arrows = [f"[*] --> {state} : {why}" for state, why in begins.items()]
    for rule in rules.values():
        arrows += [f"{source} --> {_target(rule, source)} : {rule.command}" for source in _ordered(rule, states)]
    left = {source for rule in rules.values() for source in rule.sources if rule.target != STAYS}
    arrows += [f"{state} --> [*]" for state in states.values if state not in left]
    return "```mermaid\nstateDiagram-v2\n" + "".join(f"    {arrow}\n" for arrow in arrows) + "```\n"


def _rules(rules: Mapping[str, Transition], states: type[TextChoices]) -> str:
    head = ("command", "from", "to", "only when", "records")
    return table(head, (_row(rule, states) for rule in rules.values()))


def _row(rule: Transition, states: type[TextChoices]) -> tuple[str, ...]:
    return (
        f"`{rule.command}`",
        code(_ordered(rule, states)),
        "stays" if rule.target == STAYS else f"`{rule.target}`",
        rule.guard.says if rule.guard else "",
        f"`{rule.event}`" if rule.event else "nothing",
    )


def _target(rule: Transition, source: str) -> str:
    return source if rule.target == STAYS else rule.target


def _states(states: type[TextChoices]) -> str:
    return table(("state", "on screens"), ((f"`{state.value}`", str(state.label)) for state in states))


def _ordered(rule: Transition, states: type[TextChoices]) -> list[str]:
    return [str(state) for state in states.values if state in rule.sources]
