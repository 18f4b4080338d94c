"""`/api/v1/`: what phones, kiosks and other systems call. Errors are `{"code", "message", "fields"}`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from base.errors import MarketError
from marketplace.access.answers import message_for, status_for
from marketplace.kiosks.api import router as kiosks
from marketplace.storefront.browse.api import router as browse
from marketplace.storefront.buying.api import router as buying

api = NinjaAPI(title="Chợ Đước", version="1", openapi_url="/schema/", docs_url="/docs/", urls_namespace="api")
api.add_router("", browse)
api.add_router("", buying)
api.add_router("kiosk", kiosks)


@api.exception_handler(MarketError)
def refuse(request: HttpRequest, error: MarketError) -> HttpResponse:
    """A rule said no."""
    body = {"code": error.code, "message": message_for(error), "fields": error.data.get("fields", {})}
    return api.create_response(request, body, status=status_for(error))


@api.exception_handler(ValidationError)
def refuse_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The body has the wrong shape; each field is named."""
    fields = {".".join(str(part) for part in each["loc"][1:]): each["msg"] for each in error.errors}
    body = {"code": "invalid_input", "message": _("Dữ liệu gửi lên chưa đúng."), "fields": fields}
    return api.create_response(request, body, status=422)
