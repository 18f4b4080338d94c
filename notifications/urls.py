"""`/truc-tiep/`: what a page that lost its socket asks."""

from django.urls import path

from notifications import views

app_name = "live"
urlpatterns = [path("<slug:topic>/", views.catch_up, name="catch_up")]
