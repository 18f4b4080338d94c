"""Looking around the market."""

from django.urls import path

from marketplace.storefront.browse.views.home import home
from marketplace.storefront.browse.views.lists import category, search
from marketplace.storefront.browse.views.product import product
from marketplace.storefront.browse.views.ranking import ranking
from marketplace.storefront.browse.views.seller import seller
from marketplace.storefront.browse.views.suggestions import suggestions

urlpatterns = [
    path("", home, name="home"),
    path("danh-muc/<slug:slug>/", category, name="category"),
    path("san-pham/<slug:slug>_<int:pk>/", product, name="product"),
    path("tim-kiem/", search, name="search"),
    path("tim-kiem/goi-y/", suggestions, name="suggestions"),
    path("xep-hang/", ranking, name="ranking"),
    path("nha-san-xuat/<slug:slug>/", seller, name="seller"),
]
