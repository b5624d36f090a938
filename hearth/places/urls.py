from django.urls import path

from hearth.places import views

app_name = "places"

urlpatterns = [
    path("", views.sites, name="sites"),
]
