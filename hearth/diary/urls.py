from django.urls import path

from hearth.diary.views import booking, days, visits

app_name = "diary"

ONE = "diary/bookings/<uuid:booking_id>/"
ASKED = "diary/asked/<uuid:meeting_id>/"
VISIT = "diary/visits/<uuid:lone_visit_id>/"
PERSON = "people/<uuid:person_id>/diary/"

urlpatterns = [
    path("diary/", days.diary, name="diary"),
    path("diary/times/", days.times, name="times"),
    path("diary/times/remove/", days.remove_time, name="remove_time"),
    path("diary/hub/", days.hub, name="hub"),
    path("diary/book/", booking.book, name="book"),
    path("diary/ask/", booking.ask, name="ask"),
    path(ONE, booking.booking, name="booking"),
    path(ONE + "move/", booking.move, name="move"),
    path(ONE + "call-off/", booking.call_off, name="call_off"),
    path(ONE + "again/", booking.again, name="again"),
    path(ONE + "alone/", visits.go_from_booking, name="go_from_booking"),
    path(ASKED, booking.asked, name="asked"),
    path(ASKED + "let-go/", booking.let_go, name="let_go"),
    path(PERSON, days.person, name="person"),
    path(PERSON + "book/", booking.book_person, name="book_person"),
    path(PERSON + "ask/", booking.ask_person, name="ask_person"),
    path(PERSON + "alone/", visits.go_to_person, name="go_to_person"),
    path("diary/visits/", visits.visits, name="visits"),
    path("diary/visits/go/", visits.go, name="go"),
    path(VISIT, visits.visit, name="visit"),
    path(VISIT + "back/", visits.back, name="back"),
    path(VISIT + "longer/", visits.longer, name="longer"),
    path(VISIT + "watch/", visits.watch, name="watch"),
]
