"""The addresses of one partnership's own site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from hearth.directory import urls as directory
from hearth.introductions import urls as introductions
from hearth.people import urls as people
from hearth.virtualhub import urls as virtualhub

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("hearth.accounts.urls")),
    path("", include("hearth.frontdoor.urls")),
    path("", include("hearth.desk.urls")),
    path("", include("hearth.support.urls")),
    path("", include("hearth.safety.urls")),
    path("", include("hearth.incidents.urls")),
    path("", include("hearth.diary.urls")),
    path("", include("hearth.introductions.urls")),
    path("", include("hearth.letterbox.urls")),
    path("", include("hearth.outcomes.urls")),
    path("", include("hearth.myhub.urls")),
    path("", include("hearth.handover.urls")),
    path("", include("hearth.rights.urls")),
    path("", include("hearth.erasing.urls")),
    path("answer/", include((introductions.other_side, "other_side"))),
    path("introduce/", include((introductions.introduce_us, "introduce_us"))),
    path("places/", include("hearth.places.urls")),
    path("people/", include("hearth.people.urls")),
    path("openings/", include((people.openings, "openings"))),
    path("outgoing/", include("hearth.outgoing.urls")),
    path("sheets/", include("hearth.sheets.urls")),
    path("money/", include("hearth.commissioning.urls")),
    path("reports/", include("hearth.evidence.urls")),
    path("directory/", include("hearth.directory.urls")),
    path("", include((virtualhub.for_robots, "robots"))),
    # The public's pages are in each language that is offered: /advice/ and /cy/advice/.
    *i18n_patterns(
        path("confirm/", include((directory.answering, "answering"))),
        path("", include("hearth.virtualhub.urls")),
        prefix_default_language=False,
    ),
    path("", include("hearth.exchange.urls")),
    path("design/", include("hearth.design.urls")),
]
if settings.DEMONSTRATION:
    urlpatterns += [path("demo/", include("hearth.demo.urls"))]

handler400 = "hearth.config.errors.bad_request"
handler403 = "hearth.config.errors.forbidden"
handler404 = "hearth.config.errors.not_found"
handler500 = "hearth.config.errors.fault"
