"""Reading the catalogue."""

from __future__ import annotations

import re

from django.db.models import QuerySet

from catalogue.models import Category, StagedPhoto
from people.models import User

_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)


def top_categories() -> QuerySet[Category]:
    """The stalls of the market, in their order."""
    return Category.objects.filter(depth=1).order_by("path")


def staged_photo(*, token: str, viewer: User) -> StagedPhoto | None:
    """A waiting photo of the viewer's own, if it still waits."""
    # PostgreSQL refuses NUL even in a question, and whatever is no token names no photo.
    if not _TOKEN.fullmatch(token):
        return None
    return StagedPhoto.objects.filter(token=token, owner=viewer).first()
