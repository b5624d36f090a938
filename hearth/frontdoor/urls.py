from django.urls import path

from hearth.frontdoor import views

app_name = "frontdoor"

urlpatterns = [
    path("welcome/", views.welcome, name="welcome"),
]
