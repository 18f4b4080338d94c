"""`/ban-hang/`: the producer's phone."""

from django.urls import path

from marketplace.phone.views import (
    about,
    delivering,
    home,
    listing,
    listings,
    money,
    orders,
    parcels,
    photos,
    registering,
)

app_name = "phone"
urlpatterns = [
    path("", home.home, name="home"),
    path("moi/", home.home_live, name="home_live"),
    path("dang-ky/", registering.register, name="register"),
    path("dan-toc/", registering.ethnicity, name="ethnicity"),
    path("don/", orders.orders, name="orders"),
    path("don/moi/", orders.orders_live, name="orders_live"),
    path("don/<int:pk>/", orders.order, name="order"),
    path("don/<int:pk>/lam/", orders.order_act, name="order_act"),
    path("don/<int:pk>/tu-choi/", orders.order_refuse, name="order_refuse"),
    path("don/<int:pk>/bot/", parcels.order_reduce, name="order_reduce"),
    path("don/<int:pk>/giao-khong-duoc/", parcels.order_failed, name="order_failed"),
    path("khieu-nai/<int:pk>/", parcels.claim, name="claim"),
    path("dang-hang/", listing.listing_new, name="listing_new"),
    path("anh/", photos.photo, name="photo"),
    path("doan-gian/", photos.guess, name="guess"),
    path("phi-giao/", delivering.rates, name="rates"),
    path("hang/", listings.listings, name="listings"),
    path("hang/<int:pk>/", listings.listing, name="listing"),
    path("hang/<int:pk>/sua/", listing.listing_edit, name="listing_edit"),
    path("hang/<int:pk>/trang-thai/", listings.listing_state, name="listing_state"),
    path("tien/", money.money, name="money"),
    path("tien/tai-khoan/", money.bank_account, name="bank_account"),
    path("tien/chuyen/<int:pk>/", money.payout, name="payout"),
    path("hoi/", about.help, name="help"),
    path("manifest.webmanifest", about.manifest, name="manifest"),
]
