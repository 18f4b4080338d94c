"""Looking around the market."""

from django.urls import path

from marketplace.storefront.browse.views.home import home
from marketplace.storefront.browse.views.lists import category, search
from marketplace.storefront.browse.views.product import product
from marketplace.storefront.browse.views.ranking import ranking
from marketplace.storefront.browse.views.saved import drop, keep, saved
from marketplace.storefront.browse.views.seller import seller
from marketplace.storefront.browse.views.suggestions import suggestions

urlpatterns = [
    path("", home, name="home"),
    path("danh-muc/<slug:slug>/", category, name="category"),
    path("san-pham/<slug:slug>_<int:pk>/", product, name="product"),
    path("tim-kiem/", search, name="search"),
    path("tim-kiem/goi-y/", suggestions, name="suggestions"),
    path("tim-kiem/luu/", keep, name="search_keep"),
    path("tim-kiem/da-luu/", saved, name="searches_saved"),
    path("tim-kiem/da-luu/<int:pk>/bo/", drop, name="search_drop"),
    path("xep-hang/", ranking, name="ranking"),
    path("nha-san-xuat/<slug:slug>/", seller, name="seller"),
]
