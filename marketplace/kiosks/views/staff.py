"""For whoever looks after the kiosks: fairs, codes, devices, and what must be in the tills."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from base import clock
from base.errors import MarketError
from marketplace.access.answers import message_for
from marketplace.access.guards import requires_role
from marketplace.audit.requests import who
from marketplace.audit.services import carry_out
from marketplace.kiosks import services
from marketplace.kiosks.forms import DeviceForm
from marketplace.kiosks.models import Fair, KioskDevice
from marketplace.kiosks.selectors.fairs import devices_of, fairs_with_counts, is_running
from marketplace.kiosks.selectors.takings import takings
from people.models import KIOSK_STAFF, OPERATOR

FAIRS_ON_A_PAGE = 12
staff_only = requires_role(KIOSK_STAFF, OPERATOR)


@staff_only
def fairs(request: HttpRequest) -> HttpResponse:
    """Fairs, the running ones marked."""
    page = Paginator(fairs_with_counts(), FAIRS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "fairs": [(one, is_running(one)) for one in page.object_list]}
    return render(request, "kiosks/staff/fairs.html", context)


@never_cache
@staff_only
def fair(request: HttpRequest, fair_id: int) -> HttpResponse:
    """One fair: cash of a day, goods per seller, devices, a form for the next code. `?ngay=2026-11-24`."""
    return _show_fair(request, get_object_or_404(Fair, pk=fair_id), DeviceForm())


@never_cache
@require_POST
@staff_only
def make_code(request: HttpRequest, fair_id: int) -> HttpResponse:
    """A code for one more device, shown this once."""
    at = get_object_or_404(Fair, pk=fair_id)
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return _show_fair(request, at, form)
    name = form.cleaned_data["device_name"]
    try:
        code = carry_out(
            who=who(request),
            action="pairing_code_made",
            target=f"fair:{at.pk}",
            command=lambda: services.make_pairing_code(fair=at, device_name=name, staff=request.user),  # type: ignore[arg-type]
            device=name,
        )
    except MarketError:
        form.add_error("device_name", _("Hội chợ này đã đóng, không ghép thêm máy được."))
        return _show_fair(request, at, form)
    return render(request, "kiosks/staff/code.html", {"fair": at, "code": code, "device_name": name})


@staff_only
def revoke(request: HttpRequest, device_id: int) -> HttpResponse:
    """Ask first, then shut the device out."""
    device = get_object_or_404(KioskDevice.objects.select_related("fair"), pk=device_id)
    if request.method != "POST":
        return render(request, "kiosks/staff/revoke.html", {"device": device, "fair": device.fair})
    try:
        carry_out(
            who=who(request),
            action="device_revoked",
            target=f"device:{device.pk}",
            command=lambda: services.revoke_device(device_id=device.pk),
            fair=device.fair_id,
        )
        messages.success(request, _("Đã gỡ “%(name)s”. Máy đó không bán được nữa.") % {"name": device.name})
    except MarketError as error:
        messages.error(request, message_for(error))
    return redirect("kiosks:staff_fair", fair_id=device.fair_id)


def _show_fair(request: HttpRequest, at: Fair, form: DeviceForm) -> HttpResponse:
    today = clock.market_day(clock.now())
    day = _asked_day(request, today)
    context = {
        "fair": at,
        "running": is_running(at),
        "over": at.ends_on < today,
        "takings": takings(at, day=day),
        "day": day,
        "today": today,
        "day_before": day - timedelta(days=1),
        "day_after": day + timedelta(days=1) if day < today else None,
        "devices": devices_of(at)[:100],
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "kiosks/staff/fair.html", context, status=status)


def _asked_day(request: HttpRequest, today: date) -> date:
    try:
        return min(date.fromisoformat(request.GET.get("ngay", "")), today)
    except ValueError:
        return today
