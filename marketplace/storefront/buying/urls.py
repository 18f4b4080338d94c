"""Basket, checkout, orders, VNPAY."""

from django.urls import URLPattern, path

from marketplace.storefront.buying.views import adding, basket, checkout, claim, order, vnpay, voucher

ORDER = "don-hang/<slug:number>/<slug:token>/"

urlpatterns: list[URLPattern] = [
    path("gio-hang/", basket.basket, name="basket"),
    path("gio-hang/them/<int:product_id>/", adding.basket_add, name="basket_add"),
    path("gio-hang/doi/", basket.basket_change, name="basket_change"),
    path("gio-hang/ma/", voucher.voucher, name="voucher"),
    path("thanh-toan/", checkout.checkout, name="checkout"),
    path("thanh-toan/xa/", checkout.communes, name="checkout_communes"),
    path("thanh-toan/vnpay/tra-ve", vnpay.vnpay_return, name="vnpay_return"),
    path("thanh-toan/vnpay/ipn", vnpay.vnpay_ipn, name="vnpay_ipn"),
    path("don-hang/", order.my_orders, name="my_orders"),
    path(ORDER, order.order, name="order"),
    path(f"{ORDER}moi/", order.order_live, name="order_live"),
    path(f"{ORDER}tra-tien/", order.order_pay, name="order_pay"),
    path(f"{ORDER}huy/", order.order_cancel, name="order_cancel"),
    path(f"{ORDER}da-nhan/<int:part_id>/", order.order_received, name="order_received"),
    path(f"{ORDER}khieu-nai/<int:part_id>/", claim.order_claim, name="order_claim"),
    path(f"{ORDER}khieu-nai/rut/<int:claim_id>/", claim.order_claim_withdraw, name="order_claim_withdraw"),
]
