from django.urls import path

from hearth.people.views import cards, contacting, dying, knowing, linking, listing, telling

app_name = "people"

urlpatterns = [
    path("", listing.people, name="people"),
    path("new/", listing.new, name="new"),
    path("<uuid:person_id>/edit/", telling.edit, name="edit"),
    path("<uuid:person_id>/edit/hello/", telling.edit_hello, name="edit_hello"),
    path("<uuid:person_id>/edit/details/", telling.edit_details, name="edit_details"),
    path("<uuid:person_id>/edit/choices/", telling.edit_listing, name="edit_listing"),
    path("<uuid:person_id>/ways/", contacting.ways, name="ways"),
    path("<uuid:person_id>/ways/add/", contacting.add_way, name="add_way"),
    path("<uuid:person_id>/ways/<uuid:way_id>/", contacting.change_way, name="change_way"),
    path("<uuid:person_id>/ways/<uuid:way_id>/remove/", contacting.remove_way, name="remove_way"),
    path("<uuid:person_id>/died/", dying.died, name="died"),
    path("<uuid:person_id>/died/take-back/", dying.not_died, name="not_died"),
    path("<uuid:person_id>/card/", cards.card, name="card"),
    path("<uuid:person_id>/card/revoke/", cards.revoke_card, name="revoke_card"),
    path("<uuid:person_id>/link/", linking.link, name="link"),
    path("<uuid:person_id>/link/<uuid:other_id>/", linking.link_with, name="link_with"),
    path("<uuid:person_id>/unlink/<uuid:link_id>/", linking.unlink, name="unlink"),
    path("<uuid:person_id>/sites/", knowing.known, name="known"),
    path("<uuid:person_id>/sites/<slug:slug>/let-go/", knowing.let_go, name="let_go"),
]
