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
}
