from django.urls import URLPattern, URLResolver, path

from hearth.directory.views import needs, offer, searches, work

app_name = "directory"

urlpatterns: list[URLPattern | URLResolver] = [
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
]
