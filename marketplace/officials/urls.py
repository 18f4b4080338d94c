"""`/thong-ke/`."""

from django.urls import path

from marketplace.officials import views

app_name = "officials"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("moi/", views.headline, name="headline"),
    path("moi/chi-tiet/", views.remainder, name="remainder"),
    path("cach-tinh/", views.method, name="method"),
    path("bieu/", views.paper, name="paper"),
    path("tai-ve/<slug:subject>.csv", views.download, name="download"),
]
