from django.urls import path

from hearth.evidence import views

app_name = "evidence"

urlpatterns = [
    path("attendance", views.attendance, name="attendance"),
]
