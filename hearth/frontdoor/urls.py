from django.urls import path

from hearth.frontdoor.views import building, conversations, finding, headcounts, visits, welcome

app_name = "frontdoor"

urlpatterns = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/find/", finding.find, name="find"),
    path("visits/<uuid:visit_id>/", visits.visit, name="visit"),
    path("visits/<uuid:visit_id>/add/", visits.add, name="add_to_visit"),
    path("visits/<uuid:visit_id>/correct/", visits.correct, name="correct_visit"),
    path("visits/<uuid:visit_id>/who/", visits.who, name="visit_who"),
    path("visits/<uuid:visit_id>/undo/", visits.undo, name="undo_visit"),
    path("visits/<uuid:visit_id>/happened/", visits.happened, name="visit_happened"),
    path("visits/<uuid:visit_id>/left/", visits.left, name="visit_left"),
    path("visits/<uuid:visit_id>/gone/", visits.gone, name="visit_gone"),
    path("visits/<uuid:visit_id>/still-here/", visits.still_here, name="visit_still_here"),
    path("visits/<uuid:visit_id>/put-back/", visits.put_back, name="put_visit_back"),
    path("visits/<uuid:visit_id>/wants-to-talk/", visits.wants_to_talk, name="wants_to_talk"),
    path("visits/<uuid:visit_id>/child-alone/", visits.child_alone, name="child_alone"),
    path("headcounts/<uuid:headcount_id>/", headcounts.headcount, name="headcount"),
    path("headcounts/<uuid:headcount_id>/correct/", headcounts.correct, name="correct_headcount"),
    path("headcounts/<uuid:headcount_id>/undo/", headcounts.undo, name="undo_headcount"),
    path(
        "headcounts/<uuid:headcount_id>/happened/", headcounts.happened, name="headcount_happened"
    ),
    path("headcounts/<uuid:headcount_id>/left/", headcounts.left, name="headcount_left"),
    path("headcounts/<uuid:headcount_id>/gone/", headcounts.gone, name="headcount_gone"),
    path(
        "headcounts/<uuid:headcount_id>/still-here/",
        headcounts.still_here,
        name="headcount_still_here",
    ),
    path(
        "headcounts/<uuid:headcount_id>/put-back/",
        headcounts.put_back,
        name="put_headcount_back",
    ),
    path(
        "conversations/<uuid:conversation_id>/take/", conversations.take, name="take_conversation"
    ),
    path(
        "conversations/<uuid:conversation_id>/give-back/",
        conversations.give_back,
        name="give_back_conversation",
    ),
    path("conversations/<uuid:conversation_id>/end/", conversations.end, name="end_conversation"),
    path(
        "conversations/<uuid:conversation_id>/left-before/",
        conversations.left_before,
        name="left_before",
    ),
    path(
        "conversations/<uuid:conversation_id>/undo/",
        conversations.undo,
        name="undo_conversation",
    ),
    path(
        "child-alerts/<uuid:alert_id>/seen/",
        conversations.child_alert_seen,
        name="child_alert_seen",
    ),
    path("building/", building.building, name="building"),
    path("building/roll/", building.roll, name="roll"),
    path("building/sign-in/", building.sign_in, name="sign_in_worker"),
    path("building/<uuid:presence_id>/sign-out/", building.sign_out, name="sign_out_worker"),
    path("building/everyone-has-gone/", building.everyone_has_gone, name="everyone_has_gone"),
    path("building/earlier-have-gone/", building.earlier_have_gone, name="earlier_have_gone"),
    path("building/put-everyone-back/", building.put_everyone_back, name="put_everyone_back"),
]
