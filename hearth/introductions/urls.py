from django.urls import path

from hearth.introductions.views import (
    asked,
    asking,
    begun,
    going_on,
    incoming,
    introducing_us,
    lists,
)
from hearth.introductions.views import other_side as other_side_views

app_name = "introductions"

ONE = "people/<uuid:person_id>/introductions/"
IT = ONE + "<uuid:introduction_id>/"

urlpatterns = [
    path("introductions/", lists.introductions, name="introductions"),
    path("introductions/incoming/", incoming.incoming, name="incoming"),
    path("introductions/incoming/add/", incoming.add, name="bring_in"),
    path("introductions/incoming/<uuid:incoming_id>/", incoming.came_in, name="came_in"),
    path("introductions/asked-of-me/", asked.asked_of_me, name="asked_of_me"),
    path("introductions/asked/<uuid:other_side_id>/", incoming.asked_us, name="asked_us"),
    path(ONE, lists.of_person, name="of_person"),
    path(ONE + "add/", begun.look, name="look"),
    path(ONE + "add/agree/", begun.begin, name="begin"),
    path(IT, lists.introduction, name="introduction"),
    path(IT + "answer/", going_on.answer, name="answer"),
    path(IT + "ask/", asking.ask, name="ask"),
    path(IT + "link/", asking.link, name="link"),
    path(IT + "next/", going_on.upcoming, name="next"),
    path(IT + "could-not/", going_on.could_not, name="could_not"),
    path(IT + "met/", going_on.met, name="met"),
    path(IT + "not-met/", going_on.not_met, name="not_met"),
    path(IT + "today/", going_on.urgent, name="urgent"),
    path(IT + "along/", going_on.along, name="along"),
    path(IT + "fitted/", going_on.fitted, name="fitted"),
    path(IT + "stop/", going_on.stop, name="stop"),
    path(IT + "know/", going_on.know, name="know"),
]

other_side = [path("<str:token>/", other_side_views.answer, name="answer")]
"""The page of a link to the other side, in an address of its own."""
introduce_us = [
    path("", introducing_us.introduce, name="introduce"),
    path("<str:token>/", introducing_us.heard, name="heard"),
]
"""Introducing somebody to a hub without an account, and hearing back."""
