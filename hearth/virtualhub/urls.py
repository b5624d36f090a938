from django.urls import path

from hearth.virtualhub.views import (
    advice,
    calendars,
    entry,
    finding,
    front,
    hubs,
    photos,
    robots,
    telling,
    whats_on,
)

app_name = "virtualhub"

urlpatterns = [
    path("", front.front, name="front"),
    path("now/", front.now, name="now"),
    path("someone-else/", front.someone_else, name="someone_else"),
    path("myself/", front.myself, name="myself"),
    path("hubs/", front.hubs, name="hubs"),
    path("hubs/<slug:slug>/", hubs.hub, name="hub"),
    path("hubs/<slug:slug>/whats-on.ics", calendars.of_hub, name="hub_calendar"),
    path("photos/<slug:digest>.webp", photos.photo, name="photo"),
    path("whats-on/", whats_on.whats_on, name="whats_on"),
    path("whats-on.ics", calendars.everything, name="calendar"),
    path("find/", finding.find, name="find"),
    path("find.ics", calendars.found, name="find_calendar"),
    path("find/<uuid:service_id>/", entry.entry, name="entry"),
    path("find/<uuid:service_id>/not-this/", finding.not_this, name="not_this"),
    path("tell/", telling.tell, name="tell"),
    path("tell/<uuid:service_id>/", telling.tell_about, name="tell_about"),
    path("advice/", advice.advice, name="advice"),
    path("advice/<slug:page_slug>/", advice.advice_page, name="advice_page"),
    path("advice/<slug:page_slug>/easy-read/", advice.easy_read, name="advice_easy_read"),
]

for_robots = [path("robots.txt", robots.robots, name="robots")]
"""It stands at one address, whichever languages there are."""
