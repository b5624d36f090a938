from django.urls import path

from hearth.safety.views import concerns, handing, keeping, lists, worries

app_name = "safety"

WORRY = "worries/<uuid:worry_id>/"
CONCERN = "concerns/<uuid:concern_id>/"

urlpatterns = [
    path("worries/", lists.keeping_safe, name="worries"),
    path("worries/add/", worries.add_worry, name="add_worry"),
    path("worries/over/", lists.over, name="over"),
    path("worries/unanswered/", lists.unanswered, name="unanswered"),
    path(WORRY, worries.worry, name="worry"),
    path(WORRY + "check/", worries.add_check, name="add_check"),
    path(WORRY + "whom/", handing.whom_worry_is_about, name="whom_worry"),
    path(WORRY + "not-them/", handing.worry_not_them, name="worry_not_them"),
    path(WORRY + "not-for/", keeping.keep_worry_from, name="keep_worry_from"),
    path(WORRY + "confidence/", keeping.confidence, name="confidence"),
    path(WORRY + "hand-over/", handing.hand_over_worry, name="hand_over_worry"),
    path(WORRY + "settle/", worries.settle_worry, name="settle_worry"),
    path(WORRY + "take-up/", worries.take_up_worry, name="take_up_worry"),
    path("concerns/add/", concerns.add_concern, name="add_concern"),
    path(CONCERN, concerns.concern, name="concern"),
    path(CONCERN + "add/", concerns.add_entry, name="add_entry"),
    path(CONCERN + "change/", concerns.change_concern, name="change_concern"),
    path(CONCERN + "whom/", handing.whom_concern_is_about, name="whom_concern"),
    path(CONCERN + "not-them/", handing.concern_not_them, name="concern_not_them"),
    path(CONCERN + "not-for/", keeping.keep_concern_from, name="keep_concern_from"),
    path(CONCERN + "hand-over/", handing.hand_over_concern, name="hand_over_concern"),
    path(CONCERN + "finish/", concerns.finish_concern, name="finish_concern"),
    path(CONCERN + "take-up/", concerns.take_up_concern, name="take_up_concern"),
]
