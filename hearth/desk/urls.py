from django.urls import path

from hearth.desk.views import handover, person, plans, today, trail

app_name = "desk"

urlpatterns = [
    path("today/", today.today, name="today"),
    path("handover/", handover.board, name="handover"),
    path("handover/pack/", handover.pack, name="night_pack"),
    path("today/plans/", plans.plans, name="plans"),
    path("people/<uuid:person_id>/", person.person, name="person"),
    path("trail/", trail.trail, name="trail"),
]
