"""Form fields: how they are shown, and the one for prices."""

from __future__ import annotations

import pytest
from django import forms

from base.money import Dong
from marketplace.design.fields import DongField
from marketplace.design.samples import TYPED, SampleForm


class PriceForm(forms.Form):
    price = DongField(label="Giá", low=1_000, high=1_000_000)


def price(text: str) -> PriceForm:
    return PriceForm({"price": text})


@pytest.mark.parametrize("text", ["780000", "780.000", " 780.000 ₫", "780.000đ", "780 000"])
def test_a_price_is_read_however_it_is_written(text):
    form = price(text)
    assert form.is_valid()
    assert form.cleaned_data["price"] == Dong(780_000)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", "required", ""),
        ("bảy trăm", "invalid", "ví dụ 780.000"),
        ("-5", "invalid", "chữ số"),
        ("7,5", "invalid", "chữ số"),
        ("٣٤٠٠٠", "invalid", "chữ số"),
        ("34", "low", "34\u00a0₫ thấp quá. Giá nhỏ nhất là 1.000\u00a0₫."),
        ("9" * 15, "high", "cao quá"),
        ("9" * 40, "invalid", "chữ số"),
    ],
)
def test_a_price_that_cannot_be_right_is_answered_beside_the_box(text, code, said):
    form = price(text)
    assert form.errors.get_json_data()["price"][0]["code"] == code
    assert said in form.errors["price"][0]


def test_no_price_is_none_where_it_may_stay_empty():
    assert DongField(required=False).clean("") is None


def test_a_stored_price_is_shown_with_its_dots(rendered):
    markup = rendered("{% field form.price %}", form=PriceForm(initial={"price": Dong(1_250_000)}))
    assert 'value="1.250.000"' in markup
    assert "data-money" in markup
    assert 'inputmode="numeric"' in markup


def test_label_hint_control_and_error_are_tied_together(rendered):
    form = SampleForm(TYPED | {"title": ""})
    markup = rendered("{% field form.title autocomplete='off' %}", form=form)
    assert '<label for="id_title">Tên món' in markup
    assert 'aria-describedby="id_title_helptext id_title_error"' in markup
    assert 'aria-invalid="true"' in markup
    assert '<p class="hint" id="id_title_helptext">' in markup
    assert '<p class="err" id="id_title_error">' in markup
    assert 'autocomplete="off"' in markup
    assert 'class="in"' in markup


def test_what_was_typed_is_kept_and_escaped(rendered):
    markup = rendered("{% field form.price %}", form=SampleForm(TYPED | {"price": '"><script>'}))
    assert 'value="&quot;&gt;&lt;script&gt;"' in markup
    assert "<script" not in markup


def test_choices_are_rows_in_a_named_group(rendered):
    markup = rendered("{% field form.delivery %}", form=SampleForm(TYPED))
    assert markup.startswith('<fieldset class="field" id="id_delivery"')
    assert "<legend>Giao cách nào?</legend>" in markup
    assert markup.count("<label") == 2


def test_only_fields_that_may_stay_empty_say_so(rendered):
    form = SampleForm(TYPED)
    assert "không bắt buộc" in rendered("{% field form.story %}", form=form)
    assert "không bắt buộc" not in rendered("{% field form.title %}", form=form)
    assert "không bắt buộc" not in rendered("{% field form.code %}", form=form)


def test_the_summary_links_to_every_wrong_field(rendered):
    form = SampleForm(TYPED)
    form.add_error(None, "Sạp đang nghỉ, chưa đăng được.")
    markup = rendered("{% error_summary form %}", form=form)
    assert 'role="alert"' in markup
    assert "Sạp đang nghỉ" in markup
    assert "Còn 2 ô cần sửa:" in markup
    assert 'href="#id_price"' in markup
    assert 'href="#id_phone"' in markup


def test_no_summary_while_all_is_well(rendered):
    assert rendered("{% error_summary form %}", form=SampleForm()).strip() == ""
