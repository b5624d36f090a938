"""The pages of introductions, which open for those who write in records (see pages.py)."""

INTRODUCTIONS = {
    "introductions:introductions",
    "introductions:of_person",
    "introductions:look",
    "introductions:begin",
    "introductions:introduction",
    "introductions:answer",
    "introductions:next",
    "introductions:could_not",
    "introductions:met",
    "introductions:not_met",
    "introductions:fitted",
    "introductions:stop",
    "introductions:urgent",
    "introductions:along",
    "introductions:know",
    "introductions:ask",
    "introductions:link",
    "introductions:came_in",
}
INTRODUCTIONS_POSTS = {"introductions:link", "introductions:know"}
ASKED = {"introductions:asked_of_me"}
"""Anybody who works or volunteers here can be asked to meet somebody."""
INBOX = {"introductions:asked_us"}
"""For those who read what is shared with a partner."""
INCOMING = {"introductions:incoming", "introductions:bring_in"}
"""For them, and for those who write in records."""
BY_LINK = {"other_side:answer", "introduce_us:introduce", "introduce_us:heard"}
"""For whoever has a link, or none: nobody is signed in."""
