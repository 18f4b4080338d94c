"""Photos that were sent before their listing was accepted. They survive a refused form and are forgotten in a day."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import IO

from django.core.files.storage import default_storage
from django.db import transaction

from base.errors import NotFound
from catalogue.models import ProductImage, StagedPhoto
from catalogue.photo_names import WIDTHS, original_name, sized_name
from catalogue.photos import store_photo
from people.models import User

#: How long a photo waits for its listing.
STAGED_FOR = timedelta(days=1)
#: Photos one person may have waiting; the oldest make room, so that nobody fills the disk.
MOST_STAGED = 30


def stage_photo(*, owner: User, file: IO[bytes]) -> StagedPhoto:
    """Keep a photo for a listing that is still being written. Raises InvalidPhoto."""
    staged = StagedPhoto.objects.create(token=secrets.token_urlsafe(32), owner=owner, stem=store_photo(file))
    for old in StagedPhoto.objects.filter(owner=owner).order_by("-created_at")[MOST_STAGED:]:
        _forget(old)
    return staged


@transaction.atomic
def take_staged_photo(*, token: str, owner: User) -> str:
    """Use a waiting photo for a listing: its stem. Raises NotFound when it is not the owner's or waits no more."""
    staged = StagedPhoto.objects.select_for_update().filter(token=token, owner=owner).first()
    if staged is None:
        raise NotFound
    staged.delete()
    return staged.stem


def forget_staged_photos(*, now: datetime, limit: int = 500) -> int:
    """Throw away photos that waited too long for a listing; says how many."""
    old = list(StagedPhoto.objects.filter(created_at__lt=now - STAGED_FOR).order_by("created_at")[:limit])
    for staged in old:
        _forget(staged)
    return len(old)


def _forget(staged: StagedPhoto) -> None:
    original = original_name(staged.stem)
    staged.delete()
    wanted = (
        StagedPhoto.objects.filter(stem=staged.stem).exists() or ProductImage.objects.filter(original=original).exists()
    )
    # Files older than this row were stored for somebody before, and an order may still show them.
    if wanted or not _stored_since(original, staged.created_at - timedelta(minutes=2)):
        return
    for width in WIDTHS:
        default_storage.delete(sized_name(original, width))


def _stored_since(name: str, moment: datetime) -> bool:
    return default_storage.exists(name) and default_storage.get_modified_time(name) >= moment
