"""The icon tag."""

from __future__ import annotations

import pytest
from django.template import TemplateSyntaxError

from marketplace.design.icons import SHAPES


def test_an_icon_carries_its_own_shape_and_is_silent(rendered):
    markup = rendered("{% icon 'cart' %}")
    assert markup == f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{SHAPES["cart"]}</svg>'


def test_an_icon_that_stands_alone_says_what_it_is(rendered):
    assert 'role="img" aria-label="Giỏ &lt;hàng&gt;"' in rendered("{% icon 'cart' label='Giỏ <hàng>' %}")


def test_an_unknown_icon_is_a_mistake_of_the_template(rendered):
    with pytest.raises(TemplateSyntaxError, match="no icon 'cat'"):
        rendered("{% icon 'cat' %}")


def test_icons_take_the_colour_of_the_text_around_them():
    assert len(SHAPES) >= 60
    assert not [name for name, shape in SHAPES.items() if "#" in shape or "<script" in shape]
