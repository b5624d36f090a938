"""The partnership's own addresses, with this app's wherever the root has placed them."""

from django.urls import include, path

from hearth.config.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from hearth.config.urls import (
    urlpatterns as everywhere,
)

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

placed = any(getattr(each, "app_name", "") == "outgoing" for each in everywhere)
urlpatterns = [*everywhere]
if not placed:
    urlpatterns.append(path("outgoing/", include("hearth.outgoing.urls")))
