from django.urls import path

from hearth.desk import views

app_name = "desk"

urlpatterns = [
    path("today/", views.today, name="today"),
]
