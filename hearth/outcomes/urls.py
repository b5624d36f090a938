from django.urls import path

from hearth.outcomes.views import by_link, measures, readings

app_name = "outcomes"

OF = "people/<uuid:person_id>/readings/"
ONE = OF + "<uuid:reading_id>/"

urlpatterns = [
    path("questionnaires/again/", readings.again, name="again"),
    path("questionnaires/", measures.measures, name="measures"),
    path("questionnaires/one/", measures.measure, name="measure"),
    path(OF, readings.readings, name="readings"),
    path(OF + "offer/", readings.offer, name="offer"),
    path(OF + "add/<slug:measure>/", readings.add, name="add"),
    path(OF + "not-now/<slug:measure>/", readings.not_now, name="not_now"),
    path(OF + "link/<slug:measure>/", readings.give_link, name="give_link"),
    path(OF + "end-link/", readings.end_link, name="end_link"),
    path("questionnaires/paper.pdf", readings.paper, name="paper"),
    path("answers/<str:reading_token>/", by_link.answer, name="by_link"),
    path(ONE, readings.reading, name="reading"),
    path(ONE + "correct/", readings.correct, name="correct"),
    path(ONE + "take-back/", readings.take_back, name="take_back"),
    path(ONE + "put-back/", readings.put_back, name="put_back"),
]
