"""How a browser becomes a kiosk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from base.errors import MarketError
from marketplace.access.answers import message_for, status_for
from marketplace.access.guards import client_ip
from marketplace.kiosks import services
from marketplace.kiosks.forms import PairForm
from marketplace.kiosks.gate import device_of, keep_key


def home(request: HttpRequest) -> HttpResponse:
    """A kiosk goes on selling, everybody else is asked for a code."""
    return redirect("kiosks:sell" if device_of(request) else "kiosks:pair")


@never_cache
def pair(request: HttpRequest) -> HttpResponse:
    """Ask for the code; the right one gives this browser its key."""
    form = PairForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _, key = services.pair_device(code=form.cleaned_data["code"], ip=client_ip(request))
        except MarketError as error:
            form.add_error("code", message_for(error))
            status = status_for(error)
        else:
            response = redirect("kiosks:sell")
            keep_key(response, key)
            return response
    return render(request, "kiosks/pair.html", {"form": form, "revoked": "bi-go" in request.GET}, status=status)
