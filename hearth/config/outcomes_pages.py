"""The pages of outcome measures and readings, and for whom each opens (see pages.py)."""

READINGS = {
    "outcomes:again",
    "outcomes:readings",
    "outcomes:reading",
    "outcomes:offer",
    "outcomes:add",
    "outcomes:correct",
    "outcomes:paper",
}
"""Of one person: they open for those who write in records."""
MEASURES = {"outcomes:measures", "outcomes:measure"}
"""For whoever decides which are in use."""
READINGS_POSTS = {
    "outcomes:give_link",
    "outcomes:end_link",
    "outcomes:not_now",
    "outcomes:take_back",
    "outcomes:put_back",
}
"""Those that are only posted to."""
BY_A_LINK = {"outcomes:by_link"}
"""For whoever has a link, or none: nobody is signed in."""
