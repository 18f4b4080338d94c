"""Every entrance (docs/interface.md)."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path
from django.views.static import serve

from marketplace.api import api
from marketplace.health import healthz, readyz
from marketplace.metrics import metrics

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("truc-tiep/", include("notifications.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", api.urls),
    path("", include("marketplace.storefront.urls")),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
]
for prefix, module in {
    "": "marketplace.design.urls",
    "dang-nhap/": "marketplace.entrance.urls",
    "ban-hang/": "marketplace.phone.urls",
    "hoi-cho/": "marketplace.kiosks.urls",
    "thong-ke/": "marketplace.officials.urls",
    "dieu-hanh/hoi-cho/": "marketplace.kiosks.desk_urls",
    "dieu-hanh/": "marketplace.operators.urls",
}.items():
    if find_spec(module):
        urlpatterns.append(path(prefix, include(module)))
if settings.DEMO and find_spec("payments.providers.vnpay.simulator.urls"):
    urlpatterns.append(path("mo-phong/vnpay/", include("payments.providers.vnpay.simulator.urls")))
