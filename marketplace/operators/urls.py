"""`/dieu-hanh/`: the operators' desk. Its page of fairs is the kiosks' own (marketplace/kiosks/desk_urls.py)."""

from django.urls import path

from marketplace.operators.views import cash, claims, deliveries, listings, log, orders, sellers, work

app_name = "operators"
urlpatterns = [
    path("", work.home, name="home"),
    path("viec/", work.fragment, name="work"),
    path("viec/<str:kind>/<int:subject>/xong/", work.done, name="work_done"),
    path("sap/", sellers.sellers, name="sellers"),
    path("sap/<int:pk>/", sellers.seller, name="seller"),
    path("sap/<int:pk>/duyet/", sellers.approve, name="seller_approve"),
    path("sap/<int:pk>/tra-lai/", sellers.refuse, name="seller_refuse"),
    path("sap/<int:pk>/khoa/", sellers.suspend, name="seller_suspend"),
    path("sap/<int:pk>/mo-lai/", sellers.reopen, name="seller_reopen"),
    path("hang/", listings.listings, name="listings"),
    path("hang/<int:pk>/", listings.listing, name="listing"),
    path("hang/<int:pk>/duyet/", listings.approve, name="listing_approve"),
    path("hang/<int:pk>/tra-lai/", listings.refuse, name="listing_refuse"),
    path("don/", orders.orders, name="orders"),
    path("don/<str:number>/", orders.order, name="order"),
    path("don/<str:number>/huy/", orders.cancel, name="order_cancel"),
    path("khieu-nai/", claims.claims, name="claims"),
    path("khieu-nai/<int:pk>/", claims.claim, name="claim"),
    path("tien-mat/", cash.cash, name="cash"),
    path("tien-mat/<int:part_id>/da-nop/", cash.handed_over, name="cash_handed_over"),
    path("ket/", deliveries.deliveries, name="deliveries"),
    path("ket/<int:pk>/chay-lai/", deliveries.replay, name="replay"),
    path("ket/chay-lai-ca/", deliveries.replay_all, name="replay_all"),
    path("nhat-ky/", log.log, name="log"),
]
