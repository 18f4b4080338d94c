"""The stalls of the market: its top categories, in the order in which people walk past them."""

from __future__ import annotations

from catalogue.folding import slugify_vietnamese
from catalogue.models import Category

#: Name and the drawing that stands for it (marketplace/design/static/design/art).
TOP_CATEGORIES = {
    "Hải sản khô": "tom-kho",
    "Hải sản tươi sống": "cua",
    "Mắm và nước mắm": "nuoc-mam",
    "Gia vị": "muoi",
    "Mật ong": "mat-ong",
    "Bánh và ăn vặt": "banh-phong",
    "Gạo và nông sản": "gao",
    "Đồ uống": "nuoc-cot",
    "Thủ công mỹ nghệ": "khan-ran",
}


def ensure_categories() -> dict[str, Category]:
    """Make the categories that are missing; all of them by name. Safe to call again."""
    known = {c.name: c for c in Category.objects.filter(depth=1)}
    for name in [name for name in TOP_CATEGORIES if name not in known]:
        known[name] = Category.add_root(name=name, slug=slugify_vietnamese(name))
    return {name: known[name] for name in TOP_CATEGORIES}
