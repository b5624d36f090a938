from django.urls import path

from hearth.places.views import organisations, photos, sites, times

app_name = "places"

urlpatterns = [
    path("", sites.sites, name="sites"),
    path("new/", sites.open_site, name="open_site"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.add_organisation, name="add_organisation"),
    path(
        "organisations/<uuid:organisation_id>/",
        organisations.edit_organisation,
        name="edit_organisation",
    ),
    path("<slug:slug>/", sites.site, name="site"),
    path("<slug:slug>/about/", sites.edit_basics, name="edit_basics"),
    path("<slug:slug>/access/", sites.edit_access, name="edit_access"),
    path("<slug:slug>/welcome/", sites.edit_welcome, name="edit_welcome"),
    path("<slug:slug>/waiting/", sites.edit_waiting, name="edit_waiting"),
    path("<slug:slug>/in-the-network/", sites.edit_in_the_network, name="edit_in_the_network"),
    path("<slug:slug>/photos/", photos.photos, name="photos"),
    path("<slug:slug>/photos/add/", photos.add_photo, name="add_photo"),
    path("<slug:slug>/photos/<uuid:photo_id>/", photos.change_photo, name="change_photo"),
    path("<slug:slug>/photos/<uuid:photo_id>/move/", photos.move_photo, name="move_photo"),
    path("<slug:slug>/photos/<uuid:photo_id>/remove/", photos.remove_photo, name="remove_photo"),
    path("<slug:slug>/times/", times.times, name="times"),
    path("<slug:slug>/times/rule/", times.set_rule, name="set_rule"),
    path("<slug:slug>/times/add/", times.add_hours, name="add_hours"),
    path("<slug:slug>/times/line/<uuid:spell_id>/", times.change_hours, name="change_hours"),
    path("<slug:slug>/times/line/<uuid:spell_id>/remove/", times.remove_hours, name="remove_hours"),
    path("<slug:slug>/times/different/", times.add_exception, name="add_exception"),
    path(
        "<slug:slug>/times/different/<str:on>/remove/",
        times.remove_exception,
        name="remove_exception",
    ),
    path("<slug:slug>/close/", times.close, name="close"),
    path("<slug:slug>/close/<uuid:closure_id>/reopen/", times.reopen, name="reopen"),
]
