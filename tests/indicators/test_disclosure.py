"""What is published never lets anybody find what is hidden."""

from hypothesis import given
from hypothesis import strategies as st

from indicators.disclosure import FEWEST_SELLERS, publishable, publishable_total
from indicators.selectors import Figures


def cell(sellers):
    return Figures(orders=sellers * 2, sales_vnd=sellers * 100_000, sellers=sellers)


def hidden(**sellers):
    return {key for key, one in publishable({key: cell(n) for key, n in sellers.items()}).items() if one is None}


def test_small_cells_are_hidden():
    assert hidden(a=4, b=3, c=9) == {"a", "b"}


def test_five_sellers_are_enough():
    assert hidden(a=5, b=6) == set()


def test_one_hidden_cell_takes_the_next_smallest_with_it():
    assert hidden(a=2, b=12, c=7) == {"a", "c"}


def test_a_few_sellers_in_several_cells_are_still_a_few():
    assert hidden(a=1, b=2, c=7, d=30) == {"a", "b", "c"}


def test_cells_without_sales_stay():
    assert hidden(a=0, b=8) == set()
    assert publishable({"a": Figures()}) == {"a": Figures()}


def test_the_total_itself():
    assert publishable_total(cell(4)) is None
    assert publishable_total(cell(5)) == cell(5)
    assert publishable_total(Figures()) == Figures()


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 12).map(cell), max_size=12))
def test_what_is_missing_is_never_one_family(cells):
    shown = publishable(cells)
    missing = [cells[key] for key, one in shown.items() if one is None]
    left = [one for one in shown.values() if one is not None and one.orders]
    assert all(one.sellers >= FEWEST_SELLERS for one in left)
    # Where nothing is left to hide behind, the total is hidden or every cell is.
    if missing and left:
        assert len(missing) > 1
        assert sum(one.sellers for one in missing) >= FEWEST_SELLERS
