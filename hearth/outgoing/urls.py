from django.urls import path

from hearth.outgoing import views

app_name = "outgoing"

urlpatterns = [
    path("", views.outgoing, name="outgoing"),
    path("my-address/", views.own_address, name="own_address"),
    path("to/<uuid:person_id>/", views.hello, name="hello"),
    path("ask/<uuid:service_id>/", views.ask_provider, name="ask_provider"),
    path("<uuid:message_id>/", views.message, name="message"),
    path("<uuid:message_id>/letter/", views.letter, name="letter"),
    path("<uuid:message_id>/posted/", views.letter_posted, name="letter_posted"),
    path("<uuid:message_id>/dealt-with/", views.dealt_with, name="dealt_with"),
]
