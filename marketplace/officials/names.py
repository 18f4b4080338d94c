"""What the codes in the figures are called."""

from __future__ import annotations

from django.utils.translation import gettext as _

from catalogue.models import Category
from places import register


def commune_name(code: str) -> str:
    """ "Xã Năm Căn"; the code itself for one that is no longer known."""
    found = register.communes().get(code)
    return found.full_name if found else code


def category_names() -> dict[str, str]:
    """Names of the market's categories by slug, in their order."""
    stalls = Category.objects.filter(depth=1).order_by("path").values_list("slug", "name")
    return {slug: _(name) for slug, name in stalls}
