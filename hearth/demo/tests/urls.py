"""Hearth as it is in the demonstration, whatever the settings of the tests say."""

from django.urls import include, path

from hearth.config.urls import urlpatterns as usual

urlpatterns = [path("demo/", include("hearth.demo.urls")), *usual]
