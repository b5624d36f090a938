"""The pages of what somebody tells: about them, their circle, their plan (see pages.py)."""

STORY = [
    "people:about",
    "people:about_read",
    "people:background",
    "people:answer",
    "people:put_back_answer",
    "people:write",
    "people:before",
    "people:put_back",
    "people:circle",
    "people:circle_before",
    "people:put_back_member",
    "people:add_member",
    "people:change_member",
    "people:remove_member",
    "people:let_read",
    "people:carer_view",
    "people:plan",
    "people:plan_read",
    "people:plan_card",
    "people:looked_at",
    "people:put_back_agreed",
    "people:fresh_look",
]
"""Whoever opens each is allowed to change records, at one hub or more."""
STORY_POSTS = {
    "people:put_back_answer",
    "people:put_back",
    "people:put_back_member",
    "people:remove_member",
    "people:carer_view",
    "people:put_back_agreed",
    "people:fresh_look",
}
"""Those that are only posted to."""
