"""`/dang-nhap/`: the one door for everybody."""

from django.urls import path

from marketplace.entrance import views

app_name = "entrance"
urlpatterns = [
    path("", views.phone, name="login"),
    path("ma/", views.code, name="code"),
    path("ma/lai/", views.again, name="again"),
    path("mat-khau/", views.second, name="second"),
    path("ra/", views.leave, name="logout"),
]
