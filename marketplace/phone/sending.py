"""One sending of a form with a photo: done once however often it arrives; when refused, words and photo stay."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from base.errors import MarketError, RequestIdReused
from catalogue.errors import InvalidPhoto
from catalogue.models import StagedPhoto
from catalogue.selectors import staged_photo
from catalogue.services import stage_photo, take_staged_photo
from marketplace.access.answers import message_for
from marketplace.phone.commands import Answer, earlier_answer, is_request_id, run_once
from marketplace.phone.stall import holder_of

F = TypeVar("F", bound=forms.Form)
_ENVELOPE = ("csrfmiddlewaretoken", "request_id")


class Sending(Generic[F]):
    """A form as it arrived. `photo` waits for its use; `request_id` is empty when a new one is needed.

    `work` takes a form that is in order and the stem of its photo, empty when there is none or it stays as it is.
    """

    def __init__(self, request: HttpRequest, form: F, *, photo_needed: bool) -> None:
        self.request, self.form, self.photo_needed = request, form, photo_needed
        self.user = holder_of(request)
        self.request_id = request.POST.get("request_id", "")
        self.photo: StagedPhoto | None = None

    def do(self, work: Callable[[F, str], Answer]) -> Answer | None:
        """What it was answered; None when the form has to be shown again, with its errors."""
        if not is_request_id(self.request_id):
            self._ask_again(_("Trang này mở đã lâu. Bấm nút bên dưới lần nữa."))
            return None
        body = body_of(self.request)
        try:
            before = earlier_answer(user=self.user, request_id=self.request_id, body=body)
            return before or self._first_time(body, work)
        except RequestIdReused:
            # The button "back" brings a sent form here again, under its used id; it may be meant for other goods.
            self._ask_again(_("Món trước đã gửi rồi. Nếu đây là món khác, bấm nút bên dưới lần nữa."))
        except MarketError as refused:
            self.form.add_error(None, message_for(refused))
        return None

    def _first_time(self, body: dict[str, Any], work: Callable[[F, str], Answer]) -> Answer | None:
        self._read_photo()
        if self.form.errors:
            return None
        return run_once(
            user=self.user, request_id=self.request_id, body=body, work=lambda: work(self.form, self._stem())
        )

    def _ask_again(self, words: str) -> None:
        self._read_photo()
        self.request_id = ""
        self.form.add_error(None, words)

    def _read_photo(self) -> None:
        # The camera and the album are two boxes of one name; one of them is filled.
        files = [file for file in self.request.FILES.getlist("photo") if file.name]
        self.photo = staged_photo(token=self.request.POST.get("photo_token", ""), viewer=self.user)
        try:
            if files:
                self.photo = stage_photo(owner=self.user, file=files[-1])
        except InvalidPhoto as refused:
            self.form.add_error("photo", message_for(refused))
            return
        if self.photo is None and self.photo_needed:
            self.form.add_error("photo", _("Chưa có ảnh. Chụp một tấm ảnh món hàng rồi gửi lại."))

    def _stem(self) -> str:
        return take_staged_photo(token=self.photo.token, owner=self.user) if self.photo else ""


def body_of(request: HttpRequest) -> dict[str, Any]:
    """What a command says, for telling a repetition from another command: typed words, and files by their content."""
    words = {name: request.POST.getlist(name) for name in request.POST if name not in _ENVELOPE}
    return words | {f"file:{name}": [_digest(file) for file in request.FILES.getlist(name)] for name in request.FILES}


def _digest(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
