"""What may leave the house: no cell from which a family could be guessed (docs/decisions/0003)."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.selectors import Figures

#: A cell made of fewer sellers is not published.
FEWEST_SELLERS = 5


def publishable(cells: Mapping[str, Figures]) -> dict[str, Figures | None]:
    """The cells of one table with None for those that are not published; the total is printed below them.

    Cells of fewer than five sellers are hidden. When what is hidden could be found by subtracting the rest from the
    total (one hidden cell, or several of fewer than five sellers together), the smallest cells that remain are hidden
    too. A cell without sales gives nobody away and stays.
    """
    sold = {key: figures for key, figures in cells.items() if figures.orders}
    hidden = {key for key, figures in sold.items() if figures.sellers < FEWEST_SELLERS}
    for key in sorted(sold.keys() - hidden, key=lambda each: (sold[each].sellers, each)):
        if not hidden or (len(hidden) > 1 and sum(sold[each].sellers for each in hidden) >= FEWEST_SELLERS):
            break
        hidden.add(key)
    return {key: None if key in hidden else figures for key, figures in cells.items()}


def publishable_total(whole: Figures) -> Figures | None:
    """The total itself, or None when it is made of fewer than five sellers."""
    return whole if not whole.orders or whole.sellers >= FEWEST_SELLERS else None
