from django.urls import path

from hearth.erasing.views import deciding, keeping, of_person

app_name = "erasing"

OF = "people/<uuid:person_id>/rights/erase/"

urlpatterns = [
    path(OF, of_person.erase, name="erase"),
    path(OF + "hold/", of_person.hold, name="hold"),
    path("erasing/", deciding.erasings, name="erasings"),
    path("erasing/due/", keeping.due, name="due"),
    path("erasing/due/<uuid:due_id>/", keeping.look, name="look"),
    path("erasing/rules/<uuid:organisation_id>/", keeping.rules, name="rules"),
    path("erasing/<uuid:erasure_id>/", deciding.erasure, name="erasure"),
    path("erasing/<uuid:erasure_id>/take-back/", of_person.withdraw, name="withdraw"),
    path("erasing/<uuid:erasure_id>/<uuid:organisation_id>/", deciding.decide, name="decide"),
    path("erasing/holds/<uuid:hold_id>/", deciding.lift, name="lift"),
]
