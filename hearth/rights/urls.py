from django.urls import path

from hearth.rights.views import acting, asking, finding, packs, review, standing

app_name = "rights"

ONE = "people/<uuid:person_id>/rights"
IT = ONE + "/<uuid:rights_request_id>/"

urlpatterns = [
    path("rights/", asking.requests, name="requests"),
    path("rights/find/", finding.find, name="find"),
    path(ONE, asking.of_person, name="of_person"),
    path(ONE + "/ask/", asking.ask, name="ask"),
    path(ONE + "/lift/<uuid:limit_id>/", standing.lift, name="lift"),
    path(ONE + "/words/<uuid:statement_id>/", standing.take_away, name="take_away"),
    path(IT, asking.request_page, name="request"),
    path(IT + "review/", review.review, name="review"),
    path(IT + "review/<uuid:pack_row_id>/", review.line, name="line"),
    path(IT + "pack.pdf", packs.paper, name="paper"),
    path(IT + "pack.json", packs.machine, name="machine"),
    path(IT + "told/<uuid:to_tell_id>/", acting.told, name="told"),
    path(IT + "<slug:rights_act>/", acting.act, name="act"),
]
