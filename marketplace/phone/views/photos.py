"""What the listing's page asks while it is being filled in."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from catalogue.errors import EmptyPhoto, InvalidPhoto
from catalogue.guessing import guess_category
from catalogue.models import LONGEST_TITLE
from catalogue.photo_names import original_name, photo_url
from catalogue.selectors import top_categories
from catalogue.services import stage_photo
from marketplace.access.answers import message_for, status_for
from marketplace.phone.stall import holder_of, requires_stall


@require_POST
@requires_stall
def photo(request: HttpRequest) -> JsonResponse:
    """Take a photo ahead of its listing: `{"token", "url"}`, or `{"code", "message"}` when it is none."""
    files = request.FILES.getlist("photo")
    try:
        if not files:
            raise EmptyPhoto
        staged = stage_photo(owner=holder_of(request), file=files[-1])
    except InvalidPhoto as refused:
        return JsonResponse({"code": refused.code, "message": message_for(refused)}, status=status_for(refused))
    return JsonResponse({"token": staged.token, "url": photo_url(original_name(staged.stem), 640)})


@require_GET
@requires_stall
def guess(request: HttpRequest) -> JsonResponse:
    """The category that a name (`?ten=`) suggests: `{"slug", "name"}`, both empty when none does."""
    slug = guess_category(request.GET.get("ten", "")[:LONGEST_TITLE])
    found = next((category for category in top_categories() if category.slug == slug), None)
    return JsonResponse({"slug": found.slug if found else "", "name": _(found.name) if found else ""})
