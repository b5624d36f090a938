from django.urls import path

from hearth.incidents.views import after, coming_in, happened

app_name = "incidents"

ONE = "incidents/<uuid:incident_id>/"
STEP = "incidents/steps/<uuid:incident_step_id>/"
COMING = "people/<uuid:person_id>/coming-in/"
AGREED = COMING + "<uuid:agreement_id>/"

urlpatterns = [
    path("incidents/", happened.incidents, name="incidents"),
    path("incidents/add/", happened.add, name="add"),
    path("incidents/settled/", happened.settled, name="settled"),
    path("incidents/counted/", happened.counted, name="counted"),
    path("incidents/learned/", after.learned, name="learned"),
    path(STEP, after.step, name="step"),
    path(STEP + "hand-on/", after.hand_on, name="hand_on"),
    path(STEP + "settle/", after.settle_step, name="settle_step"),
    path(ONE, happened.incident, name="incident"),
    path(ONE + "put-right/", happened.put_right, name="put_right"),
    path(ONE + "seen/", happened.seen, name="seen"),
    path(ONE + "owner/", happened.owner, name="owner"),
    path(ONE + "settle/", happened.settle, name="settle"),
    path(ONE + "take-up/", happened.take_up, name="take_up"),
    path(ONE + "who/", after.hurt, name="hurt"),
    path(ONE + "who/<uuid:named_id>/take-out/", after.take_out, name="take_out"),
    path(ONE + "tell/", after.tell, name="tell"),
    path(ONE + "tell/<slug:body>/", after.told, name="told"),
    path(ONE + "steps/add/", after.add_step, name="add_step"),
    path(ONE + "learning/", after.lesson, name="lesson"),
    path(COMING, coming_in.coming_in, name="coming_in"),
    path(COMING + "add/", coming_in.agree, name="agree"),
    path(AGREED, coming_in.agreement, name="agreement"),
    path(AGREED + "change/", coming_in.change, name="change"),
    path(AGREED + "look-again/", coming_in.look_again, name="look_again"),
    path(AGREED + "stop/", coming_in.stop, name="stop"),
    path(AGREED + "copy/", coming_in.copy, name="copy"),
]
