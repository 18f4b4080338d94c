"""The stalls of the market: its top categories, in the order in which people walk past them."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from catalogue.folding import slugify_vietnamese
from catalogue.models import Category

#: Name, which screens say in the reader's language, and the drawing for it (marketplace/design/static/design/art).
TOP_CATEGORIES = {
    gettext_noop("Hải sản khô"): "tom-kho",
    gettext_noop("Hải sản tươi sống"): "cua",
    gettext_noop("Mắm và nước mắm"): "nuoc-mam",
    gettext_noop("Gia vị"): "muoi",
    gettext_noop("Mật ong"): "mat-ong",
    gettext_noop("Bánh và ăn vặt"): "banh-phong",
    gettext_noop("Gạo và nông sản"): "gao",
    gettext_noop("Đồ uống"): "nuoc-cot",
    gettext_noop("Thủ công mỹ nghệ"): "khan-ran",
}


def ensure_categories() -> dict[str, Category]:
    """Make the categories that are missing; all of them by name. Safe to call again."""
    known = {c.name: c for c in Category.objects.filter(depth=1)}
    for name in [name for name in TOP_CATEGORIES if name not in known]:
        known[name] = Category.add_root(name=name, slug=slugify_vietnamese(name))
    return {name: known[name] for name in TOP_CATEGORIES}
