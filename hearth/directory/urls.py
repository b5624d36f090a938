from django.urls import URLPattern, URLResolver, path

from hearth.directory.views import (
    advice,
    entries,
    needs,
    offer,
    parts,
    providers,
    searches,
    told,
    work,
)
from hearth.directory.views import answering as answered

app_name = "directory"

ENTRY, TIMES, PLACE = "entries/<uuid:service_id>/", "times/<uuid:schedule_id>/", "at/<uuid:at_id>/"
PROVIDER, CONTACT = "providers/<uuid:provider_id>/", "contacts/<uuid:contact_id>/"
PAIR = "same/<uuid:pair_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", entries.listed, name="entries"),
    path("new/", entries.add_entry, name="add_entry"),
    path("overdue/", entries.overdue, name="overdue"),
    path(ENTRY, entries.entry, name="entry"),
    path(f"{ENTRY}what/", entries.edit_what, name="edit_what"),
    path(f"{ENTRY}contact/", entries.edit_contact, name="edit_contact"),
    path(f"{ENTRY}who/", entries.edit_who, name="edit_who"),
    path(f"{ENTRY}joining/", entries.edit_joining, name="edit_joining"),
    path(f"{ENTRY}like/", entries.edit_like, name="edit_like"),
    path(f"{ENTRY}cost/", entries.edit_cost, name="edit_cost"),
    path(f"{ENTRY}keeping/", entries.edit_keeping, name="edit_keeping"),
    path(f"{ENTRY}now/", entries.say_now, name="say_now"),
    path(f"{ENTRY}confirm/", entries.confirm, name="confirm"),
    path(f"{ENTRY}link/", entries.make_link, name="make_link"),
    path(f"{ENTRY}times/", parts.add_times, name="add_times"),
    path(TIMES, parts.change_times, name="change_times"),
    path(f"{TIMES}remove/", parts.remove_times, name="remove_times"),
    path(f"{TIMES}off/", parts.call_off, name="call_off"),
    path(f"{TIMES}on/", parts.put_on_again, name="put_on_again"),
    path(f"{ENTRY}prices/", parts.add_cost, name="add_cost"),
    path("prices/<uuid:cost_id>/remove/", parts.remove_cost, name="remove_cost"),
    path(f"{ENTRY}places/", parts.add_place, name="add_place"),
    path(PLACE, parts.change_place, name="change_place"),
    path(f"{PLACE}remove/", parts.remove_place, name="remove_place"),
    path("claims/<uuid:claim_id>/", entries.settle_claim, name="settle_claim"),
    path("providers/", providers.providers, name="providers"),
    path(PROVIDER, providers.provider, name="provider"),
    path(f"{PROVIDER}edit/", providers.edit_provider, name="edit_provider"),
    path(f"{PROVIDER}contacts/", providers.add_contact, name="add_contact"),
    path(CONTACT, providers.change_contact, name="change_contact"),
    path(f"{CONTACT}remove/", providers.remove_contact, name="remove_contact"),
    path("told-us/", told.told, name="tips"),
    path("told-us/<uuid:tip_id>/", told.tip, name="tip"),
    path("told-us/<uuid:tip_id>/fact/", told.settle_fact, name="settle_fact"),
    path("same/", told.pairs, name="pairs"),
    path(PAIR, told.pair, name="pair"),
    path(f"{PAIR}decide/", told.decide_pair, name="decide_pair"),
    path(f"{PAIR}undo/", told.undo_pair, name="undo_pair"),
    path("words/", told.synonyms, name="synonyms"),
    path("words/<uuid:synonym_id>/remove/", told.remove_synonym, name="remove_synonym"),
    path("words/forget/", told.forget_typed, name="forget_typed"),
    path("how-often/", told.how_often, name="how_often"),
    path("how-often/<uuid:term_id>/", told.set_how_often, name="set_how_often"),
    path("offer/", offer.offer, name="offer"),
    path("offer/times/", offer.offer_times, name="offer_times"),
    path("offer/entries/", offer.offer_entries, name="offer_entries"),
    path("needs/", needs.needs, name="needs"),
    path("needs/tell/", needs.tell, name="tell_need"),
    path("searches/", searches.searches, name="searches"),
    path("work/", work.work, name="work"),
    path("work/remove/", work.remove_outing, name="remove_outing"),
    path("work/map/", work.work_map, name="work_map"),
    path("work/report/", work.work_report, name="work_report"),
    path("work/cover/", work.cover, name="cover"),
    path("work/cover/stop/", work.stop_cover, name="stop_cover"),
    path("work/contacts/", work.contacts, name="contacts"),
    path("work/contacts/<uuid:contact_id>/", work.contact, name="contact"),
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

answering = [
    path("<str:token>/", answered.answer, name="answer"),
    path("<str:token>/changed/", answered.changed, name="changed"),
]
"""The pages of a provider's link, in an address of their own."""
