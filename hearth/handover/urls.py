from django.urls import path

from hearth.handover.views import lines, turns

app_name = "handover"

urlpatterns = [
    path("handover/write/", lines.write, name="write"),
    path("handover/lines/<uuid:line_id>/", lines.line, name="line"),
    path("handover/hand-over/", turns.hand_over, name="hand_over"),
    path("handover/take-over/", turns.take_over, name="take_over"),
    path("handover/shifts/", turns.shifts, name="shifts"),
]
