"""The simulator where the market mounts it, and nothing else."""

from django.urls import include, path

urlpatterns = [path("mo-phong/vnpay/", include("payments.providers.vnpay.simulator.urls"))]
