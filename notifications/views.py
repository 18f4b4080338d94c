"""Catching up without a socket."""

from __future__ import annotations

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from notifications.selectors import TooOld, entries_after
from notifications.topics import may_follow


@require_GET
def catch_up(request: HttpRequest, topic: str) -> JsonResponse:
    """`?after=N`: entries after N and the position they reach; 410 when N is too old, 404 without the right to know."""
    viewer = request.user if request.user.is_authenticated else None
    if not may_follow(topic=topic, viewer=viewer, token=request.GET.get("token", "")):
        raise Http404
    try:
        after = max(0, int(request.GET.get("after") or 0))
        entries = entries_after(topic=topic, after=after)
    except ValueError:
        return _refusal(422, "invalid_input", _("“after” phải là một số."))
    except TooOld:
        return _refusal(410, "too_old", _("Lâu quá rồi. Tải lại trang để xem từ đầu."))
    told = [{"position": each.position, "kind": each.kind, "event_id": str(each.event_id)} for each in entries]
    return JsonResponse({"position": entries[-1].position if entries else after, "entries": told})


def _refusal(status: int, code: str, message: str) -> JsonResponse:
    return JsonResponse({"code": code, "message": message, "fields": {}}, status=status)
