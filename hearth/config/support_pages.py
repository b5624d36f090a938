"""The pages of somebody's support, which open for those who write in records (see pages.py)."""

SUPPORT = {
    "support:support",
    "support:contacts",
    "support:add_contact",
    "support:contact",
    "support:nameless",
    "support:add_nameless",
    "support:who_was_it",
    "support:conversation",
    "support:read_back",
    "support:part",
    "support:about_me",
    "support:add_promise",
    "support:promise",
    "support:my_promises",
    "support:add_strand",
    "support:strand",
    "support:ending",
    "support:keep_in_touch",
    "support:my_people",
    "support:add_goal",
    "support:goal",
}
SUPPORT_POSTS = {
    "support:take_back_nameless",
    "support:it_was_them",
    "support:take_back_contact",
    "support:put_back_contact",
    "support:say_how_far",
    "support:settle_promise",
    "support:say_hello",
    "support:stop_hellos",
    "support:take_back_hello",
}
"""Those that are only posted to."""
