from django.urls import path

from hearth.design import views

app_name = "design"

urlpatterns = [
    path("", views.gallery, name="gallery"),
]
