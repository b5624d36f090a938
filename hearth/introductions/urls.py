from django.urls import path

from hearth.introductions.views import begun, going_on, lists

app_name = "introductions"

ONE = "people/<uuid:person_id>/introductions/"
IT = ONE + "<uuid:introduction_id>/"

urlpatterns = [
    path("introductions/", lists.introductions, name="introductions"),
    path(ONE, lists.of_person, name="of_person"),
    path(ONE + "add/", begun.look, name="look"),
    path(ONE + "add/agree/", begun.begin, name="begin"),
    path(IT, lists.introduction, name="introduction"),
    path(IT + "answer/", going_on.answer, name="answer"),
    path(IT + "next/", going_on.upcoming, name="next"),
    path(IT + "could-not/", going_on.could_not, name="could_not"),
    path(IT + "met/", going_on.met, name="met"),
    path(IT + "not-met/", going_on.not_met, name="not_met"),
    path(IT + "fitted/", going_on.fitted, name="fitted"),
    path(IT + "stop/", going_on.stop, name="stop"),
]
