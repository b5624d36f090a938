from django.urls import URLPattern, URLResolver, path

from hearth.virtualhub.views import advice

app_name = "virtualhub"

urlpatterns: list[URLPattern | URLResolver] = [
    path("advice/", advice.advice, name="advice"),
    path("advice/<slug:page_slug>/", advice.advice_page, name="advice_page"),
    path("advice/<slug:page_slug>/easy-read/", advice.easy_read, name="advice_easy_read"),
]
