"""The living style page."""

from django.urls import path

from marketplace.design.views import style_page

app_name = "design"
urlpatterns = [path("phong-cach/", style_page, name="style")]
