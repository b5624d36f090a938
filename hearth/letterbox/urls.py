from django.urls import path

from hearth.letterbox.views import boxes, letters

app_name = "letterbox"

ONE = "letterbox/<uuid:letter_id>/"

urlpatterns = [
    path("letterbox/", letters.letters, name="letters"),
    path("letterbox/who-reads/", boxes.box, name="box"),
    path("letterbox/duty/<slug:slug>/", boxes.duty, name="duty"),
    path("letterbox/duty/<uuid:duty_id>/end/", boxes.end_duty, name="end_duty"),
    path(ONE, letters.letter, name="letter"),
    path(ONE + "take/", letters.take, name="take"),
    path(ONE + "hand-on/", letters.hand_on, name="hand_on"),
    path("people/<uuid:person_id>/letterbox/", letters.write, name="write"),
    path("people/<uuid:person_id>/how-i-am/", letters.how, name="how"),
]
