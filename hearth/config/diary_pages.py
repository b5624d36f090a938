"""The pages of diaries and lone visits, by who may open them (see pages.py)."""

from hearth.foundation.actors import Permission as May

DIARY = {
    "diary:diary": May.CHANGE_PEOPLE,
    "diary:times": May.CHANGE_PEOPLE,
    "diary:remove_time": May.CHANGE_PEOPLE,
    "diary:hub": May.SEE_VISITS,
    "diary:book": May.CHANGE_PEOPLE,
    "diary:ask": May.CHANGE_PEOPLE,
    "diary:booking": May.CHANGE_PEOPLE,
    "diary:move": May.CHANGE_PEOPLE,
    "diary:call_off": May.CHANGE_PEOPLE,
    "diary:again": May.CHANGE_PEOPLE,
    "diary:asked": May.CHANGE_PEOPLE,
    "diary:let_go": May.CHANGE_PEOPLE,
    "diary:person": May.CHANGE_PEOPLE,
    "diary:book_person": May.CHANGE_PEOPLE,
    "diary:ask_person": May.CHANGE_PEOPLE,
    "diary:go": May.CHANGE_PEOPLE,
    "diary:go_to_person": May.CHANGE_PEOPLE,
    "diary:go_from_booking": May.CHANGE_PEOPLE,
    "diary:visits": May.RECORD_VISIT,
    "diary:visit": May.RECORD_VISIT,
    "diary:back": May.RECORD_VISIT,
    "diary:longer": May.RECORD_VISIT,
    "diary:watch": May.RECORD_VISIT,
}
"""What whoever opens each is allowed, at one hub or more."""
DIARY_POSTS = {
    "diary:remove_time",
    "diary:call_off",
    "diary:let_go",
    "diary:back",
    "diary:longer",
    "diary:watch",
}
"""Those that are only posted to."""
