"""Phone, code and, for staff, password."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from base.errors import FinalFailure, MarketError, TemporaryFailure, TooManyAttempts
from marketplace.access.answers import message_for, status_for
from marketplace.access.guards import client_ip
from marketplace.entrance.door import Door, forget_door, keep_door, read_door
from marketplace.entrance.forms import CodeForm, PasswordForm, PhoneForm
from marketplace.entrance.landing import landing_of, safe_next
from marketplace.entrance.sending import send_code
from people.models import User
from people.selectors import needs_second_factor
from people.services import check_code, check_second_factor
from people.services.codes import BETWEEN_TWO

WAIT = int(BETWEEN_TWO.total_seconds())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest) -> HttpResponseBase:
    """Which number? A code is sent to it, whether it is known or not."""
    wanted = safe_next(request, request.GET.get("next", ""))
    if isinstance(request.user, User):
        return redirect(wanted or landing_of(request.user))
    door = replace(read_door(request), next=wanted)
    form = PhoneForm(
        request.POST if request.method == "POST" else None, initial={"phone": door.phone.replace("+84", "0", 1)}
    )
    if request.method == "POST" and form.is_valid():
        return _ask(request, door, form)
    return _page(request, "phone", form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponseBase:
    """Which digits came? Right ones let people in; staff go on to their password."""
    door = read_door(request)
    if not door.phone:
        return redirect("entrance:login")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            digits = form.cleaned_data["code"]
            user = check_code(phone=door.phone, digits=digits, browser=door.browser, address=client_ip(request))
        except MarketError as error:
            return _refused(request, "code", form, error, door)
        if needs_second_factor(user):
            return _keep(request, redirect("entrance:second"), replace(door, passed=user.pk))
        return _come_in(request, user, door)
    return _page(request, "code", form, door)


@never_cache
@require_POST
def again(request: HttpRequest) -> HttpResponseBase:
    """Another code for the same number."""
    door = read_door(request)
    if not door.phone:
        return redirect("entrance:login")
    return _ask(request, door, CodeForm(), page="code", phone=door.phone)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponseBase:
    """Staff: the password, after the code was right."""
    door = read_door(request)
    if not door.passed:
        return redirect("entrance:login")
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            password = form.cleaned_data["password"]
            user = check_second_factor(user_id=door.passed, password=password, address=client_ip(request))
        except MarketError as error:
            return _refused(request, "second", form, error, door)
        return _come_in(request, user, door)
    return _page(request, "second", form, door)


@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """Log out."""
    logout(request)
    return redirect("/")


def _ask(request: HttpRequest, door: Door, form: Form, page: str = "phone", phone: str = "") -> HttpResponseBase:
    number = phone or form.cleaned_data["phone"]
    to_code = redirect("entrance:code")
    if number == door.phone and door.seconds_since_asked() < WAIT:
        # An impatient finger: the code is on its way already.
        return _keep(request, to_code, door)
    try:
        send_code(phone=number, browser=door.browser, address=client_ip(request))
    except TooManyAttempts as error:
        return _refused(request, page, form, error, door)
    except (TemporaryFailure, FinalFailure):
        form.add_error(None, _("Chưa gửi được tin nhắn. Chờ ít phút rồi thử lại."))
        return _page(request, page, form, door, status=503)
    return _keep(request, to_code, door.asked(number))


def _come_in(request: HttpRequest, user: User, door: Door) -> HttpResponseBase:
    # login() gives the session a new key: one that was planted before is worth nothing now.
    login(request, user)
    return forget_door(redirect(door.next or landing_of(user)))


def _keep(request: HttpRequest, response: HttpResponseBase, door: Door) -> HttpResponseBase:
    return keep_door(response, door, secure=settings.SESSION_COOKIE_SECURE)


def _refused(request: HttpRequest, page: str, form: Form, error: MarketError, door: Door) -> HttpResponseBase:
    sentence = _wait_sentence(error) if isinstance(error, TooManyAttempts) else message_for(error)
    form.add_error(next(iter(form.fields)) if form.is_bound else None, sentence)
    return _page(request, page, form, door, status=status_for(error))


def _wait_sentence(error: TooManyAttempts) -> str:
    seconds = int(error.data["retry_after"])
    minutes = -(-seconds // 60)
    if seconds < 60:
        return ngettext("Chờ %(n)d giây rồi thử lại.", "Chờ %(n)d giây rồi thử lại.", seconds) % {"n": seconds}
    return ngettext(
        "Bạn thử nhiều lần quá. Chờ %(n)d phút rồi thử lại.",
        "Bạn thử nhiều lần quá. Chờ %(n)d phút rồi thử lại.",
        minutes,
    ) % {"n": minutes}


def _page(
    request: HttpRequest, page: str, form: Form, door: Door | None = None, *, status: int = 200
) -> HttpResponseBase:
    if request.method == "POST" and status == 200:
        status = 422
    context: dict[str, Any] = {"form": form}
    if door:
        wait = max(0, WAIT - door.seconds_since_asked())
        context |= {"phone": door.phone, "wait": wait, "messages_file": settings.DEMO and _messages_file()}
    return render(request, f"entrance/{page}.html", context, status=status)


def _messages_file() -> str:
    try:
        return str(settings.MESSAGES_FILE.relative_to(settings.BASE_DIR))
    except ValueError:
        return str(settings.MESSAGES_FILE)
