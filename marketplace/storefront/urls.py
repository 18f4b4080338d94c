"""The buyer's pages, under the root."""

from marketplace.storefront.browse import urls as browse
from marketplace.storefront.buying import urls as buying

app_name = "storefront"
urlpatterns = [*browse.urlpatterns, *buying.urlpatterns]
