from django.urls import path

from hearth.desk.views import person, today, trail

app_name = "desk"

urlpatterns = [
    path("today/", today.today, name="today"),
    path("people/<uuid:person_id>/", person.person, name="person"),
    path("trail/", trail.trail, name="trail"),
]
