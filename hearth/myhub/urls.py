from django.urls import path

from hearth.myhub.views import caring, coming_in, offering, own, readings, rights, saying, sharing

app_name = "myhub"

urlpatterns = [
    path("me/", own.home, name="home"),
    path("me/sign-in/", coming_in.sign_in, name="sign_in"),
    path("me/in/<str:own_token>/", coming_in.enter, name="enter"),
    path("me/paper/", coming_in.paper, name="paper"),
    path("me/passkey/", coming_in.passkey, name="passkey"),
    path("me/still-there/", coming_in.still_there, name="still_there"),
    path("me/leave/", coming_in.leave, name="leave"),
    path("me/out/", coming_in.out, name="out"),
    path("me/who-has-looked/", own.looked, name="looked"),
    path("me/sharing/", sharing.sharing, name="sharing"),
    path("me/carers/", caring.carers, name="carers"),
    path("me/for/", caring.reading, name="reading"),
    path("me/for/<uuid:for_id>/", caring.read_for, name="read_for"),
    path("me/story/", own.story, name="story"),
    path("me/story/<slug:part>/", own.write, name="write"),
    path("me/goals/", own.goals, name="goals"),
    path("me/questionnaires/", readings.questionnaires, name="questionnaires"),
    path("me/questionnaires/<slug:measure>/", readings.questionnaire, name="questionnaire"),
    path("me/introductions/", own.introductions, name="introductions"),
    path("me/worst-day/", saying.worst_day, name="worst_day"),
    path("me/messages/", saying.letters, name="letters"),
    path("me/messages/write/", saying.say, name="say"),
    path("me/how-i-am/", saying.how, name="how"),
    path("me/rights/", rights.rights, name="rights"),
    path("me/ways-in/", own.ways_in, name="ways_in"),
    path("own-pages/ideas/", offering.ideas, name="ideas"),
    path("people/<uuid:person_id>/own-pages/", offering.own_pages, name="offered"),
]
