from django.urls import path

from hearth.evidence import views

app_name = "evidence"

urlpatterns = [
    path("attendance", views.attendance, name="attendance"),
    path("support", views.support, name="support"),
    path("change", views.change, name="change"),
    path("introductions", views.introductions, name="introductions"),
    path("attendance.csv", views.attendance_csv, name="attendance_csv"),
    path("attendance/visits", views.attendance_visits, name="attendance_visits"),
]
