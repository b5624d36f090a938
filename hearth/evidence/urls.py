from django.urls import path

from hearth.evidence.views import publishing, reports

app_name = "evidence"

urlpatterns = [
    path("attendance", reports.attendance, name="attendance"),
    path("support", reports.support, name="support"),
    path("change", reports.change, name="change"),
    path("introductions", reports.introductions, name="introductions"),
    path("attendance.csv", reports.attendance_csv, name="attendance_csv"),
    path("attendance/visits", reports.attendance_visits, name="attendance_visits"),
    path("publish", publishing.publish, name="publish"),
    path("published", publishing.published, name="published"),
    path("published/<uuid:publication_id>", publishing.publication, name="publication"),
    path("published/<uuid:publication_id>.csv", publishing.sheet, name="publication_csv"),
]
