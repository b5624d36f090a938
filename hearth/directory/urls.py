from django.urls import URLPattern, URLResolver, path

from hearth.directory.views import advice

app_name = "directory"

urlpatterns: list[URLPattern | URLResolver] = [
    path("advice/", advice.advice, name="advice"),
    path("advice/new/", advice.new_advice, name="new_advice"),
    path("advice/<uuid:advice_id>/", advice.advice_page, name="advice_page"),
    path("advice/<uuid:advice_id>/edit/", advice.edit_advice, name="edit_advice"),
    path("advice/<uuid:advice_id>/publish/", advice.publish_advice, name="publish_advice"),
    path("advice/<uuid:advice_id>/right/", advice.advice_still_right, name="advice_still_right"),
    path("advice/<uuid:advice_id>/off/", advice.take_off_advice, name="take_off_advice"),
    path("advice/<uuid:advice_id>/add/", advice.add_edition, name="add_edition"),
    path(
        "advice/<uuid:advice_id>/said/<int:version_number>/",
        advice.advice_version,
        name="advice_version",
    ),
    path(
        "advice/<uuid:advice_id>/said/<int:version_number>/back/",
        advice.put_version_back,
        name="put_version_back",
    ),
]
