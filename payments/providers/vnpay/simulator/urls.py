"""Mounted under /mo-phong/vnpay/ in the demonstration only; the paths beneath are VNPAY's own."""

from __future__ import annotations

from django.urls import path

from payments.providers.vnpay.simulator import views

app_name = "vnpay_simulator"
urlpatterns = [
    path("paymentv2/vpcpay.html", views.pay, name="pay"),
    path("paymentv2/<int:transaction_id>/", views.choose, name="choose"),
    path("merchant_webapi/api/transaction", views.api, name="api"),
    path("settlement", views.settlement, name="settlement"),
    path("faults", views.faults, name="faults"),
]
