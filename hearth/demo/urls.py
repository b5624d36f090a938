"""The demonstration's own pages. config/urls.py leaves them out of anything but a demonstration."""

from django.urls import path

from hearth.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.cast, name="cast"),
    path("sign-in", views.sign_in, name="sign_in"),
]
