"""`/dieu-hanh/hoi-cho/`: where an operator plans fairs. Mounted by marketplace/urls.py beside the operators' pages."""

from django.urls import path

from marketplace.kiosks.views import desk

app_name = "fairs"
urlpatterns = [
    path("", desk.fairs, name="list"),
    path("moi/", desk.open_fair, name="new"),
    path("<int:fair_id>/", desk.fair, name="fair"),
    path("<int:fair_id>/sua/", desk.change_fair, name="change"),
    path("<int:fair_id>/hang/", desk.goods, name="goods"),
]
