"""`/hoi-cho/`: a fair's kiosks, and the staff who look after them."""

from django.urls import path

from marketplace.kiosks.views import pairing, paying, selling, staff

app_name = "kiosks"
urlpatterns = [
    path("", pairing.home, name="home"),
    path("ghep-may/", pairing.pair, name="pair"),
    path("ban/", selling.sell, name="sell"),
    path("gio/", selling.change_cart, name="cart"),
    path("tra-tien/", paying.pay, name="pay"),
    path("phieu/<str:number>/", paying.receipt, name="receipt"),
    path("quan-ly/", staff.fairs, name="staff"),
    path("quan-ly/<int:fair_id>/", staff.fair, name="staff_fair"),
    path("quan-ly/<int:fair_id>/ma/", staff.make_code, name="make_code"),
    path("quan-ly/may/<int:device_id>/go/", staff.revoke, name="revoke"),
]
